/** What follows once a message is sent: nothing, the next conversation, or that this one is resolved. */
export type AfterSending = 'stay' | 'next' | 'resolve'
