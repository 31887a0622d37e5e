/** What may be sent in a day, in megabytes and in as many files, unsent and broken off ones included. */
export interface UploadLimits {
  /** By one customer's browser. */
  customer: number
  /** By all customers of one network address together, and by one agent. */
  address: number
  /** By all customers of a team together. */
  team: number
}
