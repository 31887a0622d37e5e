/** Ids named in one statement: far from the parameters that SQLite (32,766) and PostgreSQL (65,535) take in one. */
export const IDS_MAX = 5_000
