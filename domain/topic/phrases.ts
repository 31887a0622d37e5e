// Phrases of several words with one meaning, while each word alone is grammar or means something else: missing things
// ("late", "still waiting", "has not arrived"), failures, costs. Questions and articles both pass through here, so an
// article may use any of these phrases.

const NOT = String.raw`(?:not|never|no|unable to|yet to|cannot|belum|tidak|gak|\p{L}+n't|(?:ca|wo|do|did|does|is|has|have|had|was|were|are|could|would)nt)`
/** Words that may come in between and are kept: "hasn't *my top-up* gone through". */
const NEAR = String.raw`((?:\s+[\p{L}'-]+){0,3}?)\s+`

/** How far a phrase looks ahead: within one question, so that a long text is not scanned again for each word. */
const SAME_QUESTION = '.{0,200}?'

/** Phrases, and the terms that replace them. The first ones are replaced first. */
const PHRASES: readonly (readonly [written: RegExp, terms: string])[] = [
  ['(?:can|could|will|would|may) (?:someone|somebody|anyone|anybody)(?! else)', ''],
  ["where(?: is|'s| are|s)(?= (?:\\w+ )?my\\b)|di ?mana(?=.{0,20}\\bsaya)", 'track notcome'],
  [
    `(?:${NOT}|fail\\w*|problems?|trouble|issues?)${NEAR}(?:verif\\w*|prov(?:e|ing))`,
    'fail verify',
  ],
  [
    `${NOT}${NEAR}(?:withdraw|(?:cash|money) (?:out|from)|(?:get|take out|give me) (?:\\w+ )?cash)`,
    'decline withdraw',
  ],
  [
    `${NOT}${NEAR}(?:work\\w*|use|read)\\b|stop(?:ped|s)? working|out of order|malfunction\\w*`,
    'fault',
  ],
  [`${NOT}${NEAR}(?:go(?:ne|ing)?|went) through|${NOT}${NEAR}(?:complete\\w*|succe\\w+)`, 'fail'],
  [`${NOT}${NEAR}(?:accept\\w*|allow\\w*)`, 'decline'],
  [
    `${NOT}${NEAR}(?:recogni[sz]e\\w*|made|do(?:ne)?\\b|mine|authori[sz]e\\w*|remember\\w*|familiar)|wasn'?t me|did(?: not|n'?t) make`,
    'recognise',
  ],
  [
    `${NOT}${NEAR}(?:arriv\\w*|c[oa]me|receiv\\w*|got(?:ten)?|show\\w*|appear\\w*|see\\w*|reach\\w*|here|there|posted|credited|updat\\w*|reflect\\w*|landed|delivered|datang|sampai|tiba|masuk)\\b`,
    'notcome',
  ],
  [`${NOT}${NEAR}activat\\w*`, 'fail activate'],
  [`${NOT}${NEAR}(?:find|found)|gone missing|is missing|lost track`, 'lost'],
  [`${NOT}${NEAR}transfer\\w*`, 'fail transfer'],
  [`${NOT}${NEAR}top(?:-| )?(?:up|ping up)`, 'fail top'],
  [`${NOT}${NEAR}(?:let|letting) me`, 'fail'],
  [
    'still (?:waiting|missing)|(?:taking|takes|took) (?:so|too|very) long|waiting (?:for|on)|been waiting|late|delayed|overdue|terlambat|telat',
    'notcome',
  ],
  [
    `why\\b(?!${SAME_QUESTION}\\bfail)(?=${SAME_QUESTION}\\b(?:verif|identi|id\\b|info|details|prove|passport|ktp))`,
    'whatfor',
  ],
  [
    'how (?:long|soon|quick(?:ly)?|fast|many (?:working )?(?:days|weeks))|(?:by )?when (?:will|can|do|does|should|is|are)|berapa (?:lama|hari)|kapan|time ?frame|wait(?:ing)? time',
    'duration',
  ],
  [
    'how (?:much|many)\\b(.{0,20})\\b(?:can|may|could|am) (?:i|you|we|be)|how much (?:i|we) (?:can|may|could)|max(?:imum)?|limits?|limitations?',
    'limit',
  ],
  ['how much\\b(.{0,12})\\b(?:do|does|is|are|will|would)|harga|berapa harga', 'fee'],
  ['(?:two|multiple|several|second|2) times|two payments|same thing', 'double'],
  ['somebody else|someone else|anyone else|other people', 'someone'],
].map(
  ([written, terms]) =>
    [new RegExp(`(?<![\\p{L}])(?:${written})(?![\\p{L}])`, 'giu'), ` ${terms} `] as const,
)

/** Replaces phrases by their terms. Words inside a phrase come after the terms. */
export function plainly(text: string): string {
  return PHRASES.reduce(
    (words, [written, terms]) =>
      words.replace(written, (_match, ...groups: unknown[]) =>
        // The last argument is the whole text again.
        [terms, ...groups.filter((kept) => typeof kept === 'string').slice(0, -1), ' '].join(''),
      ),
    text.replaceAll('’', "'").toLowerCase(),
  )
}
