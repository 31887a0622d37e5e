import common from '../../locales/en/common.json' with { type: 'json' }
import composer from '../../locales/en/composer.json' with { type: 'json' }
import customer from '../../locales/en/customer.json' with { type: 'json' }
import handover from '../../locales/en/handover.json' with { type: 'json' }
import list from '../../locales/en/list.json' with { type: 'json' }
import settings from '../../locales/en/settings.json' with { type: 'json' }

/** What the panel shows once a picture may be taken, in its own words: those may change, and a key that is gone is a type error. */
export const WORDS = {
  asked: list.reasonAsked,
  handBack: common.handover,
  handBackTitle: handover.title,
  toAgent: handover.toAgent,
  lastHandoff: customer.lastHandoff,
  pickerKeys: composer.select,
  signOut: common.signOut,
  unsent: settings.unsentTitle,
} as const
