/** Two short tones, as the chime of a door; how loud and how long each is. */
const TONES = [
  { hertz: 880, at: 0 },
  { hertz: 1_174.7, at: 0.12 },
] as const
const LOUD = 0.12
const LASTS_S = 0.5

/** Plays the sound of an answer, where the browser lets this page be heard: a page nobody has touched it does not. */
export async function ring(): Promise<void> {
  try {
    const context = new AudioContext()
    try {
      // Never settles where it is not let.
      await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 300))])
      if (context.state !== 'running') return
      for (const { hertz, at } of TONES) {
        const tone = context.createOscillator()
        const loudness = context.createGain()
        const from = context.currentTime + at
        tone.frequency.value = hertz
        loudness.gain.setValueAtTime(LOUD, from)
        loudness.gain.exponentialRampToValueAtTime(0.001, from + LASTS_S)
        tone.connect(loudness).connect(context.destination)
        tone.start(from)
        tone.stop(from + LASTS_S)
      }
      await new Promise((done) => setTimeout(done, 1_000))
    } finally {
      await context.close()
    }
  } catch {
    // No sound here: the button tells.
  }
}
