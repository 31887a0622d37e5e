// A thread that reads the SQLite file for `sqlite-reader.ts`.
import { DatabaseSync } from 'node:sqlite'
import { workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { answerQuestions } from '../ground/threads/answer-questions.ts'

const given = v.object({ file: v.string() })
const query = v.object({
  sql: v.string(),
  parameters: v.array(v.union([v.string(), v.number(), v.null()])),
})

/** In KB: enough to keep the upper pages of the index of words. */
const CACHE_KB = 16_000

const database = new DatabaseSync(v.parse(given, workerData).file, {
  readOnly: true,
  timeout: 1_000,
})
database.exec(`PRAGMA cache_size = -${CACHE_KB}`)

answerQuestions((question) => {
  const { sql, parameters } = v.parse(query, question)
  return database.prepare(sql).all(...parameters)
})
