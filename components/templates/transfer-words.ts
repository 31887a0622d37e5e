import type { FileRefusal } from '@baton/domain/template/transfer/decode-file.ts'
import { IMPORT_FILE_MAX } from '@baton/domain/template/transfer/limits.ts'
import type { PlannedRow } from '@baton/domain/template/transfer/plan-import.ts'
import type { Change, RowRefusal } from '@baton/domain/template/transfer/prepare-row.ts'
import type { SourceFormat } from '@baton/domain/template/transfer/source-row.ts'
import { fileSize } from '@baton/domain/file-size.ts'
import { writeTable } from '@baton/domain/template/transfer/write-templates.ts'
import { language, t } from '../../composables/words/i18n.ts'
import type { TextKey } from '../../locales/catalogue.ts'

/** Longest title of a template, as the protocol has it. */
const TITLE_MAX = 120

export const FORMAT: Record<SourceFormat, TextKey> = {
  baton: 'transfer.fromBaton',
  chatwoot: 'transfer.fromChatwoot',
  briskine: 'transfer.fromBriskine',
  'help-scout': 'transfer.fromHelpScout',
  intercom: 'transfer.fromIntercom',
  zendesk: 'transfer.fromZendesk',
  gorgias: 'transfer.fromGorgias',
  freshdesk: 'transfer.fromFreshdesk',
  front: 'transfer.fromFront',
  'text-blaze': 'transfer.fromTextBlaze',
  espanso: 'transfer.fromEspanso',
  other: 'transfer.fromOther',
}

/** Why nothing could be read from a file. */
export function fileSentence(refusal: FileRefusal | 'unreadable', name: string): string {
  switch (refusal) {
    case 'empty':
      return t('transfer.fileEmpty', { name })
    case 'too-large':
      return t('transfer.fileTooLarge', { name, size: fileSize(IMPORT_FILE_MAX, language.value) })
    case 'spreadsheet':
      return t('transfer.fileSpreadsheet', { name })
    case 'binary':
      return t('transfer.fileBinary', { name })
    case 'broken-json':
      return t('transfer.fileBrokenJson', { name })
    case 'unknown-format':
      return t('transfer.fileUnknown', { name })
    case 'unreadable':
      return t('transfer.fileUnreadable', { name })
  }
}

/** What was made otherwise than it stands in the file. */
export function changeSentence(change: Change): string {
  switch (change.kind) {
    case 'shortcut': {
      const { from, to } = change
      return from === ''
        ? t('transfer.inventedShortcut', { to })
        : t('transfer.changedShortcut', { from, to })
    }
    case 'placeholder':
      return t('transfer.changedPlaceholder', { from: change.from, to: change.to })
    case 'left':
      return t('transfer.leftLogic', { what: change.what })
    case 'html':
      return t('transfer.changedHtml')
    case 'folder':
      return t('transfer.changedFolder', { from: change.from, to: change.to })
    case 'title-cut':
      return t('transfer.cutTitle', { most: TITLE_MAX })
    case 'tags-cut':
      return t('transfer.cutTags')
    case 'language':
      return t('transfer.droppedLanguage', { from: change.from })
    case 'actions':
      return t('transfer.droppedActions')
    case 'files':
      return t('transfer.droppedFiles', { names: change.names.join(', ') })
  }
}

/** Why a row is not taken. */
export function refusalSentence(refusal: RowRefusal): string {
  switch (refusal.why) {
    case 'not-a-template':
      return t('transfer.whyNotTemplate')
    case 'unclosed-quote':
      return t('transfer.whyUnclosedQuote')
    case 'no-text':
      return t('transfer.whyNoText')
    case 'too-long':
      return t('transfer.whyTooLong', { length: refusal.length, most: refusal.most })
    case 'not-valid':
      return t('transfer.whyNotValid')
    case 'inactive':
      return t('transfer.whyInactive')
    case 'too-many':
      return t('transfer.whyTooMany', { most: refusal.most })
    case 'twice':
      return t('transfer.whyTwice', { line: refusal.line })
    case 'exists':
      return t('transfer.whyExists')
    case 'same':
      return t('transfer.whySame')
  }
}

/** All that is to be said of a row. */
export function rowSentences({ outcome, changes }: PlannedRow): string[] {
  if (outcome.kind === 'refused') return [refusalSentence(outcome.refusal)]
  return changes.map(changeSentence)
}

const OUTCOME = {
  new: 'transfer.new',
  replace: 'transfer.replace',
  refused: 'transfer.refused',
} as const satisfies Record<PlannedRow['outcome']['kind'], TextKey>

export function outcomeWord({ outcome }: PlannedRow): string {
  return t(OUTCOME[outcome.kind])
}

/** What became of every row of a file, as a table to keep. */
export function reportOf(rows: readonly PlannedRow[]): string {
  return writeTable([
    [
      t('transfer.columnLine'),
      t('transfer.columnShortcut'),
      t('transfer.columnOutcome'),
      t('transfer.columnWhy'),
    ],
    ...rows.map((row) => [
      String(row.line),
      row.shortcut,
      outcomeWord(row),
      rowSentences(row).join('; '),
    ]),
  ])
}
