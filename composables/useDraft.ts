import { useDebounceFn, useDocumentVisibility, useEventListener } from '@vueuse/core'
import { v7 as uuidv7 } from 'uuid'
import { onScopeDispose, ref, watch } from 'vue'
import { saveDraft } from '../db/commands/save-draft.ts'
import { outboxRow, sendMessage } from '../db/commands/send-message.ts'
import { db } from '../db/database.ts'
import { getDraft } from '../db/queries/get-draft.ts'
import type { DraftRow } from '../db/rows.ts'
import { background } from './background.ts'
import { forgetUnwritten, showUnwritten } from './unwritten.ts'
import { useLiveQuery } from './useLiveQuery.ts'
import { useSession } from './useSession.ts'

/** Milliseconds without a key after which a draft is written down. */
const SAVE_PAUSE_MS = 120
/** Milliseconds that steady typing may stay unwritten: a page that is closing has no time to save. */
const SAVE_AT_LATEST_MS = 400

/** What stands in the message box of a conversation: kept over closing the panel, sent through the outbox. */
export function useDraft(conversationId: string) {
  const { me } = useSession()
  const text = ref('')
  const visibility = ref<DraftRow['visibility']>('everyone')
  let saved = ''
  let sentAt = 0

  function save() {
    const state = `${visibility.value}:${text.value}`
    if (state === saved) return
    saved = state
    void saveDraft(db, { conversationId, text: text.value, visibility: visibility.value })
  }
  const saveSoon = useDebounceFn(save, SAVE_PAUSE_MS, { maxWait: SAVE_AT_LATEST_MS })
  watch([text, visibility], saveSoon)

  // A draft from before, or from another window, or a discarded message: it comes into an empty box only.
  const stored = useLiveQuery(() => getDraft(db, conversationId))
  watch(stored, (draft) => {
    if (!draft || text.value !== '' || draft.updatedAt <= sentAt) return
    saved = `${draft.visibility}:${draft.text}`
    text.value = draft.text
    visibility.value = draft.visibility
  })

  const page = useDocumentVisibility()
  watch(page, (state) => state === 'hidden' && save(), { flush: 'sync' })
  useEventListener(window, 'pagehide', save)
  onScopeDispose(save)

  /** Puts the text in the outbox under an epoch and empties the box; puts it back if that fails. */
  async function send(epoch: number): Promise<boolean> {
    const written = text.value
    sentAt = Date.now()
    text.value = ''
    saved = `${visibility.value}:`
    const intent = { conversationId, epoch, text: written, visibility: visibility.value }
    const writing = { id: uuidv7(), now: sentAt }
    showUnwritten(outboxRow(intent, writing, me.value, 0))
    try {
      await sendMessage(db, intent, writing)
      background.kick()
      return true
    } catch {
      forgetUnwritten(writing.id)
      text.value = written
      return false
    }
  }
  return { text, visibility, send }
}
