/** Who uploads a file, and alone may send it. */
export interface Uploader {
  kind: 'agent' | 'customer'
  id: string
  teamId: string
}
