import type { SystemEvent } from '@baton/protocol/message.ts'

/** What the customer's pages say, in English. Its shape is what every other language must fill. */
export const english = {
  chat: 'Chat',
  titleOf: (team: string) => `${team} · Chat`,
  openChat: 'Open chat',
  openChatWithNews: (count: number) => `Open chat, ${count} new`,
  closeChat: 'Close chat',
  cannotFrame: 'The chat cannot be shown on this page.',
  openInWindow: 'Open the chat in a window of its own',
  asking: 'Asking for a human',
  waiting: 'Waiting for a human',
  nobodyThere: 'Nobody is here right now: you will be answered here later',
  takeBack: 'No human needed',
  areThere: (names: readonly string[]) =>
    `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} here`,
  aHuman: 'A human',
  withYou: (who: string) => `${who} is with you`,
  aiAnswers: 'AI agent, replies at once',
  aiAgent: 'AI Agent',
  talkToHuman: 'Talk to a human',
  offline: 'No connection. You can go on writing: it is kept here and sent when the line is back.',
  noTeam: 'There is no chat at this address. Please ask whoever gave it to you.',
  outdated: 'This page is out of date. Reload it to go on; what you wrote is kept.',
  identityExpired:
    'You have been signed in here for long. Reload the page to go on; what you wrote is kept.',
  restored:
    'This chat was put back to an earlier state, and its newest messages are lost. Please write again what is missing.',
  begunAnew:
    'The server does not know this chat any more, so a new one was begun. What had not been sent is kept.',
  notKept:
    'This browser does not keep this chat: it is gone when you leave the page or load it anew.',
  signedInElsewhere:
    'You have signed in in another tab, and this chat goes on there. Reload the page to go on here.',
  notSignedIn: 'This site could not sign you in here, so you write as a guest.',
  understood: 'OK',
  reload: 'Reload',
  message: 'Message',
  writeMessage: 'Write a message',
  dropFiles: 'Drop files here to attach them',
  attach: 'Attach files',
  attachLimits: (types: string, size: string) => `Attach files: ${types}; up to ${size} each`,
  attached: 'Attached files',
  remove: (name: string) => `Remove ${name}`,
  uploading: (name: string) => `Uploading ${name}`,
  picture: (name: string) => `Picture ${name}`,
  openPicture: (name: string) => `Open picture ${name}`,
  loadingPicture: 'Loading …',
  pictureFailed: 'The picture could not be loaded.',
  tryAgain: 'Try again',
  save: 'Save',
  saveFile: (name: string) => `Save ${name}`,
  saveFailed: 'Could not be fetched. Try again.',
  close: 'Close',
  fileOffline: (name: string) => `${name} was not attached: there is no connection yet.`,
  fileTooMany: (name: string, most: number) =>
    `${name} was not attached: ${most} files are the most in one message.`,
  fileNotKept: (name: string) =>
    `This browser has no room to keep ${name}: it is lost if you leave the page.`,
  fileNoSpace: (name: string) =>
    `${name} was not attached: the server has no room for files at the moment.`,
  fileUploadLimit: (name: string) =>
    `${name} was not attached: as many files were sent as may be in a day. Try again tomorrow.`,
  fileRefused: (name: string) =>
    `${name} was not attached: it is not a file that can be sent here.`,
  fileTooLarge: (name: string, size: string) =>
    `${name} is larger than ${size}, the most that can be sent here.`,
  fileWrongType: (name: string, types: string) =>
    `${name} cannot be sent here. What can: ${types}.`,
  fileEmpty: (name: string) => `${name} is empty.`,
  send: 'Send',
  tooLong: (by: number) =>
    `Too long by ${by} ${by === 1 ? 'character' : 'characters'}: please send it in two messages.`,
  left: (count: number) => `${count} ${count === 1 ? 'character' : 'characters'} left`,
  conversation: 'Conversation',
  loadingEarlier: 'Loading earlier messages …',
  howCanWeHelp: 'How can we help?',
  suggestions: 'Suggested questions',
  invitation: (team: string) =>
    `Write to ${team} below. The AI agent answers at once, day and night, and a human joins whenever you ask for one.`,
  isTyping: (who: string) => `${who} is typing`,
  isThinking: 'The AI agent is looking it up',
  latest: 'Latest messages',
  today: 'Today',
  yesterday: 'Yesterday',
  notice: (event: SystemEvent, name: string) =>
    ({
      'human-asked': 'A human agent was asked to join',
      'taken-over': `Human agent (${name}) has taken over this conversation`,
      'handed-to-ai': 'The AI agent is back in this conversation',
      transferred: `Human agent (${name}) has taken over this conversation`,
      resolved: 'This conversation was resolved',
      'owner-left': `Human agent (${name}) had to leave. A colleague will join you here shortly.`,
      identified: `You were anonymous and are now ${name}`,
    })[event],
  sending: 'Sending …',
  sent: 'Sent',
  sentAt: (time: string) => `Sent ${time}`,
  retry: 'Retry',
  discard: 'Discard',
  notSentInvalid: 'Not sent: the message is empty or too long.',
  notSentTooLarge: 'Not sent: a file is too large.',
  notSentWrongType: 'Not sent: a file is not of a kind that can be sent here.',
  notSentNoSpace: 'Not sent: there is no room for files at the moment.',
  notSentUploadLimit: 'Not sent: as many files were sent as may be in a day. Try again tomorrow.',
  notSentClosed: 'Not sent: this chat has been closed.',
  notSent: 'Not sent. Your message is kept here.',
}

export type Words = typeof english
