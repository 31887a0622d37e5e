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
  saveBlob(new Blob([text]), `baton-templates-${now.toISOString().slice(0, 10)}.${format}`)
}
