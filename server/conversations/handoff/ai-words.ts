import type { AiWords, TeamSettings } from '@baton/protocol/team-settings.ts'

const ENGLISH: AiWords = {
  greeting:
    'Hello! I am the AI agent. Ask me about orders, delivery, refunds or your card, or ask for a human at any time.',
  greetingAgain: 'Hello again! What can I do for you?',
  welcome: 'You are welcome! I am here whenever something else comes up.',
  goodbye: 'Thank you for writing to us. Goodbye, and have a good day!',
  askMore: 'I am happy to help. Could you tell me a little more about what happened?',
  askAboutFile:
    'Thank you for the file. I cannot look into files myself: could you tell me in a few words what it is about? Or say that you would like a human, and a colleague will look at it.',
  source: 'From our help article {article}',
  handOffAsked: 'Of course. I have asked a colleague to join you here; please stay a moment.',
  handOffUnsure:
    'I am not sure enough to answer that, and would rather not guess. I have asked a human colleague to join you here.',
  handOffRepeated:
    'I am sorry that my answer did not help. I have asked a human colleague to look at this with you.',
  couldNotAnswer:
    'I cannot answer that at the moment, so I have asked a human colleague to join you here.',
  overBudget:
    'I have answered as much as I may for now, so I have asked a human colleague to join you here.',
  humanAsked: 'I have asked a human colleague to join this conversation.',
  shortly: 'Somebody will be with you shortly; you can keep writing meanwhile.',
  nobodyHere:
    'Nobody from the team is here right now. What you write stays here, and you get your answer here as soon as somebody is back.',
}

const INDONESIAN: AiWords = {
  greeting:
    'Halo! Saya agen AI. Silakan tanyakan soal pesanan, pengiriman, pengembalian dana, atau kartu Anda, atau minta bicara dengan petugas kapan saja.',
  greetingAgain: 'Halo lagi! Ada yang bisa saya bantu?',
  welcome: 'Sama-sama! Saya di sini kalau ada hal lain.',
  goodbye: 'Terima kasih sudah menghubungi kami. Sampai jumpa, semoga hari Anda menyenangkan!',
  askMore: 'Dengan senang hati saya bantu. Bisa ceritakan sedikit lebih lengkap apa yang terjadi?',
  askAboutFile:
    'Terima kasih atas berkasnya. Saya tidak bisa melihat isi berkas: bisa jelaskan secara singkat tentang apa? Atau katakan bahwa Anda ingin bicara dengan petugas, dan rekan kami akan melihatnya.',
  source: 'Dari artikel bantuan kami {article}',
  handOffAsked: 'Tentu. Saya sudah meminta rekan kami bergabung di sini; mohon tunggu sebentar.',
  handOffUnsure:
    'Saya kurang yakin untuk menjawab itu dan tidak ingin menebak. Saya sudah meminta rekan kami bergabung di sini.',
  handOffRepeated:
    'Maaf, jawaban saya tidak membantu. Saya sudah meminta rekan kami untuk melihatnya bersama Anda.',
  couldNotAnswer:
    'Saya tidak bisa menjawab itu saat ini, jadi saya sudah meminta rekan kami bergabung di sini.',
  overBudget:
    'Saya sudah menjawab sebanyak yang diizinkan untuk saat ini, jadi saya sudah meminta rekan kami bergabung di sini.',
  humanAsked: 'Saya sudah meminta rekan kami bergabung dalam percakapan ini.',
  shortly: 'Rekan kami akan segera bersama Anda; silakan terus menulis.',
  nobodyHere:
    'Saat ini belum ada anggota tim di sini. Pesan Anda tersimpan, dan Anda akan mendapat jawaban di sini begitu ada yang kembali.',
}

/** Baton's own phrases for the AI, where a team has not worded them. */
export const DEFAULT_AI_WORDS: Readonly<Record<string, AiWords>> = { en: ENGLISH, id: INDONESIAN }

/**
 * The AI's phrases for a customer of this language: the team's own, otherwise Baton's in that language, otherwise the
 * same in English. `language` is as a browser reports it ("id-ID").
 */
export function aiWordsFor(
  { aiWords = {} }: Pick<TeamSettings, 'aiWords'>,
  language: string | null,
): AiWords {
  const asked = (language ?? 'en').toLowerCase().split('-')[0] ?? 'en'
  const isKnown = Object.hasOwn(aiWords, asked) || Object.hasOwn(DEFAULT_AI_WORDS, asked)
  const spoken = isKnown ? asked : 'en'
  const base = DEFAULT_AI_WORDS[spoken] ?? { ...ENGLISH, ...aiWords.en }
  return { ...base, ...aiWords[spoken] }
}
