import { isSame } from '@baton/domain/is-same.ts'
import { computed, shallowReactive, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { listRows, type ListRow } from '../../db/queries/list-rows.ts'
import { FIRST_ROWS, firstLook } from '../early/first-look.ts'
import { shownRow, type ShownRow } from '../../composables/words/list-view.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useNow } from '../live/useNow.ts'
import { useSession } from '../live/useSession.ts'
import { useTeamSettings } from '../live/useTeamSettings.ts'

/** Rows read before and after those in sight, so that scrolling finds them there. */
const AHEAD = 40
/** The window moves in steps: not every row that is scrolled by is a new question to the database. */
const STEP = 20
/** Rows kept once read, so that scrolling back shows them at once. */
const KEPT = 600

/**
 * The rows of a list that are in sight, and those around them: thousands are in the list, and only these are
 * read and kept current. One of these for each place that shows the list.
 */
export function useRowWindow(ids: Readonly<Ref<readonly string[] | undefined>>) {
  const { db } = useWorld()
  const { me } = useSession()
  const now = useNow()
  const settings = useTeamSettings()
  const from = shallowRef(0)
  const to = shallowRef(FIRST_ROWS)
  /** None until the first rows are there: a panel that opens shows what is in sight and reads on then. */
  const ahead = shallowRef(0)

  const wanted = computed(
    () => ids.value?.slice(Math.max(0, from.value - ahead.value), to.value + ahead.value) ?? [],
  )
  const found = useLiveQuery(() => listRows(db, wanted.value), [() => wanted.value.join()])
  const rows = shallowReactive(new Map(firstLook()?.rows))
  /** Each row by itself: a change in one is no reason to draw the others again. */
  const shown = new Map<string, ComputedRef<ShownRow | undefined>>()
  watch(
    found,
    (now) => {
      if (!now) return
      if (rows.size > KEPT) forgetBut(now)
      for (const [id, row] of now) rows.set(id, row)
      if (now.size > 0) ahead.value = AHEAD
    },
    { flush: 'sync' },
  )

  /** Says which rows are in sight, by their place in the list. */
  function look(first: number, last: number) {
    from.value = Math.floor(first / STEP) * STEP
    to.value = Math.ceil((last + 1) / STEP) * STEP
  }
  function forgetBut(kept: ReadonlyMap<string, ListRow>) {
    for (const id of [...rows.keys()]) if (!kept.has(id)) rows.delete(id)
    for (const id of [...shown.keys()]) if (!kept.has(id)) shown.delete(id)
  }
  /** A row as it is shown now, the same object while it says the same; undefined for the moment until it is read. */
  function rowOf(id: string): ShownRow | undefined {
    const known = shown.get(id)
    if (known) return known.value
    const made = computed<ShownRow | undefined>((before) => {
      const row = rows.get(id)
      if (!row) return undefined
      const next = shownRow(row, me.value, now.value, settings.value.waitLimitMs)
      return isSame(before, next) ? before : next
    })
    shown.set(id, made)
    return made.value
  }
  return { look, rowOf }
}
