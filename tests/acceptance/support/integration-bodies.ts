import type { AgentClient } from './clients.ts'

/** For each request about integrations and models that is done once: its body under this id, and the same with other content. */
export function integrationBodies(
  admin: AgentClient,
  id: string,
): Record<string, () => Promise<[object, object]>> {
  const integration = async () => {
    const made = { name: 'Bot', kind: 'both' as const }
    return (await admin.ask('integration:make', made)).integration.id
  }
  const key = async () => {
    const made = { integrationId: await integration(), test: false, scopes: ['write' as const] }
    return (await admin.ask('key:make', made)).key.id
  }
  // Nobody is asked for it: the server knows no such name.
  const hooked = async () => {
    const integrationId = await integration()
    await admin.ask('webhook:set', { integrationId, url: 'https://hook.invalid/' })
    return integrationId
  }
  const delivery = async () => {
    const { deliveryId } = await admin.ask('webhook:test', { integrationId: await hooked() })
    return deliveryId ?? ''
  }
  return {
    'webhook:remove': async () => [
      { id, integrationId: await hooked() },
      { id, integrationId: await hooked() },
    ],
    'webhook:test': async () => [
      { id, integrationId: await hooked() },
      { id, integrationId: await hooked() },
    ],
    'webhook:redeliver': async () => [
      { id, deliveryId: await delivery() },
      { id, deliveryId: await delivery() },
    ],
    'integration:make': () => {
      const made = { id, kind: 'bot' }
      return Promise.resolve([
        { ...made, name: 'Kopi bot' },
        { ...made, name: 'Teh bot' },
      ])
    },
    'integration:change': async () => {
      const integrationId = await integration()
      return [
        { id, integrationId, name: 'Kopi bot' },
        { id, integrationId, name: 'Teh bot' },
      ]
    },
    'integration:remove': async () => [
      { id, integrationId: await integration() },
      { id, integrationId: await integration() },
    ],
    'model:set': () => {
      return Promise.resolve([
        { id, tokensPerTurn: 8_000 },
        { id, tokensPerTurn: 9_000 },
      ])
    },
    'key:revoke': async () => [
      { id, keyId: await key() },
      { id, keyId: await key() },
    ],
  }
}
