/** A site's data about its signed-in customer; null means that it gave none. */
export interface Claims {
  name: string | null
  email: string | null
}

/** A customer's name and email, and the site's data when it was last applied. */
export interface Known {
  name: string
  email: string | null
  claimedName: string | null
  claimedEmail: string | null
}

/**
 * Applies a site's data to a customer. The site sends it at every visit, so only changed values count: otherwise each
 * visit would undo an agent's corrections.
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
