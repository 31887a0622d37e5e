import type { Ref } from 'vue'
import { lastQueued } from './find-in-timeline.ts'
import { t } from '../../composables/words/i18n.ts'
import type { TimelineItem } from '../message/timeline.ts'
import { useOutbox } from './useOutbox.ts'
import { useUndoMoves } from '../moves/useUndoMoves.ts'

/** What is taken back in an open conversation. `said` is announced; `focusBox` puts the caret into the message box. */
export function useTakeBack(
  items: Readonly<Ref<readonly TimelineItem[]>>,
  said: Ref<string>,
  focusBox: () => unknown,
) {
  const outbox = useOutbox()
  const moves = useUndoMoves()

  /** What comes back from the outbox stands in the message box: so does the caret. */
  async function giveBack(done: Promise<boolean>): Promise<void> {
    if (!(await done)) said.value = t('composer.undoLate')
    focusBox()
  }
  /** The message that has not gone out, or else the move, that was made last. */
  function undoLast(): void {
    const last = lastQueued(items.value)
    if (last !== undefined) void giveBack(outbox.undo(last))
    else void moves.undo()
  }
  return { giveBack, undoLast }
}
