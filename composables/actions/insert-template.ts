import type { Template } from '@baton/protocol/template.ts'
import { onScopeDispose, shallowRef } from 'vue'

type Insert = (template: Template) => void

/** The message box that is open, if one is: the last that came. */
const boxes = shallowRef<readonly Insert[]>([])

/** Says how a template gets into the message box, for as long as the calling component is there. */
export function useTemplateInsert(insert: Insert): void {
  boxes.value = [...boxes.value, insert]
  onScopeDispose(() => {
    boxes.value = boxes.value.filter((one) => one !== insert)
  })
}

/** Whether there is a message box to put a template into; reactive where it is read. */
export function mayInsertTemplate(): boolean {
  return boxes.value.length > 0
}

/** Puts a template into the open message box, at the caret. */
export function insertTemplate(template: Template): void {
  boxes.value.at(-1)?.(template)
}
