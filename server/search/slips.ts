/** The letters of which one may be missing, by the script that a word is written in, folded (see `foldText`). */
const ALPHABETS: readonly (readonly [RegExp, string])[] = [
  [/^\p{sc=Latn}+$/u, 'abcdefghijklmnopqrstuvwxyz'],
  [/^\p{sc=Cyrl}+$/u, 'абвгдежзиклмнопрстуфхцчшщъыьэюяіјђєљњћџ'],
  [/^\p{sc=Grek}+$/u, 'αβγδεζηθικλμνξοπρστυφχψω'],
  [/^\p{sc=Arab}+$/u, 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگ'],
  [/^\p{sc=Hebr}+$/u, 'אבגדהוזחטיכלמנסעפצקרשתךםןףץ'],
]

/**
 * With what the words begin that begin as typed but for one mistake (see `beginsAlmost`): an index of words can look these
 * up. Where a letter is missing or wrong, every letter of the alphabet may stand.
 */
export function slipsOf(typed: string): string[] {
  const letters = Array.from(ALPHABETS.find(([script]) => script.test(typed))?.[1] ?? '')
  const begun = new Set<string>()
  for (let at = 0; at < typed.length; at++) {
    const [before, after] = [typed.slice(0, at), typed.slice(at + 1)]
    const here = typed.charAt(at)
    begun.add(before + after)
    if (after !== '') begun.add(before + after.charAt(0) + here + after.slice(1))
    for (const letter of letters) {
      begun.add(before + letter + after)
      begun.add(before + letter + here + after)
    }
  }
  return [...begun]
}
