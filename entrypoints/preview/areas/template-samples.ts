import { defineComponent, h, type VNode } from 'vue'
import { contentOf, type TemplateView } from '../../../db/template-view.ts'
import type { TemplateContent } from '@baton/protocol/template.ts'
import { templates as samples } from '../samples.ts'

export const views = samples.map((template): TemplateView => ({ ...template, edit: null }))
const [first, second] = views
if (!first || !second) throw new Error('There are no sample templates.')
export const greeting = first
export const refund = second
/** What somebody made of the greeting. */
export const changed: TemplateContent = {
  ...contentOf(greeting),
  body: 'Good morning {{customer.first_name|there}}, this is {{agent.first_name}}.',
}

/** Draws with what a composable makes: it needs the stores, which a page has by then. */
export const made = <Given>(make: () => Given, draw: (given: Given) => VNode) => {
  const Made = defineComponent(() => {
    const given = make()
    return () => draw(given)
  })
  return () => h(Made)
}
