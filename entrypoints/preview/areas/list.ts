import type { ListCounts } from '@baton/domain/list-index.ts'
import { LIST_FILTERS } from '@baton/domain/list-order.ts'
import { Tag } from '@lucide/vue'
import { computed, h, shallowRef } from 'vue'
import AgentChip from '../../../components/list/AgentChip.vue'
import AgentFilterMenu from '../../../components/list/AgentFilterMenu.vue'
import ConnectionState from '../../../components/list/ConnectionState.vue'
import ConversationList from '../../../components/list/ConversationList.vue'
import ConversationRail from '../../../components/list/ConversationRail.vue'
import ConversationRow from '../../../components/list/ConversationRow.vue'
import FilterMenuChip from '../../../components/list/FilterMenuChip.vue'
import FilterChips from '../../../components/list/FilterChips.vue'
import ListColumn from '../../../components/list/ListColumn.vue'
import ListEnd from '../../../components/list/ListEnd.vue'
import ListEmpty from '../../../components/list/ListEmpty.vue'
import ListSkeleton from '../../../components/list/ListSkeleton.vue'
import PresenceButton from '../../../components/list/PresenceButton.vue'
import PresenceChoice from '../../../components/list/PresenceChoice.vue'
import PresenceMenu from '../../../components/list/PresenceMenu.vue'
import RailFace from '../../../components/list/RailFace.vue'
import RowSkeleton from '../../../components/list/RowSkeleton.vue'
import SearchBox from '../../../components/base/SearchBox.vue'
import SearchStatus from '../../../components/list/SearchStatus.vue'
import SelectionBar from '../../../components/list/SelectionBar.vue'
import TagChip from '../../../components/list/TagChip.vue'
import TagFilterMenu from '../../../components/list/TagFilterMenu.vue'
import { searchHit } from '../../../composables/words/search-hit.ts'
import type { useSearch } from '../../../components/list/useSearch.ts'
import type { ShownConnection } from '../../../components/live/useSession.ts'
import type { Previews } from '../previews.ts'
import { SARI, ME } from '../../../tests/support/rows.ts'
import { account, ids, mine, NOW, rowOf, waiting } from '../samples.ts'
import { openMenu } from './open-menu.ts'

const CONNECTIONS: ShownConnection[] = [
  { status: 'live' },
  { status: 'catching-up', behind: 40 },
  { status: 'connecting' },
  { status: 'offline', since: NOW },
  { status: 'full' },
  { status: 'outdated', older: 'panel' },
  { status: 'signed-out', reason: 'expired' },
]
const holds = new Map([
  [ME, 1],
  [SARI, 1],
])
const older = {
  state: computed(() => 'more' as const),
  more: computed(() => true),
  retry: () => Promise.resolve(),
}
const counts: ListCounts = {
  filters: { all: 5, waiting: 1, mine: 1, ai: 1, others: 2, resolved: 1 },
  agents: holds,
}
const TAGS = {
  ...{ label: 'By tag', action: 'filterTag' as const, icon: Tag },
  load: () => import('../../../components/list/TagFilterMenu.vue'),
}
const SEARCH = { label: 'Search', hint: 'Search name, email or message' }
const search: ReturnType<typeof useSearch> = {
  words: computed(() => []),
  found: shallowRef(new Map()),
  mistaken: computed(() => true),
  progress: shallowRef('none'),
}
const hit = searchHit({ conversation: waiting }, ['refund'], undefined, ME)
const states = <T>(
  of: readonly T[],
  name: (one: T) => string,
  draw: (one: T) => ReturnType<typeof h>,
) => Object.fromEntries(of.map((one) => [name(one), () => draw(one)]))
const PLAIN = { selected: false, tabStop: true }
const row = (fields: Partial<InstanceType<typeof ConversationRow>['$props']> = {}, index = 0) => {
  const id = ids[index] ?? ''
  return h(ConversationRow, { id, row: rowOf(id), ...PLAIN, ...fields })
}
const inSide = (draw: () => ReturnType<typeof h>) => () =>
  h('div', { class: 'bg-side', style: '--behind: var(--side)' }, [draw()])

const sections = { offered: 0, waiting: 1, mine: 1, ai: 0, others: ids.length - 2 }
const conversationList = (chosen: readonly string[]) =>
  h(ConversationList, {
    ...{ ids, rowOf, sections, listKey: 'all', selectedId: mine.id },
    hitOf: () => undefined,
    chosen: new Set(chosen),
    pending: new Set<string>(),
    notices: new Map<string, string>(),
  })

