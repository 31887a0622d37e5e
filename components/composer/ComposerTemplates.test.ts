// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { nextTick, ref } from 'vue'
import { composer, TEMPLATES } from './testing/composer.ts'

test('a slash lists all templates, and typing on filters them', async () => {
  const { view, type, picker } = composer()
  await type('/')
  expect(picker()).toBe(true)
  await type('/zzz')
  expect(view.get('[data-test=template-picker]').text()).toContain('No template fits “zzz”.')
})

test('a slash inside a word opens nothing', async () => {
  const { type, picker } = composer()
  await type('and/or')
  expect(picker()).toBe(false)
})

test('the arrows move through the templates and round the ends, Enter selects', async () => {
  const { type, press, text, sent, picker } = composer()
  await type('/gre')
  await press('ArrowDown')
  await press('ArrowDown')
  await press('Enter')
  expect(text.value).toBe('Hello Ana, this is Rina.')
  expect(sent).toEqual([])
  expect(picker()).toBe(false)
  await type('/gre')
  await press('ArrowUp')
  await press('ArrowDown')
  await press('Enter')
  expect(text.value).toBe('Hello Ana, this is Rina.')
})

test('Tab selects as Enter does', async () => {
  const { type, press, text } = composer()
  await type('Well then. /by')
  await press('Tab')
  expect(text.value).toBe('Well then. Goodbye!')
})

test('in a sentence, a slash that begins no shortcut leaves Enter to the box: it sends', async () => {
  const { type, press, sent, text, picker } = composer()
  // Found by what it says, and by a slip, but nobody meant it.
  for (const answer of ['yes /goodbye', 'either /byye']) {
    await type(answer)
    await press('Enter')
    expect(sent.at(-1)).toBe(answer)
  }
  expect(sent).toHaveLength(2)
  // The arrows and Tab still mean the list.
  await type('yes /goodbye')
  expect(picker()).toBe(true)
  await press('ArrowDown')
  await press('Enter')
  expect(text.value).toBe('yes Goodbye!')
  await type('yes /goodbye')
  await press('Tab')
  expect(text.value).toBe('yes Goodbye!')
  // A shortcut, or its beginning, is meant anywhere; at the start everything is.
  await type('Well then. /by')
  await press('Enter')
  expect(text.value).toBe('Well then. Goodbye!')
  await type('/goodbye')
  await press('Enter')
  expect(text.value).toBe('Goodbye!')
  expect(sent).toHaveLength(2)
})

test('Escape closes the list, keeps the text, and leaves the key to nobody else', async () => {
  const { type, press, text, picker } = composer()
  await type('/gre')
  expect((await press('Escape')).defaultPrevented).toBe(true)
  expect(picker()).toBe(false)
  expect(text.value).toBe('/gre')
  await type('/gree')
  expect(picker()).toBe(false)
  await type('')
  await type('/')
  expect(picker()).toBe(true)
})

test('the first field of a template is marked, and Tab goes to the next', async () => {
  const { type, press, text, marked } = composer()
  await type('/great')
  await press('Enter')
  expect(seen(marked())).toBe('[amount]')
  await press('Tab')
  expect(seen(marked())).toBe('[reference]')
  await press('Tab')
  expect(seen(marked())).toBe('[amount]')
  expect(seen(text.value)).toBe('Sent [amount] under [reference].')
})

test('fields with one label are filled together, from the list where there is one', async () => {
  const { view, type, press, text, marked, options } = composer()
  await type('/plan')
  await press('Enter')
  expect(options()).toEqual(['Basic', 'Pro'])
  await press('ArrowDown')
  expect(view.get('[aria-selected=true]').text()).toBe('Pro')
  await press('Tab')
  expect(text.value).toBe('The Pro plan. Pro? Pro! ')
  expect(marked()).toBe('')
  expect(view.get('textarea').element.selectionStart).toBe(text.value.length)
})

