/** Gives the page a function that calls another right after the next frame has been painted. */
export const AFTER_PAINT = `
  globalThis.afterPaint = (done) => requestAnimationFrame(() => {
    // A message is delivered after this frame was painted, unless another frame comes first.
    const channel = new MessageChannel()
    channel.port1.onmessage = done
    channel.port2.postMessage(null)
    requestAnimationFrame(done)
  })`
