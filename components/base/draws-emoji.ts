let draws: boolean | undefined

/** Whether this system has letters for emoji; where it has none, a box stands for each. Asked once. */
export function drawsEmoji(): boolean {
  draws ??= looks()
  return draws
}

function looks(): boolean {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return true
  const width = (text: string) => context.measureText(text).width
  // What will never be a letter is a box everywhere.
  return width('🦊') !== width('\u{10FFFF}') || width('🦊') !== width('\u{1FFFE}')
}
