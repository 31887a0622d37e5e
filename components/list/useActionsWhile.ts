import { effectScope, onScopeDispose, watch, type EffectScope, type WatchSource } from 'vue'

/** Registers actions (see `useAction`) for as long as something holds, such as a list having the focus. */
export function useActionsWhile(holds: WatchSource<boolean>, register: () => void): void {
  let scope: EffectScope | undefined
  watch(holds, (now) => {
    scope?.stop()
    scope = now ? effectScope(true) : undefined
    scope?.run(register)
  })
  onScopeDispose(() => scope?.stop())
}
