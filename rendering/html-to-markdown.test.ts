// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { htmlToMarkdown } from './html-to-markdown.ts'
import { INJECTIONS } from './injections.ts'
import { renderMarkdown } from './render-markdown.ts'

test.each([
  ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
  ['<div>One</div><div><br></div><div>Two</div>', 'One\n\nTwo'],
  ['One<br>Two', 'One\nTwo'],
  ['<b>Bold</b>, <em>leaning</em> and <s>gone</s> ', '**Bold**, _leaning_ and ~~gone~~'],
  ['<b> spaces </b>around', '**spaces** around'],
  ['<a href="https://x.example/?a=1&amp;b=2">here</a>', '[here](https://x.example/?a=1&b=2)'],
  ['<a href="https://x.example">https://x.example</a>', 'https://x.example'],
  ['<a href="javascript:alert(1)">here</a>', 'here'],
  ['<img src="https://x.example/a.png" alt="A picture">', '[A picture](https://x.example/a.png)'],
  ['<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>', '1. One\n   - Inner\n2. Two'],
  ['<blockquote>Said<br>so</blockquote>', '> Said\n> so'],
  ['<h2>Title</h2>Text', '## Title\n\nText'],
  ['<pre>a  *b*\n c</pre>', '```\na  *b*\n c\n```'],
  ['<code>x`y</code>', "`x'y`"],
  ['2 * 3 = [six] <i></i>&lt;b&gt;', '2 \\* 3 = \\[six\\] \\<b\\>'],
  ['# no heading', '\\# no heading'],
  ['Dear {{to.first_name}}, <b>{{?a_b:x,*y*}}</b>', 'Dear {{to.first_name}}, **{{?a_b:x,*y*}}**'],
  ['<style>p{}</style><script>alert(1)</script><!-- x --><title>t</title>Text', 'Text'],
  ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\n\nc'],
])('%j becomes %j', (html, markdown) => {
  expect(htmlToMarkdown(html)).toBe(markdown)
})

test('nothing that was ever injected comes out as anything but text', () => {
  for (const injection of INJECTIONS) {
    const shown = renderMarkdown(htmlToMarkdown(injection))
    const page = new DOMParser().parseFromString(shown, 'text/html')
    for (const element of page.querySelectorAll('*')) {
      expect(element.getAttributeNames().filter((name) => name.startsWith('on'))).toEqual([])
      expect(element.getAttribute('href') ?? 'https:').toMatch(/^(?:https?:|mailto:)/)
    }
    expect(page.querySelector('script, style, iframe, img, svg, form, object')).toBeNull()
  }
})
