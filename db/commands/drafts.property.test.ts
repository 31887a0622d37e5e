// @vitest-environment node
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { fc } from '../../tests/support/property.ts'
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { aConversation, RINA, TEAM, testId } from '../testing/builders.ts'
import { discardMessage } from './discard-message.ts'
import { saveDraft } from './save-draft.ts'
import { sendMessage } from './send-message.ts'
import { undoSend } from './undo-send.ts'

const FIRST = testId('conversation', 1)
let databases = 0

async function startDatabase() {
  databases += 1
  const db = new BatonDatabase(`drafts-${databases}`)
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  const settings = { ...DEFAULT_TEAM_SETTINGS, undoSendMs: 5_000 }
  await db.meta.put({ key: 'team', value: { ...TEAM, settings } })
  await db.conversations.put(aConversation(1, { state: 'human', ownerId: RINA.id, epoch: 1 }))
  return db
}

/**
 * A panel as the database sees it: it writes down the whole box, and learns of what came back only when it
 * looks. `slow` ones have not looked since something came back.
 */
class Box {
  texts = { everyone: '', team: '' }
  base = { everyone: '', team: '' }
  visibility: 'everyone' | 'team' = 'everyone'
  known: string[] = []
  readonly #db: BatonDatabase

  constructor(db: BatonDatabase) {
    this.#db = db
  }

  async type(word: string) {
    this.texts[this.visibility] += ` ${word}`
    const { texts, base, visibility, known } = this
    const draft = { conversationId: FIRST, texts, base, visibility, known }
    this.texts = await saveDraft(this.#db, draft)
    this.base = { ...this.texts }
  }

  async send() {
    const { visibility, known } = this
    const text = this.texts[visibility]
    if (text.trim() === '') return
    this.texts[visibility] = ''
    this.base[visibility] = ''
    const intent = { conversationId: FIRST, epoch: 1, text, visibility, known }
    await sendMessage(this.#db, intent, 1)
  }

  async look() {
    const draft = await this.#db.drafts.get(FIRST)
    this.texts = draft ? { ...draft.texts } : { everyone: '', team: '' }
    this.base = { ...this.texts }
    this.known = draft?.returned.map(({ id }) => id) ?? []
  }
}

const step = fc.constantFrom('type', 'type', 'send', 'undo', 'fail', 'look', 'switch')

test('whatever is typed, sent, refused, taken back and typed meanwhile: every word is in one place, once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const db = await startDatabase()
      const box = new Box(db)
      let words = 0
      for (const what of steps) {
        if (what === 'type') await box.type(`word${(words += 1)};`)
        else if (what === 'send') await box.send()
        else if (what === 'look') await box.look()
        else if (what === 'switch') box.visibility = box.visibility === 'team' ? 'everyone' : 'team'
        else {
          const row = await db.outbox.toCollection().first()
          if (row && what === 'undo') await undoSend(db, row.id, () => 2)
          if (row && what === 'fail') {
            await db.outbox.update(row.id, { status: 'failed', failure: 'forbidden' })
            await discardMessage(db, row.id)
          }
        }
      }
      const draft = await db.drafts.get(FIRST)
      const outbox = await db.outbox.toArray()
      const all = [...Object.values(draft?.texts ?? {}), ...outbox.map(({ text }) => text)].join(
        ' ',
      )
      for (let word = 1; word <= words; word += 1) {
        expect(all.split(`word${word};`)).toHaveLength(2)
      }
      await db.delete()
    }),
    { numRuns: 60 },
  )
})

test('two panels that know of each other late keep what both typed', async () => {
  const either = fc.record({
    who: fc.nat({ max: 1 }),
    what: fc.constantFrom('type', 'type', 'look'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(either, { maxLength: 12 }), async (steps) => {
      const db = await startDatabase()
      const boxes = [new Box(db), new Box(db)]
      let words = 0
      for (const { who, what } of steps) {
        if (what === 'type') await boxes[who]?.type(`word${(words += 1)};`)
        else await boxes[who]?.look()
      }
      const text = (await db.drafts.get(FIRST))?.texts.everyone ?? ''
      for (let word = 1; word <= words; word += 1) expect(text).toContain(`word${word};`)
      await db.delete()
    }),
    { numRuns: 60 },
  )
})
