import { isComposing } from '@baton/domain/is-composing.ts'
import { useEventListener } from '@vueuse/core'
import { speakFully, t } from '../../composables/words/i18n.ts'
import { tellInPassing } from '../moves/panel-notice.ts'
import {
  BLOCKED,
  blockedBy,
  runAction,
  type BlockedReason,
} from '../../composables/actions/actions.ts'
import { awaitNothing, isAwaiting } from '../../composables/actions/awaited.ts'
import { ACTION, type ActionId } from '../../composables/actions/catalogue.ts'
import { keyOwner, type KeyOwner } from '../../composables/actions/key-owner.ts'
import { keyRun, PAUSE_MS } from '../../composables/actions/key-run.ts'
import { formOf, placeOf } from '../../composables/actions/key-situation.ts'
import { messageBox } from '../../composables/actions/message-box.ts'
import { isCharacter, strokeOf } from '../../composables/actions/stroke.ts'
import { kindOf, type KeyKind } from '../../composables/actions/typed-key.ts'
import { useKeys } from '../../composables/actions/useKeys.ts'

/** What opens another conversation: what is typed on in the same breath was not meant for that one. */
const SWITCHES: ReadonlySet<ActionId> = new Set([
  'nextConversation',
  'previousConversation',
  'nextWaiting',
])

/**
 * The one pair of listeners that decides whose a key is (see `keyOwner`) and turns keys into actions: the first before
 * anybody else, the second after all others. What has used a key up itself has prevented its default. `isChatCovered`
 * tells whether something lies over the chat: a message box out of sight is none.
 */
export function useActionKeys(isChatCovered: () => boolean = () => false): void {
  const { keys } = useKeys()
  /** Whether the agent last used the pointer. */
  let pointed = false
  let owner: KeyOwner = 'part'
  /** When a run of keys that began after a click had laid something over the chat last went on. */
  let coveredAt = Number.NEGATIVE_INFINITY

  function actionOf(event: KeyboardEvent) {
    const stroke = strokeOf(event)
    const id = stroke === null ? undefined : keys.value.actionOf.get(stroke)
    return stroke === null || id === undefined ? null : { id, types: isCharacter(stroke) }
  }

  const boxInSight = () => (isChatCovered() ? null : messageBox())

  function decide(event: KeyboardEvent, kind: KeyKind): KeyOwner {
    const place = placeOf(event.target)
    const box = boxInSight()
    const action = actionOf(event)
    // A chord that an action has is no character, though ⌥ types some.
    if (action && !action.types) return 'part'
    const into = place.writing && event.target instanceof Element ? event.target : box
    return keyOwner(kind, {
      ...place,
      pointed,
      box: box !== null,
      awaited: isAwaiting(),
      stray: keyRun.strayInto(into, event.timeStamp),
      repeats: action !== null && ACTION.get(action.id)?.repeats === true,
    })
  }

  function onEveryKey(event: KeyboardEvent) {
    owner = 'part'
    // In the middle of a character everything is the input method's.
    if (isComposing(event)) return
    const kind = kindOf(event)
    owner = decide(event, kind)
    if (owner === 'nobody') {
      event.preventDefault()
      event.stopImmediatePropagation()
      keyRun.typed('dropped', event.timeStamp)
    } else if (owner === 'box') toBox(event)
    else if (kind === 'other' || kind === 'enter') moveOn(event.key)
    else if (owner === 'part' && event.target instanceof Element && kind !== 'held') {
      if (placeOf(event.target).writing) keyRun.typed(event.target, event.timeStamp)
    }
  }
  /** The browser types it, or pastes, where the focus is once all have heard of the key. */
  function toBox(event: KeyboardEvent) {
    const box = boxInSight()
    box?.focus()
    event.stopPropagation()
    if (box) keyRun.typed(box, event.timeStamp)
  }
  function moveOn(key: string) {
    pointed = false
    coveredAt = Number.NEGATIVE_INFINITY
    keyRun.end()
    if (key === 'Tab' || key === 'Escape') awaitNothing()
  }

  function onActionKey(event: KeyboardEvent) {
    if (event.defaultPrevented || isComposing(event)) return
    if (submitsForm(event)) return
    const { layer, writing } = placeOf(event.target)
    if (layer) {
      // A letter that means nothing in a dialog is the first of a word: its spaces must not press the dialog's buttons.
      if (layer.kind === 'dialog' && !writing && kindOf(event) === 'character')
        keyRun.typed('dropped', event.timeStamp)
      return
    }
    const action = actionOf(event)
    const rest = kindOf(event) === 'character' ? restOfRun(event) : null
    if (!action || (action.types && owner !== 'command')) return
    if (event.repeat && !ACTION.get(action.id)?.repeats) return
    if (action.types && rest !== null && isOutOfSight(action.id, rest)) {
      // The rest of a word must not follow it into the box that it would have led to.
      keyRun.typed('dropped', event.timeStamp)
      sayWhyNot('covered')
      return
    }
    // The browser's own use of a key is kept only while the panel has none for it.
    if (!runAction(action.id)) {
      // Esc is nobody's to explain: it closes what there is.
      if (action.id !== 'backToList') sayWhyNot(blockedBy(action.id))
      return
    }
    event.preventDefault()
    if (!action.types) return
    pointed = false
    if (SWITCHES.has(action.id)) keyRun.typed('switch', event.timeStamp)
    else keyRun.end()
  }

  /**
   * Null unless a click has laid something over the chat, and no key since has been typed on purpose: what is typed then is
   * as likely a word. `begun`: whether a letter has come before this one, in the same breath.
   */
  function restOfRun({ timeStamp }: KeyboardEvent): { begun: boolean } | null {
    const begun = timeStamp - coveredAt < PAUSE_MS
    if (!begun && !(pointed && isChatCovered())) return null
    coveredAt = timeStamp
    return { begun }
  }

  /**
   * Whether this would be done with a conversation, or in its box, that nobody sees. In the middle of a word a slash is no
   * wish to search either: the rest would be written there.
   */
  function isOutOfSight(id: ActionId, { begun }: { begun: boolean }): boolean {
    const group = ACTION.get(id)?.group
    return group === 'conversation' || group === 'write' || (begun && id === 'search')
  }

  /** A key that does nothing says why. */
  function sayWhyNot(reason: BlockedReason | null) {
    if (reason === null) return
    // The reasons are among the words that the panel does not start with.
    void speakFully().then(() => tellInPassing(t(BLOCKED[reason])))
  }
  /** Ctrl+Enter does what the form around the focus is for, wherever in it, or in its dialog, the focus is. */
  function submitsForm(event: KeyboardEvent): boolean {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return false
    const form = formOf(event.target)
    if (form === null || event.repeat) return false
    event.preventDefault()
    form.requestSubmit()
    return true
  }

  useEventListener(window, 'keydown', onEveryKey, { capture: true })
  useEventListener(window, 'keydown', onActionKey)
  useEventListener(
    window,
    'pointerdown',
    () => {
      pointed = true
      coveredAt = Number.NEGATIVE_INFINITY
      keyRun.end()
      awaitNothing()
    },
    { capture: true },
  )
  // What assistive technology presses comes without a pointer.
  useEventListener(window, 'click', () => keyRun.end(), { capture: true })
}
