import { setTimeout } from 'node:timers/promises'
import { io, type Socket } from 'socket.io-client'
import { v7 as uuidv7 } from 'uuid'
import * as v from 'valibot'
import { createdCustomer } from '@baton/protocol/customer.ts'
import {
  CUSTOMER_NAMESPACE,
  type CustomerToServer,
  type ServerToCustomer,
} from '@baton/protocol/events.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import type { ServerProcess } from '../../scripts/server-process.ts'
import { launchChromium } from '../../tests/e2e/support/chromium.ts'
import { Panel } from '../../tests/e2e/support/panel.ts'
import type { Figure } from '../figure.ts'
import { percentile } from '../statistics.ts'
import { resultOf } from '../support/agent-client.ts'
import { fillBarePage } from '../support/bare-page.ts'
import { PACE, toFront } from '../support/pace.ts'
import { preciseNow, recordEnter, watchForPaint } from '../support/paint-watch.ts'
import type { Page } from 'puppeteer-core'

const SAMPLES = 60

/** Customer's send → painted in the panel, and the agent's Enter → own bubble painted, in real Chromium. */
export async function paintTimes(baton: ServerProcess, bare: ServerProcess): Promise<Figure[]> {
  const browser = await launchChromium()
  try {
    const panel = new Panel(await browser.openPanel())
    const barePage = await fillBarePage(await browser.openPage(bare.url))
    const customer = await connectCustomer(baton.url)
    const stranger = io(bare.url, { transports: ['websocket'], forceNew: true })
    await panel.page.bringToFront()
    await panel.signInAs('Rina', baton.url)
    await customer.send('Hello, this is the customer of the benchmark')
    await panel.open('Hello, this is the customer')
    await panel.takeOver()
    await panel.holds()

    const received = { ours: [] as number[], theirs: [] as number[] }
    const sent = { ours: [] as number[], theirs: [] as number[] }
    const enterAt = { ours: await recordEnter(panel.page), theirs: await recordEnter(barePage) }
    for (let i = 0; i < SAMPLES; i++) {
      received.ours.push(await timeToPaint(panel.page, `bench-in-${i}.`, customer.send))
      received.theirs.push(
        await timeToPaint(barePage, `bench-in-${i}.`, (text) =>
          stranger.emitWithAck('send', { id: uuidv7(), text }),
        ),
      )
    }
    for (let i = 0; i < SAMPLES; i++) {
      sent.ours.push(await timeOfEnter(panel.page, `bench-out-${i}.`, enterAt.ours))
      sent.theirs.push(await timeOfEnter(barePage, `bench-out-${i}.`, enterAt.theirs))
    }
    stranger.disconnect()
    customer.close()
    return [
      figure("customer's send → painted in the panel", received, 0.5, 16, 'bare socket.io page'),
      figure("customer's send → painted in the panel", received, 0.95, 50, 'bare socket.io page'),
      figure("agent's Enter → own bubble painted", sent, 0.95, 16, 'bare page, one append'),
    ]
  } finally {
    await browser.close()
  }
}

function figure(
  what: string,
  { ours, theirs }: { ours: number[]; theirs: number[] },
  fraction: number,
  limit: number,
  baseline: string,
): Figure {
  const value = percentile(ours, fraction)
  return {
    what: `${what}, p${fraction * 100}`,
    unit: 'ms',
    value,
    baseline: { what: baseline, value: percentile(theirs, fraction) },
    target: `≤ ${limit} ms`,
    met: value <= limit,
  }
}

async function timeToPaint(
  page: Page,
  text: string,
  send: (text: string) => Promise<unknown>,
): Promise<number> {
  await toFront(page)
  const painted = watchForPaint(page, text)
  // One round trip, so that the page watches before anything is sent.
  await page.evaluate(() => true)
  const started = preciseNow()
  await send(text)
  return (await painted) - started
}

async function timeOfEnter(
  page: Page,
  text: string,
  enterAt: () => Promise<number>,
): Promise<number> {
  await toFront(page)
  await page.focus('textarea')
  await page.keyboard.type(text)
  const painted = watchForPaint(page, text)
  await setTimeout(PACE.key)
  await page.keyboard.press('Enter')
  return (await painted) - (await enterAt())
}

/** A customer without a page: what is measured begins with the send. */
async function connectCustomer(
  url: string,
): Promise<{ send: (text: string) => Promise<unknown>; close: () => void }> {
  const response = await fetch(`${url}/api/customers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ team: 'demo' }),
  })
  const { token } = v.parse(createdCustomer, await response.json())
  const socket: Socket<ServerToCustomer, CustomerToServer> = io(`${url}${CUSTOMER_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token, protocol: PROTOCOL_VERSION },
  })
  return {
    send: async (text) =>
      resultOf(await socket.emitWithAck('message:send', { id: uuidv7(), text })),
    close: () => socket.disconnect(),
  }
}
