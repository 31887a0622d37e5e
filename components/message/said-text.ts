import type { Message, NoticeEvent } from '@baton/protocol/message.ts'
import type { TextKey } from '../../locales/catalogue.ts'
import { t } from '../../composables/words/i18n.ts'

const WORDS = {
  'human-asked': 'chat.noticeHumanAsked',
  'taken-over': 'chat.noticeTakenOver',
  'handed-to-ai': 'chat.noticeHandedToAi',
  transferred: 'chat.noticeTakenOver',
  resolved: 'chat.noticeResolved',
  'owner-left': 'chat.noticeOwnerLeft',
  identified: 'chat.noticeIdentified',
  offered: 'chat.noticeOffered',
  'given-back': 'chat.noticeGivenBack',
  'not-accepted': 'chat.noticeNotAccepted',
  nudged: 'chat.noticeNudged',
} as const satisfies Record<NoticeEvent, TextKey>

/**
 * What a message says to whoever reads it here. A notice speaks the language of the panel, unless the team has words of its own for
 * it or it was stored when nothing but its text was.
 */
export function saidText({ author, text }: Pick<Message, 'author' | 'text'>): string {
  if (author.kind !== 'system' || !author.about) return text
  const { name = '', by = '' } = author.about
  return t(WORDS[author.event], { name, by })
}
