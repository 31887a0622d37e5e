import { Ellipsis } from '@lucide/vue'
import { h, type VNode } from 'vue'
import IconButton from '../../../components/base/IconButton.vue'
import MenuFrame from '../../../components/base/MenuFrame.vue'

/** The button of a menu. */
export const dots = (label: string) =>
  h(IconButton, { label, 'aria-haspopup': 'menu' }, () =>
    h(Ellipsis, { class: 'size-4', 'aria-hidden': 'true' }),
  )

/** A menu that stands open, with these entries. */
export const openMenu = (label: string, entries: () => VNode | VNode[]) => () =>
  h(MenuFrame, { label, align: 'start' }, { trigger: () => dots(label), default: entries })
