/** Whether a word begins as typed, with one mistake allowed: a wrong, missing, extra or swapped letter. */
export function beginsAlmost(word: string, typed: string): boolean {
  let same = 0
  while (same < typed.length && word.charCodeAt(same) === typed.charCodeAt(same)) same++
  if (same === typed.length) return true
  const after = typed.slice(same + 1)
  if (word.startsWith(after, same + 1) || word.startsWith(after, same)) return true
  if (word.startsWith(typed.slice(same), same + 1)) return true
  return (
    word.charAt(same) === typed.charAt(same + 1) &&
    word.charAt(same + 1) === typed.charAt(same) &&
    word.startsWith(typed.slice(same + 2), same + 2)
  )
}
