import { useAction } from '../../composables/actions/actions.ts'
import type { AfterSending } from './after-sending.ts'

/** The keys that send what is written and are done with the conversation: of one's own, since a note ends nobody's. */
export function useSendActions(
  send: (then: AfterSending) => unknown,
  { isEmpty, noteOnly }: { isEmpty: () => boolean; noteOnly: () => boolean },
): void {
  const blocked = () => (noteOnly() ? 'notYours' : isEmpty() ? 'emptyBox' : null)
  useAction('sendNext', { run: () => send('next'), blocked })
  useAction('sendResolve', { run: () => send('resolve'), blocked })
}
