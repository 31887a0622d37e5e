import {
  toJsonSchema,
  toJsonSchemaDefs,
  type ConversionConfig,
  type JsonSchema,
} from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { apiError } from '../api-error.ts'
import {
  availability,
  card,
  conversationState,
  handoffResult,
  messageResult,
  messageResults,
  mirroredMessage,
  mirroredPage,
  newMessage,
  patchMessage,
  postHandoff,
  postHandoffs,
  postRating,
  postReceipt,
  postResolve,
  putConversation,
  putLive,
} from '../api-schemas.ts'
import { event, eventPage } from '../event-schemas.ts'

/** The schemas that have a name of their own in the document. */
const NAMED: Record<string, GenericSchema> = {
  Availability: availability,
  PutConversation: putConversation,
  ConversationState: conversationState,
  NewMessage: newMessage,
  PutLive: putLive,
  MessageResult: messageResult,
  MessageResults: messageResults,
  MirroredMessage: mirroredMessage,
  MirroredPage: mirroredPage,
  HandoffCard: card,
  PatchMessage: patchMessage,
  PostReceipt: postReceipt,
  PostHandoffs: postHandoffs,
  PostRating: postRating,
  PostHandoff: postHandoff,
  HandoffResult: handoffResult,
  PostResolve: postResolve,
  Event: event,
  EventPage: eventPage,
  Error: apiError,
}

const CONFIG: ConversionConfig = {
  target: 'draft-2020-12',
  typeMode: 'input',
  // What JSON Schema cannot say, as that a text is trimmed, is left out.
  errorMode: 'ignore',
}
const WITH_NAMES: ConversionConfig = {
  ...CONFIG,
  definitions: NAMED,
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
}

/** A schema as JSON Schema 2020-12, as it is sent. Named schemas in it are referred to by their names. */
export function toSchema(schema: GenericSchema): JsonSchema {
  const converted = toJsonSchema(schema, WITH_NAMES)
  // Said once, for the whole document.
  delete converted.$schema
  delete converted.$defs
  return converted
}

/** The named schemas, which refer to each other by name. */
export function namedSchemas(): Record<string, JsonSchema> {
  return toJsonSchemaDefs(NAMED, WITH_NAMES)
}

/** The card of a handoff by itself, for whoever gives it to a model as the form of an answer. */
export function cardSchema(): JsonSchema {
  return { ...toJsonSchema(card, CONFIG), title: 'Handoff card', $id: 'handoff-card.json' }
}
