/** How many answers of the AI somebody may have, and how much it may read for them. */
export interface Budget {
  turnsPerMinute: number
  turnsPerDay: number
  lettersPerDay: number
}

/** For each customer, for all customers of one network, and for the whole team. */
export interface TurnBudgets {
  customer: Budget
  network: Budget
  team: Budget
}
