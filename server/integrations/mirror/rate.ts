import { editConversation, saveEdit } from '../../conversations/conversation-edit.ts'
import { ratingColumn } from '../../conversations/conversation-row.ts'
import type { IntegrationActor } from '../find-key.ts'
import type { PostRating } from '../v1/api-schemas.ts'
import { findMirrored } from './find-mirrored.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'

/** Keeps the customer's word on how they were helped: the last one counts. Throws `not-found`. */
export function rate(
  deps: MirrorDeps,
  integration: IntegrationActor,
  ref: string,
  rating: PostRating,
): Promise<PostRating> {
  return writeAs(deps, integration, async (write) => {
    const row = await findMirrored(write.trx, integration, ref)
    const before = ratingColumn.read(row.rating)
    if (before?.score === rating.score && before.comment === rating.comment) return rating
    const edit = editConversation(row)
    row.rating = ratingColumn.write({ ...rating, at: write.now })
    await saveEdit(write, edit)
    return rating
  })
}
