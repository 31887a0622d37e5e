/** What is asked, and the headings of the sections that answer it. */
export type Expected = readonly [question: string, headings: readonly string[]]

/**
 * Real questions to a bank, one of nearly every kind, taken at random out of BANKING77 (see
 * `server/demo/LICENSE-banking77.md`), with the sections that answer them.
 */
export const REAL_QUESTIONS: readonly Expected[] = [
  ['What is the rate for exchange fees?', ['Fees for exchange and payments abroad']],
  ['Do I get a mastercard and visa?', ['How to order a card']],
  ["I have a contactless that's broken.", ['Contactless is not working']],
  ['My statement shows a strange direct debit.', ['A payment I do not recognise']],
  ['Where do I find my code to verify my top-up card?', ['A verification code for a top-up']],
  ['Why is my card payment still pending?', ['A payment that is still pending']],
  ['I want to cancel my account.', ['Closing your account']],
  ['Is there a limit on disposable cards?', ['Disposable virtual cards']],
  [
    'Why does my transfer say it is pending?',
    ['A transfer that has not arrived', 'How long a transfer takes'],
  ],
  ['What documents are required for proof of identity?', ['How to verify your identity']],
  ['Can I use my card anywhere?', ['Which countries and currencies are supported']],
  ['How would I go about getting a physical card to use in stores?', ['How to order a card']],
  [
    'My card has been lost! help!',
    ['My card is lost or was stolen', 'Somebody may know my card details'],
  ],
  [
    'I would like to know why a withdraw I made for some cash shows up as pending.',
    ['A pending withdrawal'],
  ],
  ["I can't remember my app code, can you reset it?", ['I cannot sign in']],
  [
    'My card info was stolen, what do I do?',
    [
      'Somebody may know my card details',
      'A payment I do not recognise',
      'My card is lost or was stolen',
    ],
  ],
  ['Please let me know how to change my PIN?', ['Changing your PIN']],
  ['I am blocked now because I entered the wrong pin, need help.', ['A blocked PIN']],
  ["There's a €1 fee on my statement, why?", ['An extra charge on my statement']],
  ['how do I know where I can get money withdrawn?', ['Withdrawing cash']],
  ['Why am I not allowed to add a certain beneficiary?', ['Why a transfer failed or was declined']],
  ["The app isn't letting me log in, but my info is correct.", ['The identity check failed']],
  ['What currencies do you offer?', ['Which countries and currencies are supported']],
  ["Why isn't my topup working?", ['A top-up that failed or was reverted']],
  ['What is taking so long with my refund?', ['A refund that is not showing up']],
  ['What if I need my salary in another currency?', ['Receiving money']],
  [
    'How do I contact customer support about my declined transfer?',
    ['Why a transfer failed or was declined', 'How to reach us'],
  ],
  ['What do you use disposable cards on?', ['Disposable virtual cards', 'Getting a virtual card']],
  ['How can I change USD to GBP?', ['Which countries and currencies are supported']],
  [
    'How do I top up using my card?',
    ['How to top up', 'A top-up that is pending', 'A top-up that failed or was reverted'],
  ],
  [
    'Can I use a credit card from the US to top up?',
    [
      'How to top up',
      'Which countries and currencies are supported',
      'How you can pay',
      'Apple Pay and Google Pay',
    ],
  ],
  ['Can I reactivate a card?', ['Linking a card to your account again']],
  [
    "I did not charge my account for that transaction. That's an error.",
    ['A payment I do not recognise', 'Somebody may know my card details'],
  ],
  [
    'How can I activate the new card i got?',
    ['How to activate your card', 'Activation does not work'],
  ],
  ['Where is the cash deposit I made?', ['A top-up that is pending']],
  ['How do I get a new expiration date?', ['A card that is about to expire']],
  [
    "I don't have a PIN at this point.",
    [
      'How to order a card',
      'Seeing your PIN',
      'How to activate your card',
      'When your card arrives',
    ],
  ],
  [
    'I found the exchange rate for my cash withdrawal is wrong',
    ['The exchange rate of my payment looks wrong'],
  ],
  [
    'After purchasing an item I noticed the exchange rate was incorrect.',
    ['The exchange rate of my payment looks wrong'],
  ],
  [
    "I sent some money but the intended recipient says it hasn't arrived",
    ['A transfer that has not arrived'],
  ],
  [
    "I only made one transaction at this place, but it's appearing multiple times.",
    ['Charged twice for one payment'],
  ],
  ['When will my top up be approved?', ['A top-up that is pending']],
  [
    'The balance does not appear to have updated.',
    [
      'A top-up that is pending',
      'A transfer that has not arrived',
      'How long a transfer takes',
      'Receiving money',
    ],
  ],
  ["Is it right that I've been charged for transferring money?", ['What a transfer costs']],
  ['Is there a limit for age?', ['How old one must be']],
  ['My card no longer works.', ['My card is not working']],
  ['Is there a reason that my transfer failed?', ['Why a transfer failed or was declined']],
  ['Is there a reason my top-up has been cancelled?', ['A top-up that failed or was reverted']],
  ['I think my card payment has been reverted', ['A payment that was reverted']],
  ['can usa residents get a card?', ['Which countries and currencies are supported']],
  [
    'Where can I modify my information?',
    ['Changing your name or phone number', 'Changing your home address'],
  ],
  [
    'I asked for $40 and I only received $20, what happened?',
    ['The machine gave the wrong amount'],
  ],
  ['How long before a check I send clears?', ['How to top up']],
  ['Can I add money to my card automatically during a trip?', ['Automatic top-up']],
  ['Why am I unable to withdraw my money through this card?', ['A cash withdrawal was declined']],
  ['What is the charge to make a transfer', ['What a top-up costs', 'What a transfer costs']],
  ['My disposable virtual card got rejected', ['A virtual card that does not work']],
  ['My phone is at the hotel. How can I use the app?', ['My phone was lost or stolen']],
  [
    "I can't figure out how to transfer money into my account.",
    ['Receiving money', 'How to top up'],
  ],
  ["I got charged a fee that shouldn't be there from my cash", ['Withdrawing cash']],
  ['Why do you guys need to verify my identity?', ['Why we verify your identity']],
  [
    'There is an urgent thing that I need to transfer from China. Approximately how long will it take?',
    ['How long a transfer takes'],
  ],
  ["My card payment won't work.", ['Why a card payment was declined', 'My card is not working']],
  ['Are there still fees for european top-ups?', ['What a top-up costs']],
]
