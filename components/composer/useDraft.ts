import { withoutMarks } from '@baton/domain/template/gaps.ts'
import { useDebounceFn, useDocumentVisibility, useEventListener } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { saveDraft } from '../../db/commands/save-draft.ts'
import { newMessageId, sendMessage, type SendIntent } from '../../db/commands/send-message.ts'
import { setAlongside } from '../../db/commands/set-alongside.ts'
import { useWorld } from '../../composables/world.ts'
import { mergeDrafts } from '../../db/merge-texts.ts'
import { putBack, unknownTo, withReturned } from '../../db/put-back.ts'
import { getDraft } from '../../db/queries/get-draft.ts'
import type { DraftRow, DraftTexts } from '../../db/rows.ts'
import { addOpenDraft } from '../early/open-drafts.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useOwner } from '../live/useOwner.ts'
import { showWhileWriting } from '../early/useUnwritten.ts'

/** Milliseconds without a key after which a draft is written down. */
const SAVE_PAUSE_MS = 120

/** Milliseconds that steady typing may stay unwritten: a page that is closing has no time to save. */
const SAVE_AT_LATEST_MS = 400

/**
 * What stands in the message box of a conversation, a reply and a note side by side: kept over closing the panel,
 * sent through the outbox. Several panels on the same conversation follow each other live, all but the one that is typed
 * in; what another one stored since that one last heard of it is merged with what it writes. While `noteOnly` says so only the note is written, whichever was before. What comes back from the outbox is put after what stands there, whoever types.
 */
