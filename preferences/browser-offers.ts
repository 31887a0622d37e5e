/** A browser-wide key of the extension's, as the browser has it now; without one `shortcut` is empty. */
export interface BrowserShortcut {
  name: string
  shortcut: string
}

/** What the settings ask of the browser. */
export interface BrowserOffers {
  /** Whether the browser lets Baton show notifications; the system may still hold them back. */
  notificationsAllowed(): Promise<boolean>
  /** Whether Baton may know that nobody is at this machine. */
  idleAllowed(): Promise<boolean>
  /** Asks for that. Call it in a click, before anything is awaited. */
  allowIdle(): Promise<boolean>
  /** Whether Baton may write to the clipboard while none of its pages is in front. */
  copyingAllowed(): Promise<boolean>
  /** Asks for that, or gives it back. Call it in a click, before anything is awaited. Tells whether it may now. */
  allowCopying(allow: boolean): Promise<boolean>
  shortcuts(): Promise<BrowserShortcut[]>
  /** Opens the browser's page on which those keys are changed. */
  changeShortcuts(): Promise<void>
}
