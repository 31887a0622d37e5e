import {
  customerHello,
  customerMessage,
  customerPage,
  customerView,
} from '@baton/protocol/customer.ts'
import { failure } from '@baton/protocol/errors.ts'
import { CUSTOMER_NAMESPACE } from '@baton/protocol/events.ts'
import { stored } from '@baton/protocol/message.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { io } from 'socket.io-client'
import * as v from 'valibot'
import type { Answered, LinkEvents, OpenLink } from './link.ts'

const ANSWER_MS = 10_000

const streaming = v.object({ messageId: v.string(), text: v.string() })
const ended = v.object({ messageId: v.string() })
const typing = v.object({ name: v.string(), typing: v.boolean() })
const accepted = v.object({ ok: v.literal(true), data: v.unknown() })
const rejected = v.object({ ok: v.literal(false), error: failure })
const refusal = v.object({ data: failure })

/** A line over socket.io to the server at `origin`. What does not fit its schema is left out. */
export function socketLinkTo(origin: string): OpenLink {
  return (credential, events) => {
    const socket = io(`${origin}${CUSTOMER_NAMESPACE}`, {
      transports: ['websocket'],
      auth: (use) => use({ token: credential, protocol: PROTOCOL_VERSION }),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      // A page may open two chats, each with a line of its own.
      forceNew: true,
    })

    function listen<S extends v.GenericSchema>(
      event: string,
      schema: S,
      tell: (body: v.InferOutput<S>) => void,
    ): void {
      socket.on(event, (body: unknown) => {
        const parsed = v.safeParse(schema, body)
        if (parsed.success) tell(parsed.output)
      })
    }

    async function ask<S extends v.GenericSchema>(
      event: string,
      body: object,
      schema: S,
    ): Answered<v.InferOutput<S>> {
      // Otherwise socket.io keeps it and sends it later, beside the one that the outbox sends.
      if (!socket.connected) return null
      try {
        const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck(event, body)
        const done = v.safeParse(accepted, answer)
        if (!done.success) return v.is(rejected, answer) ? answer : null
        const data = v.safeParse(schema, done.output.data)
        return data.success ? { ok: true, data: data.output } : null
      } catch {
        return null
      }
    }

    listenToLine(socket, events)
    listen('hello', customerHello, events.hello)
    listen('message:added', customerMessage, events.added)
    listen('view:changed', customerView, events.view)
    listen('reply:streaming', streaming, events.streaming)
    listen('reply:ended', ended, events.ended)
    listen('typing', typing, events.typing)

    return {
      send: (body) => ask('message:send', body, stored),
      pull: (body) => ask('messages:pull', body, customerPage),
      askHuman: (body) => ask('human:ask', body, v.object({})),
      seen: (body) => ask('messages:seen', body, v.object({})),
      visit: (body) => void ask('visit:tell', body, v.object({})),
      typing: (body) => void ask('typing:set', body, v.object({})),
      connect: () => void socket.connect(),
      close: () => void socket.close(),
    }
  }
}

function listenToLine(socket: ReturnType<typeof io>, events: LinkEvents): void {
  socket.on('disconnect', (reason) => {
    events.down()
    // Only then socket.io does not come back by itself.
    if (reason === 'io server disconnect') events.refused(null)
  })
  socket.on('connect_error', (error) => {
    events.down()
    if (socket.active) return
    const parsed = v.safeParse(refusal, error)
    events.refused(parsed.success ? parsed.output.data.code : null)
  })
}
