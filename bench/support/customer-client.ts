import { customerCredential } from '@baton/protocol/customer-credential.ts'
import {
  CUSTOMER_NAMESPACE,
  type CustomerToServer,
  type ServerToCustomer,
} from '@baton/protocol/events.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { io, type Socket } from 'socket.io-client'
import { newCustomerFrom } from './customer-from.ts'

export type CustomerSocket = Socket<ServerToCustomer, CustomerToServer>

/** A new customer of a team, connected and greeted; from a network address if a proxy before the server says so. */
export async function connectCustomer(
  url: string,
  team: string,
  address?: string,
): Promise<CustomerSocket> {
  const { token } = await newCustomerFrom(url, team, address)
  return reconnectCustomer(url, token, address)
}

/** The same for one that there is. */
export async function reconnectCustomer(
  url: string,
  token: string,
  address?: string,
): Promise<CustomerSocket> {
  const socket: CustomerSocket = io(`${url}${CUSTOMER_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    ...(address !== undefined && { extraHeaders: { 'x-forwarded-for': address } }),
    auth: { token: customerCredential(token, null), protocol: PROTOCOL_VERSION },
  })
  await new Promise<void>((resolve) => {
    socket.once('hello', () => resolve())
  })
  return socket
}
