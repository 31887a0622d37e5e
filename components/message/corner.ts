/** The pointed corner of a bubble, on the side where it stands; the other way round where the chat is mirrored. */
export const CORNER = {
  right: 'rounded-br-[4px] mirrored:rounded-br-bubble mirrored:rounded-bl-[4px]',
  left: 'rounded-bl-[4px] mirrored:rounded-bl-bubble mirrored:rounded-br-[4px]',
}
