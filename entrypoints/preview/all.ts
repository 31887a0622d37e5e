import { attachment } from './areas/attachment.ts'
import { base } from './areas/base.ts'
import { composerArea } from './areas/composer.ts'
import { conversation } from './areas/conversation.ts'
import { customer } from './areas/customer.ts'
import { handover } from './areas/handover.ts'
import { integrations } from './areas/integrations.ts'
import { list } from './areas/list.ts'
import { message } from './areas/message.ts'
import { palette } from './areas/palette.ts'
import { screens } from './areas/screens.ts'
import { settings } from './areas/settings.ts'
import { templateEditor } from './areas/template-editor.ts'
import { templateTransfer } from './areas/template-transfer.ts'
import { templates } from './areas/templates.ts'
import type { Previews } from './previews.ts'

/** Every component of the panel; a test compares it with the files under components/. */
export const PREVIEWS: Previews = {
  ...base,
  ...list,
  ...conversation,
  ...message,
  ...composerArea,
  ...attachment,
  ...customer,
  ...handover,
  ...palette,
  ...settings,
  ...integrations,
  ...templateEditor,
  ...templates,
  ...templateTransfer,
  ...screens,
}
