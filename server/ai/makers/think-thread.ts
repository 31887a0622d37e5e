// A thread that thinks for `think-in-thread.ts`.
import { workerData } from 'node:worker_threads'
import { aiWords } from '@baton/protocol/team-settings.ts'
import { context } from '@baton/protocol/visit.ts'
import * as v from 'valibot'
import { answerQuestions } from '../../ground/threads/answer-questions.ts'
import { createRanking, createSearch } from '../knowledge/search.ts'
import { section } from '../knowledge/parse-article.ts'
import { thinkOf } from './think.ts'

const given = v.object({ sections: v.array(section) })

const turn = v.object({
  teamId: v.string(),
  language: v.nullable(v.string()),
  context,
  words: aiWords,
  conversationId: v.string(),
  customerName: v.nullable(v.string()),
  messages: v.array(
    v.object({
      from: v.picklist(['customer', 'ai', 'agent']),
      text: v.string(),
      files: v.optional(v.array(v.string()), []),
    }),
  ),
  note: v.nullable(v.string()),
})

const asked = v.variant('kind', [
  v.object({ kind: v.literal('think'), turn }),
  v.object({ kind: v.literal('find'), question: v.string(), most: v.number() }),
])

const ranking = createRanking(v.parse(given, workerData).sections)
const search = createSearch(ranking)
answerQuestions((question) => {
  const wanted = v.parse(asked, question)
  if (wanted.kind === 'think') return thinkOf(wanted.turn, search)
  return ranking(wanted.question)
    .slice(0, wanted.most)
    .map(({ section }) => section)
})
