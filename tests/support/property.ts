import fc from 'fast-check'

// Left to itself, fast-check makes lists of about ten where a test allows sixty.
fc.configureGlobal({ defaultSizeToMaxWhenMaxSpecified: true })

/** fast-check, with lists and texts as long as a test allows them to be. A failure prints the seed that repeats it. */
export { fc }
