import type { Feature } from '../feature/feature.ts'
import type { Timing } from '../ground/timing.ts'
import { attachmentRoutes, type AttachmentDeps } from './attachment-routes.ts'
import { copyFile } from './copy-file.ts'
import { removeUnsent } from './remove-unsent.ts'

/** Files of messages and templates. */
export function attachmentsFeature(deps: AttachmentDeps & { timing: Timing }) {
  const { timing } = deps
  return {
    routes: (http) => attachmentRoutes(http, deps),
    agent: {
      // A file belongs to nothing until a message or a template has it, and that is written by the log.
      'file:copy': {
        reads: ({ actor }, body) => copyFile(deps, actor, body),
      },
    },
    duties: [
      {
        name: 'unsent files',
        every: timing.sweep,
        atStart: true,
        run: () => removeUnsent(deps, timing.unsentKept),
      },
    ],
  } satisfies Feature
}
