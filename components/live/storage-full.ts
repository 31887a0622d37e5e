import { shallowRef } from 'vue'

/** Whether the background cannot store what the server tells it, for want of room. It goes on trying. */
export const storageFull = shallowRef(false)
