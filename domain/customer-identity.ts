/** What a site says about its signed-in customer; null is what it does not say. */
export interface Claims {
  name: string | null
  email: string | null
}

/** A customer's name and email, and what the site said of them when it was last listened to. */
export interface Known {
  name: string
  email: string | null
  claimedName: string | null
  claimedEmail: string | null
}

/**
 * What is known once the site has spoken. It says the same at every visit, so only what it says anew counts:
 * otherwise it would undo at each visit what an agent has put right since.
 */
export function hearClaims(known: Known, { name, email }: Claims): Known {
  const newName = name !== null && name !== known.claimedName
  const newEmail = email !== null && email !== known.claimedEmail
  return {
    name: newName ? name : known.name,
    email: newEmail ? email : known.email,
    claimedName: name ?? known.claimedName,
    claimedEmail: email ?? known.claimedEmail,
  }
}
