import * as v from 'valibot'
import { attachment, attachmentIds, ATTACHMENTS_MAX } from './attachment.ts'
import { alongside, saysSomething } from './message.ts'
import { id, timestamp } from './primitives.ts'

/** Longest body of a template, in UTF-16 code units: filled, it still has to fit a message. */
export const TEMPLATE_BODY_MAX = 6_000
export const TEMPLATE_TAGS_MAX = 20
/** Between a folder and the one inside it. */
export const FOLDER_SEPARATOR = '/'

/** What follows the `/`: letters, digits, `-` and `_`, no white space. */
export const shortcut = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'A shortcut is letters, digits, - and _, 40 at most.'),
)

/** A folder, by its way from the top: `billing/refunds` is `refunds` inside `billing`. */
export const templateTag = v.pipe(
  v.string(),
  v.maxLength(200),
  v.transform((path) =>
    path
      .split(FOLDER_SEPARATOR)
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .join(FOLDER_SEPARATOR),
  ),
  v.minLength(1),
  v.maxLength(120),
)

const written = {
  shortcut,
  title: v.pipe(v.string(), v.trim(), v.maxLength(120)),
  /** Empty only beside an attachment. */
  body: v.pipe(v.string(), v.maxLength(TEMPLATE_BODY_MAX)),
  tags: v.pipe(v.array(templateTag), v.maxLength(TEMPLATE_TAGS_MAX)),
  /**
   * The language it is written in, as a BCP 47 tag such as `id`; null fits every customer. Templates of several
   * languages may share a shortcut.
   */
  language: v.nullable(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/))),
  /** What is done along with the text; the note is filled like the body. */
  actions: alongside,
}

/** What there is of a template, but for whose it is and which version. */
export const templateContent = v.object({
  ...written,
  attachments: v.pipe(v.array(attachment), v.maxLength(ATTACHMENTS_MAX)),
})
export type TemplateContent = v.InferOutput<typeof templateContent>

/** The same as a save says it: files are named, and have been uploaded before. */
export const writtenTemplate = v.pipe(
  v.strictObject({
    ...written,
    attachments: attachmentIds,
    actions: v.strictObject(alongside.entries),
  }),
  v.check(
    ({ body, attachments }) => saysSomething({ text: body, attachments }),
    'It says nothing.',
  ),
)
export type WrittenTemplate = v.InferOutput<typeof writtenTemplate>

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
  content: writtenTemplate,
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
