// @vitest-environment jsdom
// DOMPurify lets everything through in happy-dom, whose NodeIterator stops early.
import { describe, expect, test } from 'vitest'
import { INJECTIONS } from './injections.ts'
import { renderMarkdown } from './render-markdown.ts'

const TAGS =
  'p br hr blockquote ul ol li strong em s code pre a h1 h2 h3 h4 h5 h6 table thead tbody tr th td'.split(
    ' ',
  )

function rendered(source: string): HTMLElement {
  const box = document.createElement('div')
  box.innerHTML = renderMarkdown(source)
  return box
}

function expectHarmless(box: HTMLElement): void {
  for (const element of box.querySelectorAll('*')) {
    expect(TAGS).toContain(element.localName)
    for (const { name, value } of element.attributes) {
      expect(['href', 'title', 'target', 'rel', 'start', 'dir']).toContain(name)
      if (name === 'dir') expect(value).toBe('auto')
      if (name === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:)/i)
    }
    if (element.localName === 'a' && element.hasAttribute('href')) {
      expect(element.getAttribute('target')).toBe('_blank')
      expect(element.getAttribute('rel')).toBe('noopener noreferrer nofollow')
    }
  }
}

describe('what anybody may write', () => {
  test.each(INJECTIONS)('cannot run or fetch anything: %s', (source) => {
    expectHarmless(rendered(source))
    // Where it stands in the text must not matter either.
    expectHarmless(rendered(`Hello **there**, ${source} and\n\n- ${source}\n\n> ${source}`))
    expectHarmless(rendered(`[${source}](${source} "${source}")`))
    expectHarmless(rendered(`![${source}](${source} "${source}")`))
    expectHarmless(rendered(`\`\`\`${source}\n${source}\n\`\`\``))
  })

  test('is shown as written when it is HTML', () => {
    expect(rendered('<b onclick="x()">hi</b>').textContent.trim()).toBe('<b onclick="x()">hi</b>')
  })
})

describe('links', () => {
  test('open in a tab and tell the other side nothing', () => {
    const link = rendered('See [the policy](https://nusa.example/refunds).').querySelector('a')
    expect(link?.getAttribute('href')).toBe('https://nusa.example/refunds')
    expect(link?.getAttribute('target')).toBe('_blank')
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer nofollow')
  })

  test('are made of bare addresses', () => {
    const hrefs = [...rendered('https://nusa.example or help@nusa.example').querySelectorAll('a')]
    expect(hrefs.map((link) => link.getAttribute('href'))).toEqual([
      'https://nusa.example',
      'mailto:help@nusa.example',
    ])
  })

  test.each(['/orders', 'ftp://nusa.example', 'tel:123', 'chrome://settings', '//nusa.example'])(
    'to %s are left as text',
    (target) => expect(rendered(`[there](${target})`).querySelector('a')).toBeNull(),
  )
})

test('an image becomes a link to it', () => {
  const box = rendered('![the broken cup](https://pics.example/cup.png)')
  expect(box.querySelector('img')).toBeNull()
  const link = box.querySelector('a')
  expect(link?.textContent).toBe('the broken cup')
  expect(link?.getAttribute('href')).toBe('https://pics.example/cup.png')
})

test('lists, emphasis, code and line breaks come out as such', () => {
  const box = rendered('**Bold** and\n`code`\n\n3. three\n4. four')
  expect(box.querySelector('strong')?.textContent).toBe('Bold')
  expect(box.querySelector('code')?.textContent).toBe('code')
  expect(box.querySelector('br')).not.toBeNull()
  expect(box.querySelector('ol')?.getAttribute('start')).toBe('3')
  expect(box.querySelectorAll('li')).toHaveLength(2)
})

test('each block runs the way its own first letter does', () => {
  const box = rendered('Hello\n\nمرحبا بكم\n\n- واحد\n- اثنان\n\n> שלום')
  const blocks = [...box.children].map(({ localName, attributes }) => [
    localName,
    attributes.getNamedItem('dir')?.value,
  ])
  expect(blocks).toEqual(['p', 'p', 'ul', 'blockquote'].map((name) => [name, 'auto']))
})

test('half of a message is rendered as far as it goes', () => {
  expect(rendered('Refunds take **5 to').textContent.trim()).toBe('Refunds take **5 to')
  expectHarmless(rendered('[click](java'))
})
