import { expect, test } from 'vitest'
import { sourceLink } from './source-link.ts'

test.each([
  ['https://help.example/refunds?a=1#b', 'https://help.example/refunds?a=1#b'],
  ['http://help.example', 'http://help.example/'],
  ['javascript:alert(1)', null],
  [' \tjava\nscript:alert(1)', null],
  ['data:text/html,<script>alert(1)</script>', null],
  ['file:///etc/passwd', null],
  ['/refunds', null],
  ['', null],
  [undefined, null],
])('the source %j is opened at %j', (url, link) => {
  expect(sourceLink(url)).toBe(link)
})
