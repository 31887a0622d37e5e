import { computed, ref, watch, type Ref } from 'vue'

/** Which rows of a list are chosen, for doing something with all of them. Another list has others: `key` names it. */
export function useSelection(ids: Readonly<Ref<readonly string[]>>, key: Readonly<Ref<string>>) {
  const chosen = ref<ReadonlySet<string>>(new Set())
  /** Where a range begins: the row chosen last. */
  let anchor = ''
  watch(key, clear)

  function toggle(id: string) {
    const next = new Set(chosen.value)
    if (!next.delete(id)) next.add(id)
    chosen.value = next
    anchor = id
  }
  /** Chooses all rows from the one chosen last to this one. */
  function extend(id: string) {
    const [from, to] = [ids.value.indexOf(anchor), ids.value.indexOf(id)]
    if (from === -1 || to === -1) {
      toggle(id)
      return
    }
    const range = ids.value.slice(Math.min(from, to), Math.max(from, to) + 1)
    chosen.value = new Set([...chosen.value, ...range])
  }
  function clear() {
    if (chosen.value.size > 0) chosen.value = new Set()
  }
  /** Leaves only these chosen. */
  function keep(left: readonly string[]) {
    chosen.value = new Set(left)
  }
  return { chosen, size: computed(() => chosen.value.size), toggle, extend, clear, keep }
}
