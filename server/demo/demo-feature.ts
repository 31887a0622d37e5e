import type { Feature } from '../feature/feature.ts'
import type { TeamServices } from '../team/team-services.ts'
import { shopSignIn } from './shop-sign-in.ts'

interface Deps {
  config: { demo: boolean }
  teams: TeamServices
}

/** What there is in the demo only. */
export function demoFeature({ config, teams }: Deps): Pick<Feature, 'routes'> {
  if (!config.demo) return {}
  return {
    routes: (http) => {
      shopSignIn(http, teams)
      return Promise.resolve()
    },
  }
}
