import { useDebounceFn, useDocumentVisibility, useEventListener } from '@vueuse/core'
import { onScopeDispose, ref, watch } from 'vue'
import { saveDraft } from '../db/commands/save-draft.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { db } from '../db/database.ts'
import { getDraft } from '../db/queries/get-draft.ts'
import type { DraftRow } from '../db/rows.ts'
import { background } from './background.ts'
import { useLiveQuery } from './useLiveQuery.ts'

/** Milliseconds without a key after which a draft is written down. */
const SAVE_PAUSE_MS = 120
/** Milliseconds that steady typing may stay unwritten: a page that is closing has no time to save. */
const SAVE_AT_LATEST_MS = 400

/**
 * What stands in the message box of a conversation: kept over closing the panel, sent through the outbox.
 * Of several panels on the same conversation the one that is typed in wins; the others follow it live.
 */
export function useDraft(conversationId: string) {
  const text = ref('')
  const visibility = ref<DraftRow['visibility']>('everyone')
  /** Whether this browser refused to keep what stands in the box. */
  const unkept = ref(false)
  /** What is stored as far as this panel knows: `text` differs from it while it is not written down yet. */
  let saved = stateOf(visibility.value, '')
  let saving = 0
  let sentAt = 0
  /** Typed in since this panel was last entered: nothing comes from elsewhere then. */
  let typedIn = false

  function save() {
    const state = stateOf(visibility.value, text.value)
    if (state === saved) return
    saved = state
    saving += 1
    saveDraft(db, { conversationId, text: text.value, visibility: visibility.value })
      .then(
        () => (unkept.value = false),
        () => (unkept.value = true),
      )
      .finally(() => (saving -= 1))
  }
  const saveSoon = useDebounceFn(save, SAVE_PAUSE_MS, { maxWait: SAVE_AT_LATEST_MS })
  watch(
    [text, visibility],
    () => {
      if (stateOf(visibility.value, text.value) === saved) return
      typedIn = true
      void saveSoon()
    },
    { flush: 'sync' },
  )

  // A draft from before, or from another panel, or a discarded message.
  const stored = useLiveQuery(() => getDraft(db, conversationId))
  watch(stored, (draft) => {
    if (draft === undefined || (draft && draft.updatedAt <= sentAt)) return
    // What is on its way into the database comes with the next answer, once it is there.
    if (saving > 0 || stateOf(visibility.value, text.value) !== saved) return
    if (typedIn && !(draft && text.value === '')) return
    const kind = draft?.visibility ?? visibility.value
    saved = stateOf(kind, draft?.text ?? '')
    visibility.value = kind
    text.value = draft?.text ?? ''
  })

  function leave() {
    save()
    typedIn = false
  }
  const page = useDocumentVisibility()
  watch(page, (state) => state === 'hidden' && leave(), { flush: 'sync' })
  useEventListener(window, 'blur', leave)
  useEventListener(window, 'pagehide', save)
  onScopeDispose(save)

  /** Puts the text in the outbox under an epoch and empties the box; puts it back if that fails. */
  async function send(epoch: number, attachments: readonly string[] = []): Promise<boolean> {
    const written = text.value
    sentAt = Date.now()
    saved = stateOf(visibility.value, '')
    text.value = ''
    try {
      await sendMessage(db, {
        conversationId,
        epoch,
        text: written,
        attachments,
        visibility: visibility.value,
      })
      background.kick()
      return true
    } catch {
      // What was typed meanwhile comes after it.
      text.value = written + text.value
      return false
    }
  }
  return { text, visibility, unkept, send }
}

function stateOf(visibility: DraftRow['visibility'], text: string): string {
  return `${visibility}:${text}`
}
