#!/usr/bin/env node
// A small bot whose customer is you, in this terminal. It shows what a bot of your own does with Baton: it mirrors what is
// said, asks before it shows an answer, is silent while a human speaks, and relays the human's words. It needs no package,
// and Node 18 or newer. See docs/handoff.md.
//
//   BATON_URL=http://127.0.0.1:8787 BATON_KEY=bk_… node examples/terminal-bot.mjs
//
// BATON_REF is the conversation (a new one each time, unless set), BATON_BOT_SECONDS is how long the bot thinks.
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'

const { BATON_URL: url = 'http://127.0.0.1:8787', BATON_KEY: key } = process.env
const ref = process.env.BATON_REF ?? `terminal-${randomUUID()}`
const thinkingMs = Number(process.env.BATON_BOT_SECONDS ?? '8') * 1_000
if (!key || !Number.isFinite(thinkingMs)) {
  console.error('Set BATON_KEY to a key of your integration, with the scopes write and events.')
  process.exit(1)
}

const conversation = `/conversations/${encodeURIComponent(ref)}`
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const say = (who, text) => console.log(`${who.padEnd(9)} ${text}`)

/** Asks Baton, and again when it is away or busy: an id makes the second time harmless. Answers status and body. */
async function ask(method, path, body) {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await fetch(`${url}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      })
      if (answer.status !== 429 && answer.status < 500) {
        return { status: answer.status, ...(await answer.json()) }
      }
      await sleep(Number(answer.headers.get('retry-after') ?? 1) * 1_000)
    } catch {
      if (tries === 0) say('(baton)', `No answer from ${url}. Trying again.`)
      await sleep(1_000)
    }
  }
}

/** Asks for what must not fail; ends with the reason where it does. */
async function must(method, path, body) {
  const answer = await ask(method, path, body)
  if (answer.status < 400) return answer
  console.error(`Baton answered ${answer.status}: ${answer.message}`)
  process.exit(1)
}

/** The bot's "knowledge": put your model here. */
function answerTo(question, note) {
  const told = note ? ` (A colleague told me: ${note})` : ''
  if (/refund|return/i.test(question)) return `A refund takes five days.${told}`
  if (/parcel|order|where/i.test(question)) return `Your parcel is on its way.${told}`
  if (/hello|hi\b|thank/i.test(question)) return `Hello! What can I do for you?${told}`
  return null
}

const UNSURE = 'I am not sure. Can you say it in other words?'

/** The epoch under which the bot may speak; null while it may not. */
let epoch = null
let note = null
let unanswered = 0

/** Answers one question: thinks, asks Baton, and shows the answer only if it was stored. */
async function reply(question) {
  const under = epoch
  if (under === null) return
  const text = answerTo(question, note)
  const wantsHuman = /human|person|agent/i.test(question)
  unanswered = text === null ? unanswered + 1 : 0
  if (wantsHuman || unanswered > 1) {
    const reason = wantsHuman ? 'customer_asked' : 'unsure'
    const card = { reason, summary: question, tried: [], open_question: question }
    const { status } = await ask('POST', `${conversation}/handoff`, { id: randomUUID(), card })
    if (status < 400) say('bot', 'I am getting a colleague.')
    return
  }
  say('(bot)', `thinks for ${thinkingMs / 1_000} seconds …`)
  await sleep(thinkingMs)
  const message = { id: randomUUID(), from: 'ai', epoch: under, text: text ?? UNSURE }
  const answer = await ask('POST', `${conversation}/messages`, { messages: [message] })
  const [result] = answer.results ?? []
  if (result?.status === 'stored') say('bot', message.text)
  else if (result?.code === 'not_yours') {
    say('(bot)', `is refused: ${result.owner?.name ?? 'a human'} answers here. It stays silent.`)
  } else say('(baton)', answer.message)
}

/** Events that were heard. Baton may tell one twice. */
const known = new Set()

/** What happened, as the customer is told it; the bot learns whether it may speak. */
function heard({ id, type, message, agent, ...event }) {
  if (known.has(id)) return
  known.add(id)
  switch (type) {
    case 'message.created':
      if (message.from === 'agent') say(message.agent, message.text)
      if (message.from === 'system') say('(baton)', message.text)
      return
    case 'handoff.queued':
    case 'handoff.accepted':
    case 'conversation.taken_over':
      epoch = null
      say('(bot)', agent ? `is silent: ${agent.name} is here.` : 'is silent: a human is wanted.')
      return
    case 'conversation.returned':
      note = event.note
      epoch = event.epoch
      unanswered = 0
      say('(bot)', `goes on.${note ? ` It was told: ${note}` : ''}`)
      return
    case 'conversation.reopened':
      epoch = event.epoch
  }
}

/** Reads events for ever, each once. A real bot keeps the cursor where its other data is. */
async function listen(after) {
  for (let cursor = after; ;) {
    const from = cursor ? `after=${encodeURIComponent(cursor)}&` : ''
    const page = await must('GET', `/events?${from}wait=25`)
    for (const event of page.events) if (event.ref === ref) heard(event)
    cursor = page.cursor ?? cursor
  }
}

/** The place of the newest event: what happened before this run is another run's. */
async function newest() {
  for (let cursor = null; ;) {
    const page = await must('GET', `/events${cursor ? `?after=${encodeURIComponent(cursor)}` : ''}`)
    if (page.events.length === 0) return cursor
    cursor = page.cursor
  }
}

const from = await newest()
const customer = { id: 'terminal', name: 'You, in the terminal' }
const mirrored = await must('PUT', conversation, { customer })
if (mirrored.state === 'ai') epoch = mirrored.epoch
void listen(from)
console.log(`You are the customer of ${ref}. Write, for example: Where is my parcel?\n`)

for await (const line of createInterface({ input: process.stdin })) {
  const text = line.trim()
  if (!text) continue
  const said = { messages: [{ id: randomUUID(), from: 'customer', text }] }
  await must('POST', `${conversation}/messages`, said)
  if (epoch === null) say('(bot)', 'is silent. A human reads this.')
  else void reply(text)
}
process.exit()
