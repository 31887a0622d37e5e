// What a customer means beside asking a question, told from the words alone, in English and Indonesian. It is
// all a customer's text can set off: an answer, a greeting, or a human being asked for.

const HUMAN =
  /human|person|people|agent|representative|operator|advisor|manager|supervisor|staff|colleague|manusia|orang|petugas|agen|admin|cs/
const ALONE = new RegExp(
  String.raw`^(?:a |an |the |real |live |actual |another |customer service )*(?:${HUMAN.source})s?(?: asli)?(?: please| now| tolong)*$`,
)
const ASKED = new RegExp(
  String.raw`\b(?:talk|speak|chat|connect|transfer|put me|get me|give me|want|need|reach|call|contact|prefer|is there|are there|bicara|berbicara|ngobrol|hubungkan|sambungkan|minta|mau|ingin)\b.{0,30}\b(?:${HUMAN.source})s?\b`,
)
const SOMEBODY =
  /\b(?:talk|speak|chat|connect(?: me)?|bicara) (?:to|with|dengan) (?:someone|somebody|seseorang)\b/
const REFUSED = /\b(?:no|not|don'?t|dont|never|without|rather than|tidak|jangan|bukan)\b.{0,25}$/

/** Whether the customer asks for a human in words. */
export function asksForHuman(text: string): boolean {
  return sentencesOf(text).some((sentence) => {
    if (ALONE.test(sentence)) return true
    const found = ASKED.exec(sentence) ?? SOMEBODY.exec(sentence)
    return found !== null && !REFUSED.test(sentence.slice(0, found.index))
  })
}

const GREETING =
  /^(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|halo|hai|selamat (?:pagi|siang|sore|malam)|assalamualaikum)(?: there| team| all| semua| kak| min)?$/

/** Whether this is a greeting and nothing else. */
export function isGreeting(text: string): boolean {
  const sentences = sentencesOf(text)
  return sentences.length > 0 && sentences.every((sentence) => GREETING.test(sentence))
}

const THANKS =
  /^(?:(?:ok|okay|great|perfect|cool|nice|good) ?)*(?:(?:many )?thanks?(?: you)?|thx|cheers|terima ?kasih|makasih|that (?:helps|helped|is all)|great|perfect|ok|okay|oke)(?: (?:a lot|so much|very much|again|banyak|for your help))?$/

/** Whether this says thank you, or that all is well, and nothing else. */
export function isThanks(text: string): boolean {
  const sentences = sentencesOf(text)
  return sentences.length > 0 && sentences.every((sentence) => THANKS.test(sentence))
}

const UNHELPED =
  /\b(?:(?:that|this|it) (?:did ?n[o']?t|does ?n[o']?t|is ?n[o']?t) (?:help|answer|work|what i)|not (?:what i asked|helpful|helping|my question)|already (?:said|told|asked|tried)|you (?:said|told me) that|i asked|same answer|useless|stupid|nonsense|tidak membantu|bukan itu)/

/** Whether the customer says that the answers so far were of no use. */
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
