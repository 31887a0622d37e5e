import * as v from 'valibot'
import { id } from './primitives.ts'

export const TAG_LENGTH_MAX = 40
export const TAGS_MAX = 20

/** A tag as stored: lower case, single spaces. So "VIP " and "vip" are the same tag. */
export const tag = v.pipe(
  v.string(),
  v.maxLength(TAG_LENGTH_MAX * 2),
  v.transform((text) => text.trim().toLowerCase().replace(/\s+/g, ' ')),
  v.minLength(1),
  v.maxLength(TAG_LENGTH_MAX),
)

export const someTags = v.pipe(v.array(tag), v.maxLength(TAGS_MAX))

/** `conversation:tag`: tags to add and to remove. Changes of two agents add up in any order. */
export const tagConversation = v.strictObject({
  id,
  conversationId: id,
  add: someTags,
  remove: someTags,
})
export type TagConversation = v.InferOutput<typeof tagConversation>

/** The conversation's tags after the change, in alphabetical order. */
export const tagged = v.object({ tags: v.array(v.string()) })
export type Tagged = v.InferOutput<typeof tagged>
