import { ANA, anasFirstOrder } from './story-of-ana.ts'
import { dayBefore, type Story } from './story.ts'

/** The conversations that wait for a human, or that one holds, or held. */
export function storiesWithHumans(now: number): Story[] {
  const issued = dayBefore(now, 11)
  const promised = dayBefore(now, 2)
  return [
    {
      name: 'Budi Santoso',
      state: 'waiting',
      ago: 9,
      handoff: {
        reason: 'customer-asked',
        summary: 'My card got charged twice for the same thing!',
        tried: [
          'AI looked up “Charged twice for one payment” (Declined and pending card payments)',
        ],
      },
      lines: [
        { customer: 23 },
        { ai: 'declined-payment#5' },
        { customer: 'I want to talk to a person please' },
        { asked: 'human' },
      ],
    },
    {
      ...ANA,
      state: 'waiting',
      context: { plan: 'Nusa Plus', 'last order': '4821', cart: 'Jepara lamp' },
      page: { url: 'https://shop.nusa.example/orders/4821', title: 'Your order 4821' },
      tags: ['refund', 'vip'],
      ago: 4,
      handoff: {
        reason: 'customer-asked',
        summary: `Refund for order 4821 is two days late. Issued ${issued}, promised by ${promised}.`,
        tried: [
          'AI looked up the refund policy and the date of issue',
          'Customer repeated the question once; tone: annoyed',
        ],
      },
      lines: [
        { customer: 'Hi, my refund for order 4821 still has not arrived.' },
        {
          ai: `Refunds take 5 to 7 working days. Yours was issued on ${issued}, so it should arrive by ${promised}.`,
        },
        { customer: `It is ${dayBefore(now, 0)} now. I want to speak to a human.` },
        { asked: 'human' },
      ],
    },
    anasFirstOrder(),
    {
      name: 'Maria Wong',
      email: 'maria.wong@example.com',
      context: { plan: 'Nusa' },
      page: { url: 'https://shop.nusa.example/sign-in', title: 'Sign in' },
      tags: ['sign-in'],
      language: 'en-SG',
      timeZone: 'Asia/Singapore',
      state: 'human',
      owner: 'rina',
      ago: 1,
      lines: [
        { customer: 'I cannot sign in any more, the code never comes.' },
        { ai: 'account#1' },
        { customer: 'I did that three times. Can a human look at it?' },
        { asked: 'human' },
        { takenOver: 'rina' },
        {
          agent: 'rina',
          text: 'Hello Maria, this is Rina. Your account was resting after five wrong tries; I have woken it up. Please try once more.',
        },
        {
          agent: 'rina',
          text: 'Phone number on the account was an old one; changed after checking her date of birth.',
          note: true,
        },
        { customer: 'Thanks, that fixed the login.' },
      ],
    },
    {
      name: 'Putu Wirawan',
      email: 'putu@example.com',
      state: 'human',
      owner: 'rina',
      ago: 22,
      lines: [
        { customer: 3 },
        { ai: 'card-arrival#3' },
        { customer: 'The address is right. Please send a new one.' },
        { asked: 'human' },
        { takenOver: 'rina' },
        {
          agent: 'rina',
          text: 'Of course. I have blocked the old card and ordered a new one by express, free of charge. It should reach you within **2 working days**.',
        },
      ],
    },
    {
      name: 'Grace Lim',
      email: 'grace.lim@example.com',
      state: 'human',
      owner: 'rina',
      ago: 47,
      pace: 3,
      lines: [
        { customer: 'Two of the six bowls came broken.' },
        { ai: 'damaged-goods#1' },
        { takenOver: 'rina' },
        {
          agent: 'rina',
          text: 'Hello Grace, I am sorry about the bowls. Could you send us a photo of them and of the box?',
        },
        { customer: 'Sure, I will take one tonight when I am home.' },
      ],
    },
    {
      name: 'Dewi Pratama',
      email: 'dewi@example.com',
      state: 'human',
      owner: 'sari',
      ago: 12,
      lines: [
        { customer: 'I need the invoice for order NG-3977 with my company name on it.' },
        { ai: 'fees#3' },
        { customer: 'The company name is missing there. Can somebody add it?' },
        { asked: 'human' },
        { takenOver: 'sari' },
        {
          agent: 'sari',
          text: 'Sure, here is the invoice copy. I have added your company and sent it to dewi@example.com as well.',
        },
      ],
    },
    {
      name: 'Tomasz Nowak',
      email: 'tomasz@example.com',
      state: 'human',
      owner: 'sari',
      ago: 35,
      lines: [
        { customer: 17 },
        { ai: 'transfers#2' },
        { customer: 'I compared it, the number is right. What now?' },
        { asked: 'human' },
        { takenOver: 'sari' },
        {
          agent: 'sari',
          text: 'I have started a trace with the bank. They answer within one working day, and I write to you here.',
        },
        { customer: 'Thank you, Sari.' },
      ],
    },
    {
      name: 'Ayu Lestari',
      state: 'human',
      owner: 'sari',
      ago: 64,
      lines: [
        { customer: 35 },
        { ai: 'lost-card#3' },
        { asked: 'human' },
        { takenOver: 'sari' },
        {
          agent: 'sari',
          text: 'I have frozen the card for you. Do you know the two payments of this morning?',
        },
        { customer: 'The first one is mine, the second is not.' },
      ],
    },
    {
      name: 'Oliver Braun',
      email: 'oliver@example.com',
      state: 'resolved',
      ago: 190,
      lines: [
        { customer: 37 },
        { ai: 'cash#3' },
        { customer: 'Can a person check this?' },
        { asked: 'human' },
        { takenOver: 'rina' },
        {
          agent: 'rina',
          text: 'The bank has counted its machine: the difference is back on your card.',
        },
        { customer: 'I see it. Great, thank you!' },
        { resolved: 'rina' },
      ],
    },
    {
      name: 'Siti Rahma',
      email: 'siti@example.com',
      state: 'resolved',
      ago: 1_500,
      lines: [
        { customer: 11 },
        { ai: 'account#4' },
        { customer: 'Thanks, then I order the second card.' },
        { resolved: 'sari' },
      ],
    },
    {
      name: 'Lucas Martin',
      email: 'lucas@example.com',
      state: 'resolved',
      ago: 4_400,
      lines: [
        { customer: 22 },
        { ai: 'account#2' },
        { takenOver: 'sari' },
        {
          agent: 'sari',
          text: 'I am sorry to see you go, Lucas. Everything is closed, and the balance was sent to your bank account.',
        },
        { resolved: 'sari' },
      ],
    },
  ]
}
