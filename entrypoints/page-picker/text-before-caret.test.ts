// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { textBeforeCaret } from './text-before-caret.ts'

afterEach(() => document.body.replaceChildren())

/** What stands before the caret in an editor with this HTML, in which `|` is the caret. */
function inEditor(html: string): string {
  const element = document.createElement('div')
  element.contentEditable = 'true'
  // Not every element has its own display in a test.
  element.innerHTML = html
    .replaceAll(/<(b|span)>/g, '<$1 style="display: inline">')
    .replace('|', '<i id="caret"></i>')
  document.body.append(element)
  const mark = element.querySelector('#caret')
  const [parent, before] = [mark?.parentNode, mark?.previousSibling]
  if (!mark || !parent) throw new Error('The caret is missing.')
  mark.remove()
  const range = document.createRange()
  if (before instanceof Text) range.setStart(before, before.length)
  else range.setStart(parent, before ? [...parent.childNodes].indexOf(before) + 1 : 0)
  range.collapse(true)
  getSelection()?.removeAllRanges()
  getSelection()?.addRange(range)
  return textBeforeCaret({ kind: 'editor', element })
}

test.each([
  ['Before after|', 'Before after'],
  ['<p>Before <b>after</b>|</p>', 'after'],
  ['<p>Before <b>|after</b></p>', 'Before '],
  ['<p>Before\ufeff<span>\u200b|</span></p>', 'Before'],
  ['<p>First line</p><p>|</p>', ''],
  ['<p>First line</p><p><b>|</b>more</p>', ''],
  ['First line<br>|', ''],
  ['|', ''],
])('%j', (html, before) => {
  expect(inEditor(html)).toBe(before)
})

test('of a field its text up to the selection, and nothing where it does not tell', () => {
  const element = document.createElement('textarea')
  document.body.append(element)
  element.value = 'Before after'
  element.setSelectionRange(6, 12)
  expect(textBeforeCaret({ kind: 'box', element })).toBe('Before')
})
