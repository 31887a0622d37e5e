import type { JsonSchema } from '@valibot/to-json-schema'
import type { Described, Document, Parameter, Response } from './openapi.ts'

/** The document as a page for people. It has no script. */
export function documentPage({ info, paths, components }: Document): string {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ path, method, call })),
  )
  const schemas = Object.entries(components.schemas)
  const menu = calls.map(
    ({ path, method, call }) =>
      `<li><a href="#${escape(call.operationId)}">${verb(method)} <code>${breakable(path)}</code></a></li>`,
  )
  const names = schemas.map(
    ([name]) => `<li><a href="#schema-${escape(name)}">${escape(name)}</a></li>`,
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(info.title)}</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<header>
<h1>${escape(info.title)}</h1>
<p>${words(info.description)}</p>
<p>Send the key of an integration as <code>Authorization: Bearer bk_…</code> or <code>X-API-Key</code>, from a server. Bodies are JSON.
For programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1), <a href="handoff-card.json">handoff-card.json</a> (the card's JSON Schema).</p>
</header>
<nav aria-label="Contents">
<h2>Calls</h2>
<ul>${menu.join('')}</ul>
<h2>Schemas</h2>
<ul>${names.join('')}</ul>
</nav>
<main>
${calls.map(callSection).join('\n')}
<h2>Headers of answers</h2>
<dl>${Object.entries(components.headers)
    .map(
      ([name, { description }]) =>
        `<dt><code>${escape(name)}</code></dt><dd>${words(description)}</dd>`,
    )
    .join('')}</dl>
<h2>Schemas</h2>
${schemas.map(([name, schema]) => schemaSection(name, schema)).join('\n')}
</main>
</body>
</html>
`
}

function callSection({
  path,
  method,
  call,
}: {
  path: string
  method: string
  call: Described
}): string {
  const { operationId, summary, description, parameters, requestBody, responses } = call
  const body = requestBody?.content['application/json']
  return `<section id="${escape(operationId)}">
<h3>${verb(method)} <code>${breakable(path)}</code></h3>
<p><strong>${escape(summary)}.</strong> ${words(description)}</p>
${parameters.length > 0 ? `<h4>Parameters</h4><dl>${parameters.map(parameter).join('')}</dl>` : ''}
${body ? `<h4>Body</h4>${shape(body.schema)}` : ''}
<h4>Answers</h4>
<dl>${Object.entries(responses).map(answer).join('')}</dl>
</section>`
}

function parameter({ name, in: where, required, schema, description = '' }: Parameter): string {
  const told = `in the ${where}${required ? '' : ', optional'}`
  return `<dt><code>${escape(name)}</code> <small>${told}</small></dt><dd>${type(schema)} ${words(description)}</dd>`
}

function answer([status, { description, content }]: [string, Response]): string {
  const told = status === '200' ? Object.values(content).map(({ schema }) => shape(schema)) : []
  const text = description.split('\n\n').map(words).join('<br>')
  return `<dt>${escape(status)}</dt><dd>${text}${told.join('')}</dd>`
}

function schemaSection(name: string, schema: JsonSchema): string {
  return `<section id="schema-${escape(name)}"><h3>${escape(name)}</h3>${shape(schema)}</section>`
}

/** A schema with its fields, the fields of fields below them. */
function shape(schema: JsonSchema): string {
  const choices = schema.anyOf ?? schema.oneOf
  const parts = choices?.filter((one) => one !== true && one !== false) ?? []
  if (parts.some(hasFields)) {
    return `<p>One of:</p><ul>${parts.map((one) => `<li>${shape(one)}</li>`).join('')}</ul>`
  }
  const items = itemsOf(schema)
  const inner = items && hasFields(items) ? shape(items) : ''
  if (!schema.properties) return `<p>${type(schema)} ${words(schema.description ?? '')}</p>${inner}`
  const required = schema.required ?? []
  const fields = Object.entries(schema.properties).map(([name, field]) => {
    if (typeof field === 'boolean') return ''
    const optional = required.includes(name) ? '' : ' <small>optional</small>'
    const below = hasFields(field) ? shape(field) : nested(field)
    return `<dt><code>${escape(name)}</code>${optional}</dt><dd>${type(field)} ${words(field.description ?? '')}${below}</dd>`
  })
  return `<dl>${fields.join('')}</dl>`
}

function nested(schema: JsonSchema): string {
  const items = itemsOf(schema)
  return items && hasFields(items) ? shape(items) : ''
}

function itemsOf({ items }: JsonSchema): JsonSchema | null {
  return typeof items === 'object' && !Array.isArray(items) ? items : null
}

function hasFields(schema: JsonSchema): boolean {
  const parts = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return (
    schema.properties !== undefined ||
    parts.some((one) => typeof one === 'object' && hasFields(one))
  )
}

/** The type of a value and its limits, in a few words. */
function type(schema: JsonSchema): string {
  const { $ref } = schema
  if ($ref !== undefined) {
    const name = $ref.slice($ref.lastIndexOf('/') + 1)
    return `<a href="#schema-${escape(name)}">${escape(name)}</a>`
  }
  if (schema.const !== undefined) return `<code>${escape(JSON.stringify(schema.const))}</code>`
  if (schema.enum) {
    return schema.enum.map((one) => `<code>${escape(JSON.stringify(one))}</code>`).join(' or ')
  }
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((one) => (typeof one === 'object' ? type(one) : '')).join(' or ')
  const items = itemsOf(schema)
  const name = items
    ? `list of ${type(items)}`
    : escape([schema.type ?? 'anything'].flat().join(' or '))
  const limits = limitsOf(schema)
  return `${name}${limits.length > 0 ? ` <small>(${escape(limits.join(', '))})</small>` : ''}`
}

function limitsOf(schema: JsonSchema): string[] {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, maxProperties } = schema
  const told = (text: string, value: number | undefined) =>
    value === undefined || value === Number.MAX_SAFE_INTEGER ? [] : [`${text} ${String(value)}`]
  return [
    ...told('at least', minLength),
    ...told('at most', maxLength),
    ...told('at least', minItems),
    ...told('at most', maxItems),
    ...told('from', minimum),
    ...told('to', maximum),
    ...told('at most', maxProperties),
  ]
}

function verb(method: string): string {
  return `<b class="verb ${escape(method)}">${escape(method.toUpperCase())}</b>`
}

/** A path may break after each of its parts. */
function breakable(path: string): string {
  return escape(path).replaceAll('/', '<wbr>/')
}

/** Text in which code stands between backticks. */
function words(text: string): string {
  return escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
