/** Fixes the extension's id in Firefox; the id in Chrome comes from the store. */
export const GECKO_ID = 'baton@baton.example'
