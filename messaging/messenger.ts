import { defineExtensionMessaging } from '@webext-core/messaging'
import type { PanelRequests } from './requests.ts'

/** Typed messages from the panel to the background: `sendMessage` asks, `onMessage` answers. */
export const { sendMessage, onMessage } = defineExtensionMessaging<PanelRequests>()
