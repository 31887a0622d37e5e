import type { VNode } from 'vue'

/** Every state of one component, by what the state is; drawn with sample data. */
export type States = Record<string, () => VNode>

export interface Preview {
  states: States
  /** Height of the frame in pixels, for what fills its parent. */
  height?: number
  /** Fills the page's width: its layout follows that of the window. */
  wide?: boolean
  /** Lies over the whole page, so that it is shown alone. */
  floats?: true
}

/** Previews by the path of the component under components/, without its ending. */
export type Previews = Record<string, Preview>
