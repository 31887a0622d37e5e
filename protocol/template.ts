import * as v from 'valibot'
import { attachment, attachmentIds, ATTACHMENTS_MAX } from './attachment.ts'
import { alongside, saysSomething } from './message.ts'
import { id, timestamp } from './primitives.ts'

/** Longest body of a template, in UTF-16 code units. Filled in, it still has to fit a message. */
export const TEMPLATE_BODY_MAX = 6_000
export const TEMPLATE_TAGS_MAX = 20
/** Separates a folder from the one inside it. */
export const FOLDER_SEPARATOR = '/'

/** The text after `/`: letters, digits, `-` and `_`, no white space. */
export const shortcut = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[\p{L}\p{N}_-]{1,40}$/u, 'A shortcut is letters, digits, - and _, 40 at most.'),
)

/** A folder by its path: `billing/refunds` is `refunds` inside `billing`. */
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
  /** Actions that go with the text. The note is filled in like the body. */
  actions: alongside,
}

/** A template's content, without owner and version. */
export const templateContent = v.object({
  ...written,
  attachments: v.pipe(v.array(attachment), v.maxLength(ATTACHMENTS_MAX)),
})
export type TemplateContent = v.InferOutput<typeof templateContent>

/** Content as sent in a save. It names files by their ids; they were uploaded before. */
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
  /** Null for a template of the team; otherwise the agent whose personal template it is. */
  ownerId: v.nullable(id),
  /** Raised by one at every change. An edit names the version that it was made from. */
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  updatedAt: timestamp,
  /** Name of the agent who changed it last; null for templates that came with the server. */
  updatedBy: v.nullable(v.string()),
})
export type Template = v.InferOutput<typeof template>

/**
 * `template:save`: a new template (`baseVersion` 0) or a new version. Compare-and-set: if the team's template is no
 * longer at `baseVersion`, the answer is `changed-meanwhile` and nothing is stored. `id` names this write; the same
 * write gets the first answer again.
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

/** A deleted template. Saving over `version`, which the deletion made, restores it. */
export const goneTemplate = v.object({ id, version: template.entries.version })
export type GoneTemplate = v.InferOutput<typeof goneTemplate>

/** `template:delete`: compare-and-set, like `template:save`. */
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
  /** True if this version deleted the template. The content is then the deleted one. */
  gone: v.boolean(),
  content: templateContent,
  at: timestamp,
  by: v.nullable(v.string()),
})
export type TemplateVersion = v.InferOutput<typeof templateVersion>

export const templateVersions = v.object({ versions: v.array(templateVersion) })
export type TemplateVersions = v.InferOutput<typeof templateVersions>

/** `templates:uses`: how many messages were sent with each existing template. */
export const templatesUses = v.strictObject({})

export const templateUses = v.object({
  uses: v.array(
    v.object({
      templateId: id,
      /** Uses by the whole team, and by the asking agent. */
      count: v.number(),
      mine: v.number(),
      lastAt: timestamp,
    }),
  ),
})
export type TemplateUses = v.InferOutput<typeof templateUses>
