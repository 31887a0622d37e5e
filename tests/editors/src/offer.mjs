/** What the tests find on this page: by name, how to get into an editor, and what it takes its text to be. */
window.editors = {}

export const byId = (id) => document.getElementById(id)

/**
 * `field`: what takes the keys. `text`: what the editor has in its own document, not what is on the screen. `before`
 * and `after` show and hide it.
 */
export function offer(name, field, text, { before = () => {}, after = () => {}, focus } = {}) {
  const element = () => (typeof field === 'function' ? field() : field)
  window.editors[name] = {
    text,
    enter() {
      before()
      element().scrollIntoView({ block: 'center' })
      if (focus) focus()
      else element().focus()
    },
    leave: after,
  }
}
