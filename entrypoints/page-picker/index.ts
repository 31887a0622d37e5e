import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { openPicker } from './open-picker.ts'

/** Put into a page by the background, each time the agent asks for templates there. */
export default defineUnlistedScript(openPicker)
