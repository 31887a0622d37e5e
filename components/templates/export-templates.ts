import {
  chosenTemplates,
  writeCsv,
  writeJson,
  type ExportChoice,
} from '@baton/domain/template/transfer/write-templates.ts'
import { saveBlob } from '@baton/rendering/save-blob.ts'
import type { TemplateView } from '../../db/template-view.ts'

export type ExportFormat = 'json' | 'csv'

/** Saves templates as a file where the browser saves downloads, named by the day. */
export function exportTemplates(
  templates: readonly TemplateView[],
  choice: ExportChoice,
  format: ExportFormat,
  now = new Date(),
): void {
  const chosen = chosenTemplates(templates, choice)
  const text = format === 'json' ? writeJson(chosen) : writeCsv(chosen)
  saveBlob(new Blob([text]), `baton-templates-${localDay(now)}.${format}`)
}

/** The agent's day as it sorts: 2026-11-29. */
export function localDay(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}
