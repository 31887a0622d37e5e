/** The look that every menu of the panel shares. */
export const MENU =
  'z-50 max-w-[calc(100vw-16px)] min-w-44 animate-fade rounded-[10px] border border-line bg-raised p-1 shadow-float outline-none'

/** One choice of a menu. */
export const MENU_ITEM =
  'flex min-h-8 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-selected data-disabled:opacity-50'
