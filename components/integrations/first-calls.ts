/** One request under `/v1` that a newcomer makes first. */
export interface FirstCall {
  what: 'mirror' | 'say' | 'ask'
  method: 'PUT' | 'POST'
  path: string
  body: object
}

/** Stands in the calls where the key belongs, and is what a shell puts in its place. */
export const KEY_HOLE = '$BATON_KEY'

/** The calls that lead to a conversation that waits for a human, in their order. */
export const FIRST_CALLS: readonly FirstCall[] = [
  {
    what: 'mirror',
    method: 'PUT',
    path: '/v1/conversations/order-4821',
    body: { customer: { id: 'c-17', name: 'Ana' } },
  },
  {
    what: 'say',
    method: 'POST',
    path: '/v1/conversations/order-4821/messages',
    body: { id: 'm1', from: 'customer', text: 'Where is my parcel?' },
  },
  {
    what: 'ask',
    method: 'POST',
    path: '/v1/conversations/order-4821/handoff',
    body: { id: 'h1', card: { reason: 'unsure', summary: 'Ana asks where her parcel is.' } },
  },
]

/** A call as a command of a shell, asked of the server at this address. */
export function commandOf({ method, path, body }: FirstCall, serverUrl: string): string {
  return [
    `curl -X ${method} ${serverUrl}${path}`,
    `-H "Authorization: Bearer ${KEY_HOLE}"`,
    `-H "Content-Type: application/json"`,
    `-d '${JSON.stringify(body)}'`,
  ].join(' \\\n  ')
}
