import { DEMO_CUSTOMER } from './people.ts'
import type { Story } from './story.ts'

/** The customer whom the shop has signed in, and who has been here before. */
export const ANA = {
  ...DEMO_CUSTOMER,
  language: 'id-ID',
  timeZone: 'Asia/Jakarta',
} as const satisfies Partial<Story>

const THREE_WEEKS = 21 * 24 * 60

/** What Ana wrote about an earlier order; it was resolved. */
export function anasFirstOrder(): Story {
  return {
    ...ANA,
    state: 'resolved',
    ago: THREE_WEEKS,
    tags: ['delivery'],
    lines: [
      { customer: 'Can order 4633 still go to another address? I move on Friday.' },
      { ai: 'change-address#1' },
      { customer: 'It says it is packed already. Can somebody look?' },
      { asked: 'human' },
      { takenOver: 'sari' },
      {
        agent: 'sari',
        text: 'Hello Ana, this is Sari. The parcel is still here: I have put the new address on it.',
      },
      { customer: 'Perfect, thank you!' },
      { resolved: 'sari' },
    ],
  }
}
