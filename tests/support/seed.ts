/**
 * What every random test of a run starts from. `BATON_SEED` repeats a run; `npm test` names the one of the checkout, so
 * that what one commit passes once it passes again, and the next commit tries other cases. Else each run has its own.
 */
export const SEED = seedFrom(process.env['BATON_SEED'])

function seedFrom(text: string | undefined): number {
  const given = Number(text)
  return text !== undefined && Number.isSafeInteger(given)
    ? given
    : Math.floor(Math.random() * 2 ** 31)
}
