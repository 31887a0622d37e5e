import * as v from 'valibot'
import { id, name, timestamp } from './primitives.ts'
import { webhook } from './webhook.ts'

// Programs outside that talk to the server (docs/handoff.md). Admins make them and their keys.

/** A `bot` answers, a `channel` carries words to and from customers. */
export const integrationKind = v.picklist(['bot', 'channel', 'both'])
export type IntegrationKind = v.InferOutput<typeof integrationKind>

/**
 * What a key may do. `write` mirrors conversations and hands off, `events` reads events, `simulate` plays agents and
 * customers in test conversations.
 */
export const keyScope = v.picklist(['write', 'events', 'simulate'])
export type KeyScope = v.InferOutput<typeof keyScope>

/** A key as admins see it. The key itself is shown once, when it is made. */
export const integrationKey = v.object({
  id,
  /** The last characters of the key, to tell it from others. */
  ending: v.string(),
  /** Whether it is for test conversations only. */
  test: v.boolean(),
  scopes: v.array(keyScope),
  madeAt: timestamp,
  /** Accurate to a minute; null before the first use. */
  lastUsedAt: v.nullable(timestamp),
})
export type IntegrationKey = v.InferOutput<typeof integrationKey>

/** Longest avatar, in UTF-16 code units: an emoji may be made of several. */
const AVATAR_MAX = 32

/** A single character or emoji that stands for an integration. */
export const avatar = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(AVATAR_MAX),
  v.check((text) => [...new Intl.Segmenter().segment(text)].length === 1),
)

const shown = {
  id,
  name: v.string(),
  kind: integrationKind,
  /** Null if the admin chose none. */
  avatar: v.nullable(v.string()),
  /** Its bot shows answers without asking: there is no hold, and no promise that it is silent for a human. */
  watchOnly: v.boolean(),
  /** Whether it reports what becomes of messages. Only then is one that nothing is heard of worth a remark. */
  givesReceipts: v.boolean(),
  /**
   * Since when it is down: something waits to be told, and for a minute it has fetched and answered nothing. Null of one
   * that is not; an older server says nothing of it.
   */
  downSince: v.optional(v.nullable(timestamp)),
}

/** Removed integrations that agents are still told of, the latest ones. */
export const TOLD_REMOVED_MAX = 50

/** An integration as every agent is told. A removed one stays for a while, since conversations still name it. */
export const toldIntegration = v.object({ ...shown, removed: v.boolean() })
export type ToldIntegration = v.InferOutput<typeof toldIntegration>

export const integration = v.object({
  ...shown,
  madeAt: timestamp,
  /** Those that hold, the oldest first. */
  keys: v.array(integrationKey),
  /** Null without one. An older server says nothing of it. */
  webhook: v.optional(v.nullable(webhook)),
})
export type Integration = v.InferOutput<typeof integration>

/** Integrations that a team may have, and keys that an integration may have. */
export const INTEGRATIONS_MAX = 50
export const KEYS_MAX = 20

/** `integrations:list`, by admins. */
export const listIntegrations = v.strictObject({})

/** The oldest first. */
export const integrations = v.object({ integrations: v.array(integration) })
export type Integrations = v.InferOutput<typeof integrations>

/** `integration:make`, by admins. `invalid` when the team has as many as it may. */
export const makeIntegration = v.strictObject({ id, name, kind: integrationKind })
export type MakeIntegration = v.InferOutput<typeof makeIntegration>

/** `integration:change`, by admins. Fields that are left out keep their values. */
export const changeIntegration = v.strictObject({
  id,
  integrationId: id,
  name: v.optional(name),
  avatar: v.optional(v.nullable(avatar)),
  watchOnly: v.optional(v.boolean()),
})
export type ChangeIntegration = v.InferOutput<typeof changeIntegration>

export const changedIntegration = v.object({ integration })
export type ChangedIntegration = v.InferOutput<typeof changedIntegration>

/** `integration:remove`, by admins. Its keys are revoked with it. */
export const removeIntegration = v.strictObject({ id, integrationId: id })
export type RemoveIntegration = v.InferOutput<typeof removeIntegration>

/** `key:make`, by admins. `invalid` when the integration has as many as it may. */
export const makeKey = v.strictObject({
  id,
  integrationId: id,
  test: v.boolean(),
  scopes: v.pipe(v.array(keyScope), v.minLength(1), v.maxLength(keyScope.options.length)),
})
export type MakeKey = v.InferOutput<typeof makeKey>

/** `secret` is the key. It is null where the same request was answered before: the key has been shown. */
export const madeKey = v.object({ key: integrationKey, secret: v.nullable(v.string()) })
export type MadeKey = v.InferOutput<typeof madeKey>

/** `key:revoke`, by admins. From then on the key opens nothing. */
export const revokeKey = v.strictObject({ id, keyId: id })
export type RevokeKey = v.InferOutput<typeof revokeKey>
