import { customerAnswers, type CustomerAnswer } from '@baton/protocol/customer-answers.ts'
import type { CustomerBody, CustomerRequest } from '@baton/protocol/customer-requests.ts'
import {
  customerHello,
  customerMessage,
  customerView,
  peopleThere,
} from '@baton/protocol/customer.ts'
import { failure } from '@baton/protocol/errors.ts'
import { CUSTOMER_NAMESPACE } from '@baton/protocol/events.ts'
import { SPOKEN } from '@baton/protocol/version.ts'
import type { Socket } from 'socket.io-client'
import * as v from 'valibot'
import { openLine, type LineWorld } from './line.ts'
import type { Answered, LinkEvents, OpenLink } from './link.ts'

const streaming = v.object({ messageId: v.string(), text: v.string() })
const ended = v.object({ messageId: v.string() })
const typing = v.object({ name: v.string(), typing: v.boolean() })
const accepted = v.object({ ok: v.literal(true), data: v.unknown() })
const rejected = v.object({ ok: v.literal(false), error: failure })
const refusal = v.object({ data: failure })

/** A line over socket.io to the server at `origin`. What does not fit its schema is left out. */
export function socketLinkTo(origin: string, world: LineWorld): OpenLink {
  return (credential, events) => {
    const line = openLine({
      url: `${origin}${CUSTOMER_NAMESPACE}`,
      auth: { token: credential, ...SPOKEN },
      world,
      listen: (socket) => listenTo(socket, events),
    })

    async function ask<E extends CustomerRequest>(
      event: E,
      body: CustomerBody<E>,
    ): Answered<CustomerAnswer<E>> {
      const answer = await line.ask(event, body)
      const done = v.safeParse(accepted, answer)
      if (!done.success) return v.is(rejected, answer) ? answer : null
      const data = v.safeParse(customerAnswers[event], done.output.data)
      return data.success ? { ok: true, data: data.output } : null
    }

    return { ask, connect: () => line.connect(), close: () => line.close() }
  }
}

function listenTo(socket: Socket, events: LinkEvents): void {
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
  listen('hello', customerHello, events.hello)
  listen('message:added', customerMessage, events.added)
  listen('view:changed', customerView, events.view)
  listen('people:changed', peopleThere, events.people)
  listen('reply:streaming', streaming, events.streaming)
  listen('reply:ended', ended, events.ended)
  listen('typing', typing, events.typing)
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