export function useDraft(conversationId: string, noteOnly: () => boolean = () => false) {
  const { db, background, now: clock } = useWorld()
  const texts = ref<DraftTexts>({ everyone: '', team: '' })
  const chosen = ref<DraftRow['visibility']>('everyone')
  const visibility = computed({
    get: () => (noteOnly() ? 'team' : chosen.value),
    set: (now) => (chosen.value = now),
  })
  const text = computed({
    get: () => texts.value[visibility.value],
    set: (now) => {
      texts.value = { ...texts.value, [visibility.value]: now }
      // Should a reply become possible meanwhile, what follows is a note as well.
      chosen.value = visibility.value
    },
  })
  /** Whether this browser refused to keep what stands in the box. */
  const unkept = ref(false)
  /** What is stored as far as this panel knows: `texts` differ from it while they are not written down yet. */
  let saved = stateOf(chosen.value, texts.value)
  /** What is stored of the texts as far as this panel knows, or will be once it is written down. */
  let base: DraftTexts = texts.value
  let known: string[] = []
  let loaded = false
  let saving = 0
  /** How often this panel wrote, and when it did last: only what came of that is heard of. */
  let writes = 0
  let wroteAt = 0
  let sentAt = 0
  /** Typed in since this panel was last entered: what it wrote itself does not come back into it. */
  let typedIn = false

  /** The template of the text as this panel left it; null once the database says the same. */
  const noted = shallowRef<DraftTemplate | null>(null)

  const current = () => stateOf(chosen.value, texts.value)
  const owner = useOwner()

  async function save(): Promise<void> {
    // Before what stood there is known, writing would write over it.
    if (!loaded || current() === saved) return
    saved = current()
    const [from, written, kind] = [base, { ...texts.value }, chosen.value]
    base = written
    saving += 1
    const nth = (writes += 1)
    wroteAt = clock()
    const draft = { conversationId, texts: written, visibility: kind, base: from }
    await saveDraft(db, { ...draft, known: [...known], account: owner() }, wroteAt)
      .then(
        (stands) => {
          unkept.value = false
          if (nth === writes) settle(written, stands, kind)
        },
        () => {
          unkept.value = true
          if (nth === writes) base = from
        },
      )
      .finally(() => (saving -= 1))
  }
  /** What another panel had stored stands with what this one wrote, and with what was typed since. */
  function settle(written: DraftTexts, stands: DraftTexts, kind: DraftRow['visibility']) {
    if (stateOf(kind, stands) === stateOf(kind, written)) return
    base = stands
    saved = stateOf(kind, stands)
    texts.value = mergeDrafts(written, stands, texts.value)
  }
  const saveSoon = useDebounceFn(save, SAVE_PAUSE_MS, { maxWait: SAVE_AT_LATEST_MS })
  watch(
    [texts, chosen],
    () => {
      if (current() === saved) return
      typedIn = true
      void saveSoon()
    },
    { flush: 'sync' },
  )

  // A draft from before, or from another panel, or with a message that came back.
  const stored = useLiveQuery(() => getDraft(db, conversationId))
  watch(stored, (draft) => {
    if (draft === undefined) return
    if (JSON.stringify(noted.value) === JSON.stringify(templateOf(draft))) noted.value = null
    const first = !loaded
    loaded = true
    const written = saving > 0 || current() !== saved
    // What was typed before this answer could not be written down yet.
    if (first && written) void saveSoon()
    const back = unknownTo(known, draft)
    known = draft?.returned.map(({ id }) => id) ?? []
    if (back.length > 0 && !(first && written)) {
      if (written) {
        base = withReturned(base, back)
        texts.value = withReturned(texts.value, back)
        chosen.value = back.at(-1)?.visibility ?? chosen.value
      } else adopt(draft)
      return
    }
    if (draft && draft.updatedAt <= sentAt) return
    // Somebody was quicker with the keys than the database with what stood there before.
    if (first && written && draft && typedIn) {
      const { everyone, team } = draft.texts
      base = draft.texts
      texts.value = {
        everyone: putBack(everyone, texts.value.everyone),
        team: putBack(team, texts.value.team),
      }
      return
    }
    // What is on its way into the database comes with the next answer, once it is there.
    const isNews = draft !== null && (text.value === '' || draft.updatedAt >= wroteAt)
    if (written || (typedIn && !isNews)) return
    adopt(draft)
  })

  function adopt(draft: DraftRow | null) {
    const kind = draft?.visibility ?? chosen.value
    const now = draft?.texts ?? { everyone: '', team: '' }
    saved = stateOf(kind, now)
    base = now
    chosen.value = kind
    texts.value = { ...now }
  }

  function leave() {
    void save()
    typedIn = false
  }
  const page = useDocumentVisibility()
  watch(page, (state) => state === 'hidden' && leave(), { flush: 'sync' })
  useEventListener(window, 'blur', leave)
  useEventListener(window, 'pagehide', () => void save())
  const closed = addOpenDraft(save)
  onScopeDispose(() => {
    void save()
    closed()
  })

  /** Puts the text in the outbox under an epoch and empties its side of the box; puts it back if that fails. */
  async function send(
    epoch: number,
    attachments: readonly string[] = [],
    more: Pick<SendIntent, 'writtenWith' | 'alongside'> = {},
  ): Promise<boolean> {
    const written = text.value
    const kind = visibility.value
    const before = template.value
    // The other side may not be written down yet, and sending keeps what is.
    void save()
    sentAt = clock()
    const stands = base
    texts.value = { ...texts.value, [kind]: '' }
    noted.value = NO_TEMPLATE
    saved = current()
    base = { ...base, [kind]: '' }
    writes += 1
    try {
      const message = {
        ...{ id: newMessageId(), conversationId, text: withoutMarks(written), visibility: kind },
        ...{ attachments: [...attachments], createdAt: sentAt },
      }
      await showWhileWriting(message, () =>
        sendMessage(db, { ...message, epoch, known: [...known], ...more }, sentAt),
      )
      background.kick()
      return true
    } catch {
      noted.value = before
      base = stands
      // What was typed meanwhile comes after it.
      texts.value = { ...texts.value, [kind]: written + texts.value[kind] }
      return false
    }
  }

  const template = computed(() => noted.value ?? templateOf(stored.value))
  /** Notes the template that was put into the box, or what is left of its actions: kept as the text is. */
  async function noteTemplate(now: DraftTemplate): Promise<void> {
    noted.value = now
    // The text comes first: a box in which nothing stands keeps nothing.
    void save()
    const to = { conversationId, visibility: visibility.value }
    await setAlongside(db, to, now, clock(), owner()).catch(() => (unkept.value = true))
  }
  return { text, visibility, unkept, template, noteTemplate, send }
}

/** The template of what stands in a box, and what is to be done along with it. */
type DraftTemplate = Pick<DraftRow, 'writtenWith' | 'alongside'>
const NO_TEMPLATE: DraftTemplate = { writtenWith: null, alongside: null }

function templateOf(draft: DraftRow | null | undefined): DraftTemplate {
  const { writtenWith, alongside } = draft ?? NO_TEMPLATE
  return { writtenWith, alongside }
}

function stateOf(visibility: DraftRow['visibility'], { everyone, team }: DraftTexts): string {
  return JSON.stringify([visibility, everyone, team])
}
