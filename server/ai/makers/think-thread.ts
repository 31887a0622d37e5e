// A thread that thinks for `think-in-thread.ts`.
import { workerData } from 'node:worker_threads'
import { aiWords } from '@baton/protocol/team-settings.ts'
import { context } from '@baton/protocol/visit.ts'
import * as v from 'valibot'
import { answerQuestions } from '../../ground/threads/answer-questions.ts'
import { createSearch } from '../knowledge/search.ts'
import { thinkOf } from './think.ts'

const section = v.object({
  id: v.string(),
  article: v.string(),
  tags: v.string(),
  heading: v.string(),
  also: v.string(),
  text: v.string(),
})
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

const search = createSearch(v.parse(given, workerData).sections)
answerQuestions((question) => thinkOf(v.parse(turn, question), search))
