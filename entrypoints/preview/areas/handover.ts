import { h } from 'vue'
import AgentSelect from '../../../components/handover/AgentSelect.vue'
import HandoverDialog from '../../../components/handover/HandoverDialog.vue'
import HandoverFlow from '../../../components/handover/HandoverFlow.vue'
import TransferNotice from '../../../components/handover/TransferNotice.vue'
import { SARI } from '../../../tests/support/rows.ts'
import type { Previews } from '../previews.ts'
import { agents, mine, NOW } from '../samples.ts'

const withLoad = agents.slice(1).map((agent, index) => ({ agent, holds: index }))
const notice = (kind: 'offered' | 'declined', note: string | null, busy = false) =>
  h(TransferNotice, { pending: { kind, by: { id: SARI, name: 'Sari' }, note, at: NOW }, busy })

export const handover: Previews = {
  'handover/AgentSelect': {
    states: {
      'nobody chosen': () =>
        h('div', [
          h('span', { id: 'preview-agent' }, 'Agent'),
          h(AgentSelect, { agents: withLoad, labelledBy: 'preview-agent', modelValue: '' }),
        ]),
    },
  },
  'handover/HandoverDialog': {
    floats: true,
    states: {
      open: () =>
        h(HandoverDialog, {
          agents: withLoad,
          returnsAfterMs: 300_000,
          unanswered: [],
          tellsBot: true,
          busy: false,
          error: '',
        }),
      refused: () =>
        h(HandoverDialog, {
          agents: withLoad,
          returnsAfterMs: 300_000,
          unanswered: [],
          tellsBot: true,
          busy: false,
          error: 'Tomi has left the team.',
        }),
      'being done': () =>
        h(HandoverDialog, {
          agents: [],
          returnsAfterMs: 300_000,
          unanswered: ['Is it blue?', 'And does it come in green, too?'],
          tellsBot: false,
          busy: true,
          error: '',
        }),
    },
  },
  'handover/HandoverFlow': {
    floats: true,
    states: { open: () => h(HandoverFlow, { conversation: mine }) },
  },
  'handover/TransferNotice': {
    states: {
      offered: () => notice('offered', 'She knows you from last week.'),
      'offered without a word': () => notice('offered', null),
      'being answered': () => notice('offered', null, true),
      declined: () => notice('declined', 'I am at lunch, sorry.'),
      'not accepted': () =>
        h(TransferNotice, {
          pending: {
            ...{ kind: 'declined', by: { id: SARI, name: 'Sari' }, note: null, at: NOW },
            unanswered: true,
          },
          busy: false,
        }),
    },
  },
}
