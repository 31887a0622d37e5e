// A thread for `thread.test.ts`: does what it is told.
import { threadId, workerData } from 'node:worker_threads'
import { answerQuestions } from '../answer-questions.ts'

const given: unknown = workerData

answerQuestions((question) => {
  if (question === 'who') return { threadId, given }
  if (question === 'fail') throw new Error('It cannot be done.')
  if (question === 'crash') process.exit(1)
  return question
})
