/**
 * Titles, and words that names of firms and shops begin with, without full stop: nobody has them as a first name. In
 * English, Indonesian and neighbouring languages.
 */
const NO_NAMES: ReadonlySet<string> = new Set(
  `dr drg drs dra prof ir mr mrs ms miss mx sir madam madame mme mlle lord lady dame rev hon capt col gen lt sgt
   bapak bpk pak ibu bu sdr sdri saudara saudari kak kakak mas mbak bang bung tuan tn nyonya ny nona nn haji hj kh
   herr hr frau fr fräulein dipl mag don doña dona señor señora sr sra srta monsieur sig sigra signor signora dott
   dhr mevr mw cik encik puan datuk dato tan tun
   the pt cv ud toko tim team admin customer guest tamu user
   undefined null none nan unknown anonymous anonim nobody`
    .split(/\s+/)
    .filter(Boolean),
)
/** Particles that family names begin with, in lower case. "Van" and "Al" are first names, too. */
const PARTICLES: ReadonlySet<string> = new Set(
  'van von vom zu zur der den de del della di da das do dos du des la le el al ibn bin binti ter ten'.split(
    ' ',
  ),
)
/** Letters of any language, with the marks used within names: "Jean-Luc", "D'Angelo", "Ng‘ang’a". */
const NAME = /^\p{L}[\p{L}\p{M}]*(?:['’‘ʻ`·-]\p{L}[\p{L}\p{M}]*)*$/u
/** An initial, as "J" in "J R Smith". A single Chinese or Korean character is a whole word. */
const INITIAL = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]\p{M}*$/u

/**
 * A person's first name: the first word of their name. Null if that is a title, a particle, an initial, a number, an
 * address, or stands before a comma ("Putri, Ana"). Then the first name is unknown, and a text is written without it.
 */
export function firstNameOf(name: string): string | null {
  const [first = '', ...more] = name.trim().split(/\s+/)
  if (!NAME.test(first) || INITIAL.test(first)) return null
  if (more.length > 0 && PARTICLES.has(first)) return null
  return NO_NAMES.has(first.toLowerCase()) ? null : first
}
