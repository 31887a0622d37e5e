import { h } from 'vue'
import CopyValue from '../../../components/customer/CopyValue.vue'
import CustomerDetails from '../../../components/customer/CustomerDetails.vue'
import CustomerFacts from '../../../components/customer/CustomerFacts.vue'
import CustomerForm from '../../../components/customer/CustomerForm.vue'
import CustomerProfile from '../../../components/customer/CustomerProfile.vue'
import CustomerSheet from '../../../components/customer/CustomerSheet.vue'
import EditConflict from '../../../components/customer/EditConflict.vue'
import HandoffFacts from '../../../components/customer/HandoffFacts.vue'
import LastHandoff from '../../../components/customer/LastHandoff.vue'
import OtherConversations from '../../../components/customer/OtherConversations.vue'
import TagEditor from '../../../components/customer/TagEditor.vue'
import type { Previews } from '../previews.ts'
import {
  badge,
  conversations,
  customerOf,
  FULL_HANDOFF,
  HANDOFF,
  mine,
  waiting,
  withAi,
} from '../samples.ts'

const fields = { name: 'Maria Wong', email: 'maria.wong@example.com', note: 'Writes in English.' }
const form = (more: Partial<InstanceType<typeof CustomerForm>['$props']> = {}) =>
  h(CustomerForm, {
    fields,
    guest: 'Guest Otter',
    conflict: null,
    error: '',
    online: true,
    ...more,
  })
const details = (conversation: typeof mine) =>
  h(CustomerDetails, { conversation, badge: badge(conversation) })

export const customer: Previews = {
  'customer/CopyValue': {
    states: { plain: () => h(CopyValue, { label: 'Conversation id', value: mine.id }) },
  },
  'customer/CustomerDetails': {
    height: 620,
    states: {
      'of one who waits': () => details(waiting),
      'of one with a long email': () => details(mine),
      'of a guest': () => details(withAi),
    },
  },
  'customer/CustomerFacts': {
    states: {
      'all of them': () => h(CustomerFacts, { customer: customerOf(mine), conversation: mine }),
      'of a guest': () => h(CustomerFacts, { customer: customerOf(withAi), conversation: withAi }),
    },
  },
  'customer/CustomerForm': {
    states: {
      filled: () => form(),
      'of a guest': () => form({ fields: { name: '', email: null, note: '' } }),
      refused: () => form({ error: 'The server did not answer.' }),
      'changed by a colleague': () => form({ conflict: customerOf(mine) }),
      offline: () => form({ online: false }),
    },
  },
  'customer/CustomerProfile': {
    states: {
      'who signed in': () =>
        h(CustomerProfile, {
          ...{ customer: customerOf(mine), badge: badge(mine) },
          ...{ formerName: 'Guest 17AB', online: true },
        }),
      'of a guest, offline': () =>
        h(CustomerProfile, {
          ...{ customer: customerOf(withAi), badge: badge(withAi) },
          ...{ formerName: null, online: false },
        }),
    },
  },
  'customer/CustomerSheet': {
    floats: true,
    states: { open: () => h(CustomerSheet, null, () => details(mine)) },
  },
  'customer/EditConflict': {
    states: { plain: () => h(EditConflict, { theirs: customerOf(mine) }) },
  },
  'customer/HandoffFacts': {
    states: {
      plain: () => h(HandoffFacts, { handoff: HANDOFF }),
      'all that a bot says': () => h(HandoffFacts, { handoff: FULL_HANDOFF }),
    },
  },
  'customer/LastHandoff': {
    states: {
      plain: () => h(LastHandoff, { handoff: HANDOFF }),
      'all that a bot says': () => h(LastHandoff, { handoff: FULL_HANDOFF }),
    },
  },
  'customer/OtherConversations': {
    states: { several: () => h(OtherConversations, { conversations }) },
  },
  'customer/TagEditor': {
    states: {
      tagged: () => tags(mine, true),
      'without tags': () => tags(waiting, true),
      offline: () => tags(mine, false),
    },
  },
}

function tags(conversation: typeof mine, online: boolean) {
  return h(TagEditor, { conversation, suggestions: ['delivery', 'refund', 'vip'], online })
}