test('Esc closes the choices and leaves the field as it was', async () => {
  const { view, type, press, text } = composer()
  await type('/plan')
  await press('Enter')
  const before = text.value
  expect((await press('Escape')).defaultPrevented).toBe(true)
  expect(view.find('[data-test=choices]').exists()).toBe(false)
  expect(text.value).toBe(before)
})

test('what an input method is composing is no query, and its Enter picks nothing', async () => {
  const { view, type, press, text, picker } = composer()
  await type('/')
  const element = view.get('textarea').element
  element.dispatchEvent(new CompositionEvent('compositionstart'))
  element.value = '/ｇ'
  element.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }))
  await press('Enter', { isComposing: true })
  expect(text.value).toBe('/')
  expect(picker()).toBe(true)
})

test('the box is the text of a combobox that tells whether it is open', async () => {
  const { view, type, press } = composer()
  const combobox = view.get('[role=combobox]')
  expect(combobox.attributes('aria-expanded')).toBe('false')
  await type('/by')
  expect(combobox.attributes('aria-expanded')).toBe('true')
  const pointed = view.get('textarea').attributes('aria-activedescendant') ?? ''
  expect(view.get(`[id="${pointed}"]`).text()).toContain('/bye')
  await press('Escape')
  expect(combobox.attributes('aria-expanded')).toBe('false')
  expect(view.get('textarea').attributes('aria-activedescendant')).toBeUndefined()
})

test('a template that goes while its text is in the box leaves the text alone', async () => {
  const found = ref(TEMPLATES)
  const { view, type, press, text } = composer(found)
  await type('/bye')
  await press('Enter')
  found.value = []
  await nextTick()
  expect(text.value).toBe('Goodbye!')
  expect(view.get('textarea').element.value).toBe('Goodbye!')
})

test('a message with an unfilled field is not sent and says which', async () => {
  const { view, type, press, sent, marked } = composer()
  await type('/great')
  await press('Enter')
  await press('Enter')
  expect(sent).toEqual([])
  expect(view.get('[role=alert]').text()).toContain('2 fields are to be filled in, “amount” first')
  expect(seen(marked())).toBe('[amount]')
  // Nor is one that somebody wrote as templates are written.
  await type('Sent {{?sum}}.')
  await press('Enter')
  expect(sent).toEqual([])
  expect(view.get('[role=alert]').text()).toContain('fill in “sum” first')
})

test.each(['See [amount], [1] and [our page](https://nusa.example).', '[amount]'])(
  'brackets that somebody wrote are sent: %s',
  async (written) => {
    const { type, press, sent } = composer()
    await type(written)
    await press('Enter')
    expect(sent).toEqual([written])
  },
)

test('a text from another panel, or from before, has its fields, and their choices', async () => {
  const before = composer()
  await before.type('/plan')
  await before.press('Enter')
  const draft = before.text.value
  before.view.unmount()
  const { view, text, press, marked, options } = composer(
    TEMPLATES,
    true,
    new Map([['plan', ['Basic', 'Pro']]]),
  )
  text.value = draft
  await nextTick()
  view.get('textarea').element.setSelectionRange(0, 0)
  await press('Tab')
  expect(seen(marked())).toBe('[plan]')
  expect(options()).toEqual(['Basic', 'Pro'])
  await press('Enter')
  expect(text.value).toBe('The Basic plan. Basic? Basic! ')
})

test('a template that is put in behind a word keeps a space from it', async () => {
  const { view, text, type, insert } = composer()
  await type('Thanks.')
  await insert('great-news')
  expect(seen(text.value)).toBe('Thanks. Sent [amount] under [reference].')
  const { selectionStart, selectionEnd } = view.get('textarea').element
  expect(seen(text.value.slice(selectionStart, selectionEnd))).toBe('[amount]')
})

/** A text as people see it. */
function seen(text: string): string {
  return text.replaceAll('\u2063', '')
}
