/** fast-check, with lists and texts as long as a test allows them to be, and as many cases as the run can afford. */
export * as fc from './scaled-fast-check.ts'
