import type { ChatStorage } from './chat-storage.ts'

/** Runs work while no other tab of this browser does; resolves when it is done. */
export type Alone = (name: string, work: () => void) => Promise<void>

/** Alone among the tabs, where the browser has locks; else as it comes. */
export function aloneAmongTabs(locks: LockManager | undefined): Alone {
  return async (name, work) => {
    if (locks) await locks.request(name, () => work())
    else work()
  }
}

/** Whether this tab is the one to make a sound for the message at this place: each is sounded once in a browser. */
export async function isFirstToSound(
  { storage, alone }: { storage: Pick<ChatStorage, 'mark' | 'setMark'>; alone: Alone },
  seq: number,
): Promise<boolean> {
  let isFirst = false
  await alone('baton-sound', () => {
    isFirst = storage.mark('sounded') < seq
    if (isFirst) storage.setMark('sounded', seq)
  })
  return isFirst
}
