import { gapName, gapsOf } from '@baton/domain/template/gaps.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { t } from '../../composables/words/i18n.ts'

/** Why a text is not sent as it stands, in words, and what there is to mend; null when it may go. */
export function unfitToSend(
  text: string,
): { why: string; place: { start: number; end: number } | null } | null {
  const { length } = text
  if (length > MESSAGE_TEXT_MAX) {
    return { why: t('composer.tooLong', { length, most: MESSAGE_TEXT_MAX }), place: null }
  }
  const gaps = gapsOf(text)
  const [gap] = gaps
  if (!gap) return null
  const why =
    gap.part.kind === 'field'
      ? t('composer.unfilled', { gap: gapName(gap.part), count: gaps.length })
      : t('composer.unknown', { gap: text.slice(gap.start, gap.end) })
  return { why, place: gap }
}
