import type { Done } from '@baton/protocol/errors.ts'
import {
  shownWebhook,
  type RemoveWebhook,
  type RotateWebhook,
  type SetWebhook,
  type ShownWebhook,
} from '@baton/protocol/webhook.ts'
import type { Kysely } from 'kysely'
import type { Audited } from '@baton/protocol/audit.ts'
import { done, keptAsEdit, once, type Kept } from '../../changes/once.ts'
import type { TeamLog } from '../../changes/team-log.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import type { Database } from '../../database/schema.ts'
import type { AllowedHost } from '../../edge/allowed-hosts.ts'
import type { AgentActor } from '../../ground/actors.ts'
import { checkAdmin } from '../../ground/check-admin.ts'
import type { Ids } from '../../ground/clock.ts'
import { Refused } from '../../ground/refused.ts'
import { CannotOpen, type Sealing } from '../../ground/sealing.ts'
import { checkTarget } from '../../outgoing/check-target.ts'
import { OutgoingError } from '../../outgoing/outgoing-error.ts'
import { findIntegration } from '../read-integrations.ts'
import { resume } from './lanes.ts'
import { findWebhook, toWebhook, webhookOf, type WebhookRow } from './webhook-row.ts'

/** For how long the secret of before signs, too, in ms: whoever verifies has so long to change it. */
const BOTH_SECRETS_MS = 24 * 60 * 60 * 1_000
/** Later than any place of an event within its revision. */
const END_OF_REVISION = 1_000_000

interface Deps {
  db: Kysely<Database>
  log: TeamLog
}

interface SecretDeps extends Deps {
  ids: Ids
  sealing: Sealing
}

interface SetDeps extends SecretDeps {
  config: { allowHosts: readonly AllowedHost[] }
}

const kept = keptAsEdit(shownWebhook)
/** The answer is kept without the secret: the same request again is not told it. */
const keptWithoutSecret: Kept<ShownWebhook> = {
  ...kept,
  keep: (write, request, answer) => kept.keep(write, request, { ...answer, secret: null }),
}

/**
 * Sets the address, and makes the webhook when there is none: it is told what happens from then on. Throws `forbidden`
 * unless the agent is an admin, `not-found`, and `invalid` when the server does not ask such an address.
 */
export function setWebhook(
  deps: SetDeps,
  agent: AgentActor,
  { id, integrationId, url, format: asked }: SetWebhook,
): Promise<ShownWebhook> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'set-webhook', integrationId, url, asked] }
  return once(deps, request, keptWithoutSecret, async (write) => {
    checkAdmin(agent)
    await findIntegration(write.trx, teamId, integrationId)
    checkAddress(url, deps.config.allowHosts)
    const before = await webhookOf(write.trx, teamId, integrationId)
    tell(write, 'webhook:set', integrationId)
    const format = asked ?? before?.format ?? 'events'
    if (!before) return await makeWebhook(deps, write, { integrationId, url, format })
    await write.trx
      .updateTable('webhooks')
      .set({ url, format, parkedAt: null })
      .where('id', '=', before.id)
      .execute()
    await resume(write.trx, before.id, write.now)
    const row = { ...before, url, format, parkedAt: null }
    return { webhook: await toWebhook(write.trx, row), secret: null }
  })
}

function checkAddress(text: string, allowed: readonly AllowedHost[]): void {
  const url = URL.parse(text)
  if (url === null) throw new Refused('invalid', { address: 'address-invalid' })
  try {
    checkTarget(url, allowed)
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error
    throw new Refused('invalid', { address: error.trouble })
  }
}

async function makeWebhook(
  { ids, sealing }: SecretDeps,
  write: TeamWrite,
  set: Pick<WebhookRow, 'integrationId' | 'url' | 'format'>,
): Promise<ShownWebhook> {
  const { trx, teamId, rev, now } = write
  const id = ids.next()
  const secret = newSecret(ids)
  const row: WebhookRow = {
    ...{ id, teamId, ...set },
    secret: sealing.seal({ purpose: 'webhook-secret', rowId: id }, secret),
    ...{ secretBefore: null, secretBeforeUntil: 0, createdAt: now },
    // A write without a row leaves its revision to the next one.
    ...{ rev: rev - 1, place: END_OF_REVISION, parkedAt: null, lastDeliveredAt: null },
    ...{ leaseHolder: null, leaseUntil: 0 },
  }
  await trx.insertInto('webhooks').values(row).execute()
  return { webhook: await toWebhook(trx, row), secret }
}

/** As in Standard Webhooks: base64 after `whsec_`. */
function newSecret(ids: Ids): string {
  return `whsec_${Buffer.from(ids.secret(), 'base64url').toString('base64')}`
}

/** Gives the webhook another secret. Throws `forbidden` unless the agent is an admin, and `not-found`. */
export function rotateWebhook(
  deps: SecretDeps,
  agent: AgentActor,
  { id, integrationId }: RotateWebhook,
): Promise<ShownWebhook> {
  const { teamId } = agent
  const { ids, sealing } = deps
  const request = { teamId, id, content: [agent.id, 'rotate-webhook', integrationId] }
  return once(deps, request, keptWithoutSecret, async (write) => {
    checkAdmin(agent)
    await findIntegration(write.trx, teamId, integrationId)
    const row = await findWebhook(write.trx, teamId, integrationId)
    const secret = newSecret(ids)
    await write.trx
      .updateTable('webhooks')
      .set({
        secret: sealing.seal({ purpose: 'webhook-secret', rowId: row.id }, secret),
        // One that does not open signs nothing.
        secretBefore: opens(sealing, row) ? row.secret : null,
        secretBeforeUntil: write.now + BOTH_SECRETS_MS,
      })
      .where('id', '=', row.id)
      .execute()
    tell(write, 'webhook:rotated', integrationId)
    return { webhook: await toWebhook(write.trx, row), secret }
  })
}

function opens(sealing: Sealing, { id: rowId, secret }: WebhookRow): boolean {
  try {
    sealing.open({ purpose: 'webhook-secret', rowId }, secret)
    return true
  } catch (error) {
    if (error instanceof CannotOpen) return false
    throw error
  }
}

/** What is not delivered by then never is. Throws `forbidden` unless the agent is an admin, and `not-found`. */
export function removeWebhook(
  deps: Deps,
  agent: AgentActor,
  { id, integrationId }: RemoveWebhook,
): Promise<Done> {
  const { teamId } = agent
  const request = { teamId, id, content: [agent.id, 'remove-webhook', integrationId] }
  return once(deps, request, keptAsEdit(done), async (write) => {
    checkAdmin(agent)
    await findIntegration(write.trx, teamId, integrationId)
    const { id: webhookId } = await findWebhook(write.trx, teamId, integrationId)
    await deleteWebhook(write, webhookId)
    tell(write, 'webhook:removed', integrationId)
    return {}
  })
}

/** Deletes a webhook with its log and what it has yet to deliver. */
export async function deleteWebhook({ trx }: TeamWrite, webhookId: string): Promise<void> {
  await trx.deleteFrom('webhookLanes').where('webhookId', '=', webhookId).execute()
  await trx.deleteFrom('webhookDeliveries').where('webhookId', '=', webhookId).execute()
  await trx.deleteFrom('webhooks').where('id', '=', webhookId).execute()
}

function tell(write: TeamWrite, what: Audited, integrationId: string): void {
  write.acts.push({ what, subject: { kind: 'integration', id: integrationId } })
}
