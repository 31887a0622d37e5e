// Recognises what a customer means besides asking a question, from the words alone, in English and Indonesian. The
// only effects of a customer's text are an answer, a greeting, or a handoff.

const HUMAN =
  'human(?: being)?|person|agent|representative|rep|operator|advis[oe]r|manager|supervisor|staff(?: member)?|colleague|customer (?:service|support|care)|manusia|petugas|agen|admin|cs'
// Words allowed between the wish and the human. Any other word ("an admin fee", "other people") ends the match.
const WHICH =
  '(?:(?:a|an|the|any|one|some|another|to|your|with|of|real|live|actual|proper|human|support|customer|service|seorang|para|asli) )*'
const POLITE = '(?: (?:please|now|asap|instead|here|asli|saja|dong|tolong|sekarang))*$'

/** Only the human: "Agent please!". */
const ALONE = new RegExp(`^${WHICH}(?:${HUMAN})s?${POLITE}`)
/** A verb of talking, followed by the human. */
const TALK = new RegExp(
  String.raw`\b(?:(?:talk|speak|chat|talking|speaking|chatting|connect|transfer|put|pass|hand)(?: me| us| this)?(?: on| over| through)? (?:to|with)|contact|connect me|get me|bicara|berbicara|ngobrol|chat|hubungkan|hubungi|sambungkan)(?: (?:saya|aku))?(?: (?:dengan|ke|sama))? ${WHICH}(?:${HUMAN}|someone|somebody|seseorang|orang)s?\b`,
)
/** A wish followed directly by the human, at the end: "I need a person to do it". */
const WANT = new RegExp(
  String.raw`\b(?:want|need|prefer|like|give me|is there|are there|minta|mau|ingin|butuh|ada) ${WHICH}(?:${HUMAN})s?(?:${POLITE}| (?:to (?:help|answer|look|talk)|who|here|available|i can)\b)`,
)
/** Somebody or anybody who shall help, without saying with what. */
const SOMEBODY =
  /\b(?:can|could|will|would|is there|may) (?:someone|somebody|anyone|anybody)(?: (?:real|else|there|who can|please|to))* (?:help|assist|answer|talk to|speak to)(?: me| us)?(?: please| now| out)*$|\b(?:ada|bisa) (?:orang|seseorang) yang (?:bisa )?(?:bantu|membantu)/
const REFUSED = /\b(?:no|not|don'?t|dont|never|without|rather than|tidak|jangan|bukan)\b.{0,25}$/

/** Whether the customer asks for a human. */
export function asksForHuman(text: string): boolean {
  return sentencesOf(text).some((sentence) => {
    if (ALONE.test(sentence)) return true
    const found = TALK.exec(sentence) ?? WANT.exec(sentence) ?? SOMEBODY.exec(sentence)
    return found !== null && !REFUSED.test(sentence.slice(0, found.index))
  })
}

const GREETING =
  /^(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|halo|hai|selamat (?:pagi|siang|sore|malam)|assalamualaikum)(?: there| team| all| semua| kak| min)?$/

/** Whether this is only a greeting. */
export function isGreeting(text: string): boolean {
  const sentences = sentencesOf(text)
  return sentences.length > 0 && sentences.every((sentence) => GREETING.test(sentence))
}

const THANKS =
  /^(?:(?:ok|okay|oke|great|perfect|cool|nice|good|alright|fine|baik|and|well|no|that is|that's|it's) ?)*(?:(?:many )?thanks?(?: you)?|thx|ty|cheers|terima ?kasih|makasih|that (?:helps|helped|is all|was all)|that's all|all good|great|perfect|ok|okay|oke|baik)(?: (?:a lot|so much|very much|again|then|banyak|ya|for (?:your|the) (?:help|answer)))*$/
const GOODBYE =
  /^(?:(?:ok|okay|oke|and|thanks?(?: you)?|terima ?kasih) )*(?:(?:good ?)?bye(?: ?bye)?|see (?:you|ya)(?: later| soon)?|good ?night|have a (?:nice|good|great|lovely) (?:day|evening|night|weekend|one)|take care|dadah|sampai jumpa(?: lagi)?)(?: (?:now|then|for now))?$/

/** Whether this is only thanks, a "fine", or a goodbye. */
export function isThanks(text: string): boolean {
  const sentences = sentencesOf(text)
  return (
    sentences.length > 0 &&
    sentences.every((sentence) => THANKS.test(sentence) || GOODBYE.test(sentence))
  )
}

/** Whether the customer says goodbye. */
export function isGoodbye(text: string): boolean {
  return isThanks(text) && sentencesOf(text).some((sentence) => GOODBYE.test(sentence))
}

const UNHELPED =
  /\b(?:(?:that|this|it) (?:did ?n[o']?t|does ?n[o']?t|is ?n[o']?t) (?:help|answer|work|what i)|not (?:what i asked|helpful|helping|my question)|already (?:said|told|asked|tried)|you (?:said|told me) that|i asked|same answer|useless|stupid|nonsense|tidak membantu|bukan itu)/

/** Whether the customer says that the answers so far did not help. */
export function saysUnhelped(text: string): boolean {
  return sentencesOf(text).some((sentence) => UNHELPED.test(sentence))
}

function sentencesOf(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .split(/[.!?,;\n]+/)
    .map((sentence) =>
      sentence
        .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((sentence) => sentence !== '')
}
