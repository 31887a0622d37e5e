import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { startList } from './start-list.ts'

/** In one file, and without the panel's: it has to be there before the agent types on. */
export default defineUnlistedScript(startList)
