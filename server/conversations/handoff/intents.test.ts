// @vitest-environment node
import { expect, test } from 'vitest'
import { asksForHuman, isGoodbye, isThanks } from './intents.ts'

test.each([
  'I want to talk to a person',
  'human',
  'Agent please!',
  'I need a human',
  'I want a real person please',
  'It is the 23rd now. I want to speak to a human.',
  'Can you connect me with a real person?',
  'get me your manager',
  'put me through to an advisor',
  'can someone help me?',
  'Is there anybody who can help?',
  'is there a human here?',
  'can I speak to someone',
  "I'd like to chat with customer service",
  'I need a person to help me',
  'Saya mau bicara dengan manusia',
  'tolong hubungkan saya dengan petugas',
  'mau ngobrol sama orang',
  'saya minta admin',
  'ada orang yang bisa bantu?',
])('"%s" asks for a human', (text) => {
  expect(asksForHuman(text)).toBe(true)
})

test.each([
  'I want to send money to other people',
  'I need to add a person to my Green plan',
  'How do I call an admin fee back?',
  'I want my money sent to the right person',
  "I don't want to talk to a human, how long does a refund take?",
  'Can someone help me with activating my card?',
  'Is someone else using my card?',
  'I need to give the agent at the bank a statement',
  'Do I need a person over 18 on the account?',
  'Why is there an admin fee?',
  'What does the delivery person need?',
  'Saya mau kirim uang ke orang lain',
  'Kenapa ada biaya admin?',
  'Change my PIN',
  'I need my money back',
])('"%s" does not', (text) => {
  expect(asksForHuman(text)).toBe(false)
})

test.each(['ok thanks', 'Thank you so much!', "That's all, thanks", 'great', 'terima kasih ya'])(
  '"%s" is thanks and no goodbye',
  (text) => {
    expect(isThanks(text)).toBe(true)
    expect(isGoodbye(text)).toBe(false)
  },
)

test.each(['bye', 'thank you, bye', 'ok thanks bye!', 'Thanks. Have a nice day', 'sampai jumpa'])(
  '"%s" is a goodbye',
  (text) => {
    expect(isGoodbye(text)).toBe(true)
  },
)

test('thanks with a question behind it is a question', () => {
  expect(isThanks('Thanks, and how long does delivery take?')).toBe(false)
})
