import { parentPort } from 'node:worker_threads'
import * as v from 'valibot'

const asked = v.object({ n: v.number(), question: v.unknown() })

/** The other end of `Thread`: answers each question, in the order they come. Called once by a thread's program. */
export function answerQuestions(answer: (question: unknown) => unknown): void {
  const port = parentPort
  if (!port) throw new Error('This program runs in a thread only.')
  port.on('message', (message: unknown) => {
    const { n, question } = v.parse(asked, message)
    try {
      port.postMessage({ is: 'answer', n, answer: answer(question) })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      port.postMessage({ is: 'failure', n, message })
    }
  })
}
