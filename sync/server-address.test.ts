import { expect, test } from 'vitest'
import { serverOrigin } from './server-address.ts'

test.each([
  ['baton.example.com', 'https://baton.example.com'],
  ['  baton.example.com/inbox?x=1 ', 'https://baton.example.com'],
  ['baton.example.com:8443', 'https://baton.example.com:8443'],
  ['https://Baton.Example.com/', 'https://baton.example.com'],
  ['http://baton.example.com', 'https://baton.example.com'],
  ['localhost:3000', 'http://localhost:3000'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://localhost:3000', 'https://localhost:3000'],
  ['127.0.0.1:4711', 'http://127.0.0.1:4711'],
  ['[::1]:4711', 'http://[::1]:4711'],
  ['192.168.1.20', 'http://192.168.1.20'],
  ['172.20.0.3:80', 'http://172.20.0.3:80'],
  ['172.40.0.3', 'https://172.40.0.3'],
  ['shop-server:3000', 'http://shop-server:3000'],
  ['baton.local', 'http://baton.local'],
  ['10.example.com', 'https://10.example.com'],
])('"%s" is %s', (typed, origin) => {
  expect(serverOrigin(typed)).toBe(origin)
})

test.each([
  '',
  '   ',
  'two words',
  'ftp://baton.test',
  'https://',
  'javascript:alert(1)',
  'a@b.test',
])('"%s" is no address', (typed) => {
  expect(serverOrigin(typed)).toBeNull()
})
