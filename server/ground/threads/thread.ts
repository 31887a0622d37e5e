import { Worker } from 'node:worker_threads'
import * as v from 'valibot'

/** The thread ended, or was ended, before it had answered. What was asked may be asked again. */
export class ThreadEnded extends Error {}

/** What a thread says: see `answerQuestions`. */
const said = v.variant('is', [
  v.object({ is: v.literal('answer'), n: v.number(), answer: v.unknown() }),
  v.object({ is: v.literal('failure'), n: v.number(), message: v.string() }),
])

interface Asked {
  resolve: (answer: unknown) => void
  reject: (error: Error) => void
  stuck: NodeJS.Timeout | undefined
}

interface Options {
  /** The module that the thread runs: it calls `answerQuestions`. */
  program: URL
  /** What the thread starts with, as `workerData`. */
  data: unknown
  /** Milliseconds without a question after which the thread ends. The next question starts another one. */
  idleMs: number
  /** Milliseconds that an answer may take before the thread is taken for stuck, and ended; left out, as long as it likes. */
  patienceMs?: number
}

/**
 * A thread that answers questions, in the order they were asked. It starts with the first question, starts anew
 * after a crash, and ends when nobody has asked for a while: memory is paid for only while it is used.
 */
export class Thread {
  readonly #options: Options
  readonly #asked = new Map<number, Asked>()
  #worker: Worker | null = null
  #resting: NodeJS.Timeout | null = null
  #count = 0

  constructor(options: Options) {
    this.#options = options
  }

  /** Answers what the thread did. Rejects with `ThreadEnded` when it crashed, with an `Error` when it failed to answer. */
  ask(question: unknown): Promise<unknown> {
    if (this.#resting) clearTimeout(this.#resting)
    this.#resting = null
    const worker = (this.#worker ??= this.#start())
    const n = ++this.#count
    return new Promise((resolve, reject) => {
      const { patienceMs } = this.#options
      const stuck =
        patienceMs === undefined ? undefined : setTimeout(() => void this.end(), patienceMs)
      this.#asked.set(n, { resolve, reject, stuck })
      worker.postMessage({ n, question })
    })
  }

  /** Ends the thread; what it has not answered is rejected. Resolves when it is gone: native code is not cut short. */
  async end(): Promise<void> {
    if (this.#resting) clearTimeout(this.#resting)
    const worker = this.#worker
    this.#forget()
    await worker?.terminate()
  }

  #start(): Worker {
    const { program, data } = this.#options
    const worker = new Worker(program, { workerData: data })
    worker.unref()
    worker.on('message', (message: unknown) => this.#hear(worker, message))
    // An error is followed by the exit.
    worker.on('error', () => undefined)
    worker.on('exit', () => {
      if (worker === this.#worker) this.#forget()
    })
    return worker
  }

  #hear(worker: Worker, message: unknown): void {
    if (worker !== this.#worker) return
    const heard = v.parse(said, message)
    const asked = this.#asked.get(heard.n)
    this.#asked.delete(heard.n)
    clearTimeout(asked?.stuck)
    if (heard.is === 'answer') asked?.resolve(heard.answer)
    else asked?.reject(new Error(heard.message))
    if (this.#asked.size === 0) this.#rest()
  }

  #rest(): void {
    this.#resting = setTimeout(() => void this.end(), this.#options.idleMs)
    this.#resting.unref()
  }

  /** Nothing more comes from this thread. */
  #forget(): void {
    this.#worker = null
    const waiting = [...this.#asked.values()]
    this.#asked.clear()
    for (const { reject, stuck } of waiting) {
      clearTimeout(stuck)
      reject(new ThreadEnded('The thread ended before it answered.'))
    }
  }
}
