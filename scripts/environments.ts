/**
 * Where code runs, by what it may use there: each has a `tsconfig.<name>.json`, so that the server cannot ask for a
 * document, nor what both sides decide by for a process. The rest of the checkout is looked at with everything there is.
 */
export const ENVIRONMENTS = ['shared', 'server', 'worker', 'customer'] as const
