// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import '../../tests/support/panel-world.ts'
import { aConversation } from '../../tests/support/rows.ts'
import ConversationHeader from './ConversationHeader.vue'

test('a line of its own says that the bot is down, and is not there while it answers', async () => {
  const { customer, page } = aConversation()
  const header = mount(ConversationHeader, {
    props: {
      ...{ customer, page, through: 'Atlas bot', down: '', action: null, busy: false },
      ...{ details: false, badge: { tone: 'ai', label: 'AI Active', short: 'AI' } },
    },
  })
  expect(header.find('[data-test=down]').exists()).toBe(false)
  await header.setProps({ down: 'Atlas bot has not answered since 14:02' })
  expect(header.get('[data-test=down]').text()).toBe('Atlas bot has not answered since 14:02')
})
