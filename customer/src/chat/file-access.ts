import { inject, onScopeDispose, provide, ref, type InjectionKey } from 'vue'
import { SHOWN_TYPES } from '@baton/domain/file-types.ts'
import { saveBlob } from '@baton/rendering/save-blob.ts'

/** A file's bytes; null when they cannot be had now. */
export type GetFile = (id: string) => Promise<Blob | null>

const KEY: InjectionKey<GetFile> = Symbol('files')

/** Lets everything below show and save files. */
export function provideFiles(get: GetFile): void {
  provide(KEY, get)
}

function useFiles(): GetFile {
  return inject(KEY, () => Promise.resolve(null))
}

/** An address under which this page, and nobody else, can show a picture; it ends with the component. */
export function usePicture({ id, type }: { id: string; type: string }) {
  const get = useFiles()
  const url = ref<string | null>(null)
  const failed = ref(false)
  let gone = false

  async function load(): Promise<void> {
    failed.value = false
    const blob = SHOWN_TYPES.has(type) ? await get(id) : null
    if (gone) return
    // Never anything but a picture: the address is of the chat's own origin.
    if (blob) url.value = URL.createObjectURL(new Blob([blob], { type }))
    else failed.value = true
  }
  function drop(): void {
    if (url.value !== null) URL.revokeObjectURL(url.value)
    url.value = null
  }
  onScopeDispose(() => {
    gone = true
    drop()
  })
  void load()
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

/** Saves a file where the browser saves downloads; false when it could not be fetched. */
export function useSaveFile(): (file: { id: string; name: string }) => Promise<boolean> {
  const get = useFiles()
  return async ({ id, name }) => {
    const blob = await get(id)
    if (!blob) return false
    saveBlob(blob, name)
    return true
  }
}
