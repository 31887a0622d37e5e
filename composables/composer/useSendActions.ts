import { useAction } from '../actions/actions.ts'
import type { AfterSending } from './after-sending.ts'

/** The keys that send what is written and are done with the conversation. */
export function useSendActions(
  send: (then: AfterSending) => unknown,
  isEmpty: () => boolean,
): void {
  const blocked = () => (isEmpty() ? 'emptyBox' : null)
  useAction('sendNext', { run: () => send('next'), blocked })
  useAction('sendResolve', { run: () => send('resolve'), blocked })
}
