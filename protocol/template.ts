import * as v from 'valibot'
import { id, timestamp } from './primitives.ts'

/** Longest body of a template, in UTF-16 code units: filled, it still has to fit a message. */
export const TEMPLATE_BODY_MAX = 6_000
export const TEMPLATE_TAGS_MAX = 20

/** What follows the `/`: letters, digits, `-` and `_`, no white space. */
export const shortcut = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'A shortcut is letters, digits, - and _, 40 at most.'),
)

export const tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40))

/** What somebody writes of a template. */
export const templateContent = v.object({
  shortcut,
  title: v.pipe(v.string(), v.trim(), v.maxLength(120)),
  body: v.pipe(
    v.string(),
    v.maxLength(TEMPLATE_BODY_MAX),
    v.check((text) => text.trim() !== '', 'The text is empty.'),
  ),
  tags: v.pipe(v.array(tag), v.maxLength(TEMPLATE_TAGS_MAX)),
  /** The language it is written in, as a BCP 47 tag such as `id`; null fits every customer. */
  language: v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/))),
})
export type TemplateContent = v.InferOutput<typeof templateContent>

/** A prepared text. */
export const template = v.object({
  id,
  ...templateContent.entries,
  /** Null for a template of the team; else it is this agent's alone. */
  ownerId: v.nullable(id),
  /** Raised by one at every change: an edit says which one it was made from. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  updatedAt: timestamp,
  /** Name of the agent who changed it last; null when the server came with it. */
  updatedBy: v.nullable(v.string()),
})
export type Template = v.InferOutput<typeof template>

/**
 * `template:save`: a new template (`baseVersion` 0) or a new version of one. Compare-and-set: when the team's
 * is no longer at `baseVersion` the answer is `changed-meanwhile`, and nothing is stored.
 * `id` names this write; the same write again is answered as the first time.
 */
export const saveTemplate = v.strictObject({
  id,
  templateId: id,
  baseVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  personal: v.boolean(),
  content: v.strictObject(templateContent.entries),
})
export type SaveTemplate = v.InferOutput<typeof saveTemplate>

export const savedTemplate = v.object({ template })
export type SavedTemplate = v.InferOutput<typeof savedTemplate>

/** A template that was deleted, at the version its deletion made: saving over that one brings it back. */
export const goneTemplate = v.object({ id, version: template.entries.version })
export type GoneTemplate = v.InferOutput<typeof goneTemplate>

/** `template:delete`: compare-and-set as `template:save`. */
export const deleteTemplate = v.strictObject({
  id,
  templateId: id,
  baseVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
})
export type DeleteTemplate = v.InferOutput<typeof deleteTemplate>

/** `template:history`: the versions of a template, newest first. */
export const templateHistory = v.strictObject({ templateId: id })
export type TemplateHistory = v.InferOutput<typeof templateHistory>

export const templateVersion = v.object({
  version: v.number(),
  /** Whether this version deleted it; the content is then what was deleted. */
  gone: v.boolean(),
  content: templateContent,
  at: timestamp,
  by: v.nullable(v.string()),
})
export type TemplateVersion = v.InferOutput<typeof templateVersion>

export const templateVersions = v.object({ versions: v.array(templateVersion) })
export type TemplateVersions = v.InferOutput<typeof templateVersions>

/** `templates:uses`: how often messages were sent with each template that is there. */
export const templatesUses = v.strictObject({})

export const templateUses = v.object({
  uses: v.array(
    v.object({
      templateId: id,
      /** By the whole team, and by the agent who asks. */
      count: v.number(),
      mine: v.number(),
      lastAt: timestamp,
    }),
  ),
})
export type TemplateUses = v.InferOutput<typeof templateUses>
