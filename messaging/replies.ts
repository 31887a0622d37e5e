import type { ReplyNews } from '@baton/domain/reply-news.ts'

// Words of an answer that the AI is writing. They are worth showing while they come, and nothing else: they go from the
// background straight to the panels, and never into the database.

const NAME = 'baton-replies'

/** Opens the background's end: the answer tells all panels. */
export function replyTeller(): (news: ReplyNews) => void {
  const channel = new BroadcastChannel(NAME)
  return (news) => channel.postMessage(news)
}

/** Listens in a panel; the answer stops it. */
export function onReplies(heard: (news: ReplyNews) => void): () => void {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = ({ data }: MessageEvent<ReplyNews>) => heard(data)
  return () => channel.close()
}
