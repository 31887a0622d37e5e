import { Likeness } from './likeness.ts'
import { Stage } from './stage.ts'
import { PASSING, type Recording, type Step } from './steps.ts'

/** How long, in milliseconds, something is waited for that was told when the release was recorded. */
const PATIENCE_MS = 20_000

/**
 * Plays the clients of a recording against a server of today. Returns the first thing that the server answers or
 * tells otherwise than the release did, null when there is none; ids, times and what has been added since do not count.
 */
export async function replay(url: string, { protocol, steps }: Recording): Promise<string | null> {
  const likeness = new Likeness()
  const told = new Told()
  const stage = new Stage(url, protocol, (as, event, body) => told.add(as, event, body))
  try {
    for (const [index, step] of steps.entries()) {
      const why = await playStep(step)
      if (why !== null) return `step ${index}, ${nameOf(step)}: ${why}`
    }
    return null
  } finally {
    stage.close()
  }

  async function playStep(step: Step): Promise<string | null> {
    switch (step.kind) {
      case 'sign-in':
        await stage.signIn(step.as, step.email, step.password)
        return null
      case 'new-customer':
        return likeness.differs(step.answer, await stage.newCustomer(step.as, step.body))
      case 'connect':
        await stage.connect(step.as, step.namespace)
        return null
      case 'upload': {
        const bytes = Buffer.from(step.bytes, 'base64')
        const path = likeness.translateIn(step.path)
        return likeness.differs(step.answer, await stage.upload(step.as, path, step.name, bytes))
      }
      case 'ask': {
        const answer = await stage.ask(step.as, step.event, likeness.translate(step.body))
        return likeness.differs(step.answer, answer)
      }
      case 'told':
        return told.take(step, likeness)
    }
  }
}

function nameOf(step: Step): string {
  const what = 'event' in step ? step.event : step.kind
  return `${step.as} ${step.kind} ${what}`
}

/**
 * What clients are told, until it is looked for. Rows are looked for one by one: how many changes come in one event
 * is the server's business.
 */
class Told {
  #bodies: { as: string; event: string; body: unknown }[] = []
  #wake: () => void = () => undefined

  add(as: string, event: string, body: unknown): void {
    if (PASSING.has(event)) return
    this.#bodies.push(...inParts(event, body).map((part) => ({ as, event, body: part })))
    this.#wake()
  }

  /** Waits until everything in it has been told. Why it is not the same, after some time; null when it is. */
  async take(step: Extract<Step, { kind: 'told' }>, likeness: Likeness): Promise<string | null> {
    for (const part of inParts(step.event, step.body)) {
      const why = await this.#takePart(step, part, likeness)
      if (why !== null) return why
    }
    return null
  }

  async #takePart(
    { as, event }: { as: string; event: string },
    part: unknown,
    likeness: Likeness,
  ): Promise<string | null> {
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const index = this.#bodies.findIndex(
        (told) => told.as === as && told.event === event && !likeness.differs(part, told.body),
      )
      if (index >= 0) {
        this.#bodies.splice(index, 1)
        return null
      }
      if (Date.now() > until) return this.#missing(as, event, part, likeness)
      await this.#news()
    }
  }

  /** What was not told, beside what was told instead. */
  #missing(as: string, event: string, part: unknown, likeness: Likeness): string {
    const others = this.#bodies.filter((told) => told.as === as && told.event === event)
    const why = others.map(({ body }) => likeness.differs(part, body))
    return `was not told ${JSON.stringify(part)}; told was ${JSON.stringify(why)}`
  }

  async #news(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 1_000)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

function inParts(event: string, body: unknown): unknown[] {
  if (event !== 'changed' || typeof body !== 'object' || body === null) return [body]
  const rows: unknown = Reflect.get(body, 'rows')
  return Array.isArray(rows) ? rows : [body]
}
