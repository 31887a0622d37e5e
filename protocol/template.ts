import * as v from 'valibot'
import { id } from './primitives.ts'

/** A prepared text. `shortcut` is what follows the `/`; `ownerId` is null for the team's templates. */
export const template = v.object({
  id,
  shortcut: v.string(),
  title: v.string(),
  body: v.string(),
  ownerId: v.nullable(id),
})
export type Template = v.InferOutput<typeof template>
