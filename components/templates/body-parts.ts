import { closestVariable } from '@baton/domain/template/closest-variable.ts'
import { mistakesOf, type Gap } from '@baton/domain/template/gaps.ts'
import { placedParts, printPart } from '@baton/domain/template/grammar.ts'
import { strayBraces } from '@baton/domain/template/stray-braces.ts'
import { t } from '../../composables/words/i18n.ts'

/** A piece of a body as the editor marks it. */
export interface MarkedPiece {
  text: string
  look: 'text' | 'filled' | 'asked' | 'caret' | 'wrong'
}

/** A body in pieces that make it up, each with how it is marked. */
export function markedPieces(body: string): MarkedPiece[] {
  const wrong = new Set(mistakesOf(body).map(({ start }) => start))
  const alone = strayBraces(body)
  return placedParts(body).flatMap(({ part, start, end }): MarkedPiece[] => {
    const text = body.slice(start, end)
    if (wrong.has(start) && part.kind !== 'text') return [{ text, look: 'wrong' }]
    switch (part.kind) {
      case 'text':
        return withStray(
          text,
          alone
            .filter((one) => one.start >= start && one.end <= end)
            .map((one) => one.start - start),
        )
      case 'field':
        return [{ text, look: 'asked' }]
      case 'cursor':
        return [{ text, look: 'caret' }]
      case 'variable':
      case 'date':
      case 'malformed':
        return [{ text, look: 'filled' }]
    }
  })
}

function withStray(text: string, at: readonly number[]): MarkedPiece[] {
  const cuts = [0, ...at.flatMap((start) => [start, start + 2])]
  return cuts.flatMap((from, index): MarkedPiece[] => {
    const piece = text.slice(from, cuts[index + 1])
    return piece === '' ? [] : [{ text: piece, look: index % 2 === 1 ? 'wrong' : 'text' }]
  })
}

/** What is wrong in a body, where, in words that say what to do, and what to write instead where that is plain. */
export interface BodyMistake {
  start: number
  end: number
  text: string
  instead: string | null
}

/** The mistakes of a body, in order. */
export function bodyMistakes(body: string): BodyMistake[] {
  const gaps = mistakesOf(body).map((gap) => mistakeOf(gap, body.slice(gap.start, gap.end)))
  const stray = strayBraces(body).map(({ start, end }): BodyMistake => ({
    ...{ start, end, instead: null },
    text: t('manager.strayBraces', { source: body.slice(start, end) }),
  }))
  return [...gaps, ...stray].sort((a, b) => a.start - b.start)
}

function mistakeOf({ part, start, end }: Gap, source: string): BodyMistake {
  if (part.kind === 'variable') {
    const meant = closestVariable(part.name)
    const instead = meant === null ? null : printPart({ ...part, name: meant })
    return instead === null
      ? { start, end, instead, text: t('manager.unknownVariable', { source }) }
      : { start, end, instead, text: t('manager.meantVariable', { source, instead }) }
  }
  const inside = source.slice(2, -2).trim()
  const text = inside.startsWith('date')
    ? t('manager.wrongDate', { source, example: '{{date+3d}}' })
    : inside.startsWith('?')
      ? t('manager.wrongField', { source, example: '{{?amount}}' })
      : t('manager.unreadable', { source })
  return { start, end, instead: null, text }
}
