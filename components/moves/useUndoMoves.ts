import { createSharedComposable, useTimeoutFn } from '@vueuse/core'
import { computed, ref, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getConversation } from '../../db/queries/get-conversation.ts'
import { undoableMoves, type UndoableConversation } from '../../db/queries/undoable-moves.ts'
import { customerName } from '../../composables/words/customer-name.ts'
import { t } from '../../composables/words/i18n.ts'
import { sentenceOfMove } from './sentence-of-move.ts'
import { tellInPassing } from './panel-notice.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useServerClock } from '../live/useNow.ts'
import { useSession } from '../live/useSession.ts'

/** Moves of one kind that followed each other so soon, in ms, were made at once: with several rows chosen. */
const AT_ONCE_MS = 400

/**
 * What I did last and can still take back, in whichever panel of mine: what was done at once is taken back at once.
 * The server decides whether it is in time.
 */
export const useUndoMoves = createSharedComposable(() => {
  const { db, background } = useWorld()
  const { me } = useSession()
  const clock = useServerClock()
  const stored = useLiveQuery(() => undoableMoves(db, me.value), [me], [])
  const now = ref(clock())
  const open = computed(() =>
    (stored.value ?? []).filter(({ undoable }) => undoable.until > now.value),
  )
  const last = computed(() => madeAtOnce(open.value))
  const busy = ref(false)

  const due = useTimeoutFn(
    () => (now.value = clock()),
    () => Math.max(0, (open.value[0]?.undoable.until ?? 0) - clock()) + 1,
    { immediate: false },
  )
  watch(open, ({ length }) => (length > 0 ? due.start() : due.stop()), { immediate: true })
  watch(stored, (rows, before = []) => {
    now.value = clock()
    const left = new Set(rows?.map(({ id }) => id))
    for (const row of before) if (!left.has(row.id)) void lookAtGone(row)
  })

  /** One that I resolved is mine again though nobody took it back: its customer wrote meanwhile. */
  async function lookAtGone({
    id,
    epoch,
    undoable,
    customer,
    customerCount,
  }: UndoableConversation) {
    const gone = await getConversation(db, id)
    if (undoable.kind !== 'resolve' || !gone || gone.epoch === epoch) return
    if (gone.state === 'resolved' || gone.customerCount === customerCount) return
    tellInPassing(t('list.wroteAgain', { name: customerName(customer) }))
  }

  /** Takes back what was done last. */
  async function undo(): Promise<void> {
    if (busy.value) return
    const taken = last.value
    busy.value = true
    const failed: string[] = []
    for (const { id, epoch } of taken) {
      const reply = await background.ask('conversation:undo', { conversationId: id, epoch })
      if (reply.ok) continue
      const late = reply.error.code === 'wrong-state'
      failed.push(late ? t('list.undoLate') : await sentenceOfMove(reply.error, 'other'))
      if (reply.error.code === 'no-answer') background.kick()
    }
    busy.value = false
    const [one] = taken
    if (failed[0] !== undefined) tellInPassing(failed[0])
    else if (one) {
      const { length: count } = taken
      tellInPassing(
        count === 1
          ? t('list.undone', { name: customerName(one.customer) })
          : t('list.undoneSome', { count }),
      )
    }
  }

  return { last, busy, undo }
})

/** The moves at the end of these, the oldest first, that were made together. */
export function madeAtOnce(moves: readonly UndoableConversation[]): UndoableConversation[] {
  let first = moves.length - 1
  while (first > 0) {
    const [one, next] = [moves[first - 1]?.undoable, moves[first]?.undoable]
    if (!one || one.kind !== next?.kind || next.until - one.until > AT_ONCE_MS) break
    first -= 1
  }
  return moves.slice(Math.max(0, first))
}
