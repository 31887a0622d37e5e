import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import * as v from 'valibot'
import { expect } from 'vitest'

const content = v.object({ content: v.record(v.string(), v.object({ schema: v.unknown() })) })
const call = v.object({
  requestBody: v.optional(content),
  responses: v.record(
    v.string(),
    v.object({ ...content.entries, headers: v.record(v.string(), v.unknown()) }),
  ),
})
const document = v.looseObject({
  paths: v.record(v.string(), v.record(v.string(), call)),
  components: v.unknown(),
})

/** A call that was made, and what was answered. */
export interface Exchange {
  method: string
  /** Below `/v1`, with its query. */
  path: string
  asked: unknown
  status: number
  headers: Headers
  answered: unknown
}

/** Throws unless an answer is what the served document says of it: its status, its headers, each of its fields. */
export type CheckDocumented = (exchange: Exchange) => void

/** Reads the document of a server. Answers are held against it with closed objects: a field that it lacks is a lie. */
export async function readDocument(url: string): Promise<CheckDocumented> {
  const response = await fetch(`${url}/v1/openapi.json`)
  const raw: unknown = await response.json()
  const { paths } = v.parse(document, raw)
  const sent = new Ajv2020({ strict: false, validateFormats: false })
  const told = new Ajv2020({ strict: false, validateFormats: false })
  sent.addSchema({ $id: 'openapi', ...v.parse(v.looseObject({}), raw) })
  told.addSchema({ $id: 'openapi', ...v.parse(v.looseObject({}), closed(raw)) })
  const compiled = new Map<string, ValidateFunction>()
  const validatorOf = (ajv: Ajv2020, place: readonly string[]) => {
    const pointer = place.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')
    const key = `${ajv === told ? 'told' : 'sent'} ${pointer}`
    const known = compiled.get(key)
    if (known) return known
    const made = ajv.compile({ $ref: `openapi#/${encodeURI(pointer)}` })
    compiled.set(key, made)
    return made
  }
  return ({ method, path, asked, status, headers, answered }) => {
    const template = Object.keys(paths).find((one) => matches(one, path))
    const described = template === undefined ? undefined : paths[template]?.[method.toLowerCase()]
    // What is not there is answered as such, or not at all without a key.
    if (template === undefined || !described) {
      expect([401, 403, 404]).toContain(status)
      return
    }
    const place = ['paths', template, method.toLowerCase()]
    const what = `${method} ${path} ${String(status)}`
    const answer = described.responses[String(status)]
    if (!answer) throw new Error(`The document does not know ${what}.`)
    const inJson = ['content', 'application/json', 'schema']
    const answers = validatorOf(told, [...place, 'responses', String(status), ...inJson])
    expect(answers(answered) || answers.errors, what).toBe(true)
    const optional = status === 401 || status === 403
    if (!optional) {
      for (const name of Object.keys(answer.headers)) {
        expect(headers.get(name), `${name} of ${what}`).not.toBeNull()
      }
    }
    if (status !== 200 || !described.requestBody) return
    const bodies = validatorOf(sent, [...place, 'requestBody', ...inJson])
    expect(bodies(asked) || bodies.errors, `body of ${what}`).toBe(true)
  }
}

function matches(template: string, path: string): boolean {
  const pattern = template.replaceAll(/\{\w+\}/g, '[^/]+')
  return new RegExp(`^${pattern}$`).test(path.split('?')[0] ?? '')
}

/** The same with no object in it that may have more fields than it says. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed)
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, closed(part)]))
  const isOpen = 'properties' in value && !('additionalProperties' in value)
  return isOpen && inner['type'] === 'object' ? { ...inner, additionalProperties: false } : inner
}
