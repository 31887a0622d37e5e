/** Where a team's model is asked: an address that speaks OpenAI's chat completions, and a name of a model there. */
export interface Endpoint {
  /** Without a slash at the end: "https://api.example.com/v1". */
  baseUrl: string
  model: string
  /** Null where the endpoint asks for none, as local ones do. */
  apiKey: string | null
}

/** How long an endpoint may be silent, in milliseconds. */
export interface ModelTimes {
  /** Before the first sign of an answer. */
  firstToken: number
  /** Between two pieces of it. */
  idle: number
}

/** Calls out. Refuses addresses that the operator has not allowed, and gives up what it reads too much of. */
export type Fetch = typeof globalThis.fetch
