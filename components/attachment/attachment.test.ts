// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import type { Answer, AskFailure, Done } from '@baton/protocol/errors.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import type { ShownFile } from './shown-file.ts'
import { db } from '../../tests/support/panel-world.ts'
import AttachButton from './AttachButton.vue'
import DraftFiles from './DraftFiles.vue'
import MessageFiles from './MessageFiles.vue'

const loadFile = vi.fn<(body: { id: string }) => Promise<Answer<Done, AskFailure>>>()
answerAsks({ 'load:file': loadFile })

const aFile = (fields: Partial<ShownFile> = {}): ShownFile => ({
  ...{ id: 'a', name: 'receipt.csv', type: 'text/csv', size: 2_048, image: null },
  ...{ progress: null, failure: null },
  ...fields,
})

afterEach(async () => {
  await db.files.clear()
  loadFile.mockReset()
})

test('a file in the box tells how far it is, or why not, and can be taken out', async () => {
  const files = [
    aFile({ progress: 0.4 }),
    aFile({ id: 'b', name: 'done.pdf' }),
    aFile({ id: 'c', name: 'no.zip', failure: 'no-space' }),
  ]
  const wrapper = mount(DraftFiles, { props: { files, online: true } })
  const bar = wrapper.get('[role=progressbar]')
  expect(bar.attributes()).toMatchObject({
    ...{ 'aria-valuenow': '40', 'aria-label': 'Uploading receipt.csv' },
  })
  expect(wrapper.text()).toContain('2 kB · Ready')
  expect(wrapper.get('[role=alert]').text()).toContain('no room for files left')
  await wrapper.get('button[aria-label="Remove done.pdf"]').trigger('click')
  expect(wrapper.emitted('remove')).toEqual([['b']])
})

test('without a line a file says that it waits', () => {
  const files = [aFile({ progress: 0 })]
  const wrapper = mount(DraftFiles, { props: { files, online: false } })
  expect(wrapper.find('[role=progressbar]').exists()).toBe(false)
  expect(wrapper.text()).toContain('Waiting for the connection')
})

test('the button tells the limits before anything is chosen', () => {
  const props = { accept: 'image/png,.png', hint: 'PNG; up to 10 MB each' }
  const wrapper = mount(AttachButton, { props })
  expect(wrapper.get('button').attributes('title')).toBe('Attach files (F): PNG; up to 10 MB each')
  expect(wrapper.get('input').attributes('accept')).toBe('image/png,.png')
})

test('a picture keeps its place while it comes, and one that cannot be had says so', async () => {
  loadFile.mockResolvedValue({ ok: false, error: { code: 'offline' } })
  const image = { width: 480, height: 240 }
  const files = [aFile({ name: 'cat.png', type: 'image/png', image })]
  const wrapper = mount(MessageFiles, { props: { files } })
  expect(wrapper.html()).toContain('width: 240px; aspect-ratio: 480 / 240')
  await expect.poll(() => wrapper.text()).toContain('The picture could not be loaded.')
  loadFile.mockClear()
  await wrapper.get('button').trigger('click')
  expect(loadFile).toHaveBeenCalledWith({ id: 'a' })
  await flushPromises()
})

test('any other file is a card with name, size and Save', () => {
  const wrapper = mount(MessageFiles, { props: { files: [aFile()] } })
  const card = wrapper.get('[data-test=file-card]')
  expect(card.text()).toContain('receipt.csv')
  expect(card.text()).toContain('2 kB')
  expect(card.find('button[aria-label="Save receipt.csv"]').exists()).toBe(true)
})