export const list: Previews = {
  'list/AgentChip': {
    states: {
      nobody: () => h(AgentChip, { holds, modelValue: '' }),
      'an agent': () => h(AgentChip, { holds, modelValue: SARI }),
    },
  },
  'list/AgentFilterMenu': {
    floats: true,
    states: {
      open: openMenu('Filter by agent', () => h(AgentFilterMenu, { holds, modelValue: SARI })),
    },
  },
  'list/ConnectionState': {
    states: states(
      CONNECTIONS,
      ({ status }) => status,
      (connection) => h(ConnectionState, { connection }),
    ),
  },
  'list/ConversationList': {
    height: 400,
    states: {
      'with rows': () => conversationList([]),
      'with two chosen': () => conversationList([waiting.id, mine.id]),
    },
  },
  'list/ConversationRail': {
    height: 360,
    states: {
      'with faces': () => h(ConversationRail, { ids, rowOf, selectedId: mine.id }),
    },
  },
  'list/ConversationRow': {
    states: {
      waiting: inSide(() => row()),
      selected: inSide(() => row({ selected: true }, 1)),
      'of another': inSide(() => row({}, 2)),
      'with the AI': inSide(() => row({}, 3)),
      resolved: inSide(() => row({}, 4)),
      'being taken over': inSide(() => row({ busy: true })),
      'on its way': inSide(() => h(ConversationRow, { ...PLAIN, id: '', row: undefined })),
      'with a colleague looking on': inSide(() =>
        row({ viewers: [{ agentId: SARI, name: 'Sari' }] }, 3),
      ),
      'with a draft': inSide(() => row({ draft: 'I have asked the bank, and' }, 3)),
      found: inSide(() => row({ hit })),
      chosen: inSide(() => row({ chosen: true, choosing: true })),
      'not chosen yet': inSide(() => row({ chosen: false, choosing: true })),
      'of one who is offline': inSide(() => row({}, 5)),
      'with a notice': inSide(() => row({ notice: 'A message of yours was not sent' })),
    },
  },
  'list/FilterChips': {
    states: {
      'waiting chosen': () => h(FilterChips, { counts, modelValue: 'waiting' }),
      'more resolved than are here': () =>
        h(FilterChips, { counts, modelValue: 'resolved', moreResolved: true }),
      'of a tag': () => h(FilterChips, { counts, modelValue: 'all', tag: 'vip' }),
    },
  },
  'list/FilterMenuChip': {
    states: {
      'nothing chosen': () => h(FilterMenuChip, { ...TAGS, chosen: '' }),
      'one chosen': () => h(FilterMenuChip, { ...TAGS, chosen: 'a tag with a rather long name' }),
    },
  },
  'list/ListColumn': {
    height: 560,
    states: {
      ...states(
        CONNECTIONS.slice(0, 4),
        ({ status }) => status,
        (connection) =>
          h(ListColumn, {
            ids,
            sections,
            rowOf,
            search,
            counts,
            older,
            account,
            connection,
            over: false,
          }),
      ),
      'loading, over the chat': () =>
        h(ListColumn, {
          ids: undefined,
          sections: null,
          rowOf,
          search,
          counts: undefined,
          older,
          account,
          connection: { status: 'connecting' },
          over: true,
        }),
    },
  },
  'list/ListEmpty': {
    states: {
      ...states(
        LIST_FILTERS,
        (filter) => filter,
        (filter) => h(ListEmpty, { filter, search: '', tag: '' }),
      ),
      'no match': () => h(ListEmpty, { filter: 'all', search: 'zebra', tag: '' }),
      'a colleague with none': () =>
        h(ListEmpty, { filter: 'all', search: '', tag: '', agent: 'Sari Wijaya' }),
      'no such tag': () => h(ListEmpty, { filter: 'waiting', search: '', tag: 'vip' }),
    },
  },
  'list/ListSkeleton': { height: 300, states: { loading: () => h(ListSkeleton) } },
  'list/PresenceButton': {
    states: states(
      ['available', 'away', 'offline'] as const,
      (presence) => presence,
      (presence) => h(PresenceButton, { presence }),
    ),
  },
  'list/PresenceChoice': { states: { closed: () => h(PresenceChoice, { presence: 'available' }) } },
  'list/PresenceMenu': {
    floats: true,
    states: {
      open: openMenu('Presence', () => h(PresenceMenu, { presence: 'away' })),
    },
  },
  'list/RailFace': {
    states: {
      selected: inSide(() => h(RailFace, { row: rowOf(waiting.id), selected: true })),
      'on its way': inSide(() => h(RailFace, { row: undefined, selected: false })),
    },
  },
  'base/SearchBox': {
    states: {
      empty: () => h(SearchBox, { ...SEARCH, modelValue: '' }),
      'with a search': () => h(SearchBox, { ...SEARCH, modelValue: 'refund' }),
    },
  },
  'list/RowSkeleton': {
    states: {
      plain: () => h('div', { class: 'flex gap-2.5 p-3' }, [h(RowSkeleton, { width: 55 })]),
    },
  },
  'list/ListEnd': {
    states: states(
      ['whole', 'more', 'fetching', 'offline', 'failed'] as const,
      (state) => state,
      (state) => h(ListEnd, { state }),
    ),
  },
  'list/SearchStatus': {
    states: states(
      ['none', 'searching', 'done', 'offline', 'failed'] as const,
      (progress) => progress,
      (progress) => h(SearchStatus, { progress, count: 3 }),
    ),
  },
  'list/SelectionBar': {
    states: {
      two: () => h(SelectionBar, { count: 2, busy: false }),
      busy: () => h(SelectionBar, { count: 120, busy: true }),
    },
  },
  'list/TagChip': {
    states: {
      'no tag': () => h(TagChip, { modelValue: '' }),
      'a tag': () => h(TagChip, { modelValue: 'vip' }),
    },
  },
  'list/TagFilterMenu': {
    floats: true,
    states: { open: openMenu('Filter by tag', () => h(TagFilterMenu, { modelValue: 'vip' })) },
  },
}
