import { request } from 'node:http'

/** What was answered to one request. */
export interface Polled {
  status: number
  text: string
}

interface Asked {
  method?: 'GET' | 'POST'
  body?: string
  headers?: Record<string, string>
}

const SEPARATOR = '\x1e'

/** One request of a connection that polls, by a line of its own that is closed after it. */
export function poll(
  url: string,
  sid: string | null,
  { method = 'GET', body, headers = {} }: Asked = {},
): Promise<Polled> {
  const query = `EIO=4&transport=polling${sid === null ? '' : `&sid=${encodeURIComponent(sid)}`}`
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/socket.io/?${query}`, {
      ...{ method, agent: false },
      headers: { ...(body !== undefined && { 'content-type': 'text/plain' }), ...headers },
    })
    asked.once('error', reject)
    asked.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }))
      response.once('error', reject)
    })
    asked.end(body)
  })
}

/** Opens a connection that polls; answers its id. Throws with the status of a refusal. */
export async function openPolling(
  url: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const { status, text } = await poll(url, null, { headers })
  if (status !== 200) throw new Error(`refused with ${status}`)
  const sid = /"sid":"([^"]+)"/.exec(text)?.[1]
  if (sid === undefined) throw new Error(`It is no connection: ${text}`)
  return sid
}

/** Sends packets over a connection that polls. */
export function post(url: string, sid: string, packets: readonly string[]): Promise<Polled> {
  return poll(url, sid, { method: 'POST', body: packets.join(SEPARATOR) })
}
