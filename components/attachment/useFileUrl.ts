import { SHOWN_TYPES } from '@baton/domain/file-types.ts'
import { onScopeDispose, ref, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getFile } from '../../db/queries/get-file.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'

/**
 * An address under which this page, and nobody else, can show a picture: from the local database, fetched into
 * it when need be. Null while it comes; the address ends with the component that asked.
 */
export function useFileUrl({ id, type }: { id: string; type: string }) {
  const { db, background } = useWorld()
  const url = ref<string | null>(null)
  const failed = ref(false)
  const blob = useLiveQuery(() => getFile(db, id))

  function drop() {
    if (url.value !== null) URL.revokeObjectURL(url.value)
    url.value = null
  }
  async function load() {
    failed.value = false
    failed.value = !(await background.ask('load:file', { id })).ok
  }
  watch(blob, (found) => {
    if (found === undefined || url.value !== null) return
    if (found === null) void load()
    // An address under the extension's own origin must never hold anything but a picture.
    else if (SHOWN_TYPES.has(type)) url.value = URL.createObjectURL(new Blob([found], { type }))
    else failed.value = true
  })
  onScopeDispose(drop)

  return {
    url,
    failed,
    load,
    /** The browser cannot draw it. */
    broken: () => {
      drop()
      failed.value = true
    },
  }
}
