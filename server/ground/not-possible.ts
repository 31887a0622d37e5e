/** What an operator asked for cannot be done; the message says why, and what can. */
export class NotPossible extends Error {}
