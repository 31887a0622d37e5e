/** What a panel tells of itself, so that its agent is not alerted to what is before their eyes. */
export interface PanelState {
  windowId: number | null
  /** Null for a side panel. */
  tabId: number | null
  visible: boolean
  focused: boolean
  /** Something is being written in it, or a dialog is open: it would be lost with the panel. */
  writing: boolean
  /** What is open in it. */
  conversationId: string | null
}

/** What the background tells a panel. */
export interface PanelOrder {
  open: string
}

export function isPanelState(value: unknown): value is PanelState {
  return (
    typeof value === 'object' &&
    value !== null &&
    'windowId' in value &&
    isNumberOrNull(value.windowId) &&
    'tabId' in value &&
    isNumberOrNull(value.tabId) &&
    'visible' in value &&
    typeof value.visible === 'boolean' &&
    'focused' in value &&
    typeof value.focused === 'boolean' &&
    'writing' in value &&
    typeof value.writing === 'boolean' &&
    'conversationId' in value &&
    (value.conversationId === null || typeof value.conversationId === 'string')
  )
}

export function isPanelOrder(value: unknown): value is PanelOrder {
  return (
    typeof value === 'object' && value !== null && 'open' in value && typeof value.open === 'string'
  )
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === 'number'
}
