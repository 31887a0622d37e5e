import * as v from 'valibot'

/** `GET /v1/availability`: who is there at the moment, by the names that customers are told; a few are enough. */
export const availability = v.object({ available: v.boolean(), agents: v.array(v.string()) })
export type Availability = v.InferOutput<typeof availability>
