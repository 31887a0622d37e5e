import { expect, test } from 'vitest'
import { hearClaims, type Known } from './customer-identity.ts'

const guest: Known = { name: 'Guest 12AB', email: null, claimedName: null, claimedEmail: null }
const claims = { name: 'Ana Putri', email: 'ana@example.com' }

test('a guest becomes whom the site says', () => {
  expect(hearClaims(guest, claims)).toMatchObject(claims)
})

test('what an agent put right stays, however often the site repeats itself', () => {
  const corrected = { ...hearClaims(guest, claims), name: 'Ana Putri Lestari' }
  expect(hearClaims(corrected, claims)).toEqual(corrected)
})

test('what the site says anew counts, field by field', () => {
  const corrected = { ...hearClaims(guest, claims), name: 'Ana Putri Lestari' }
  const moved = hearClaims(corrected, { ...claims, email: 'ana@new.example' })
  expect(moved).toMatchObject({ name: 'Ana Putri Lestari', email: 'ana@new.example' })
})

test('what the site does not say stays as it was', () => {
  const known = hearClaims(guest, claims)
  expect(hearClaims(known, { name: null, email: null })).toEqual(known)
})
