import { CloudOff } from '@lucide/vue'
import { defineComponent, h, type VNode } from 'vue'
import BatonMark from '../../../components/sign-in/BatonMark.vue'
import DemoHint from '../../../components/sign-in/DemoHint.vue'
import SignInScreen from '../../../components/sign-in/SignInScreen.vue'
import WelcomeSteps from '../../../components/sign-in/WelcomeSteps.vue'
import SplitView from '../../../components/shell/SplitView.vue'
import ConnectingScreen from '../../../components/states/ConnectingScreen.vue'
import ErrorBoundary from '../../../components/states/ErrorBoundary.vue'
import PartFailed from '../../../components/states/PartFailed.vue'
import StateMessage from '../../../components/states/StateMessage.vue'
import StorageScreen from '../../../components/states/StorageScreen.vue'
import type { ShownConnection } from '../../../components/live/useSession.ts'
import { usePlace } from '../../../stores/place.ts'
import type { Previews } from '../previews.ts'
import { account, mine, NOW } from '../samples.ts'

const signIn = (fields: Partial<InstanceType<typeof SignInScreen>['$props']>) =>
  h(SignInScreen, {
    ...{ busy: false, failure: null, reason: 'never' },
    demoAt: () => Promise.resolve(null),
    ...fields,
  })
const demo = { email: 'rina@example.com', password: 'baton' }

/** The panel as a whole, with a conversation open or none. */
function panel(open: string, connection: ShownConnection = { status: 'live' }): () => VNode {
  const Panel = defineComponent(() => {
    const place = usePlace()
    if (open) place.open(open)
    else place.close()
    return () => h(SplitView, { account, connection })
  })
  return () => h('div', { class: 'h-[620px]' }, [h(Panel)])
}

export const screens: Previews = {
  'shell/SplitView': {
    floats: true,
    height: 620,
    states: {
      'the list': panel(''),
      'a conversation': panel(mine.id),
      offline: panel('', { status: 'offline', since: NOW }),
      'without WebSockets': panel('', { status: 'offline', since: NOW, blocked: true }),
      'no room left': panel('', { status: 'full' }),
      'too old': panel('', { status: 'outdated', older: 'panel' }),
    },
  },
  'sign-in/BatonMark': { states: { plain: () => h(BatonMark, { class: 'size-11' }) } },
  'sign-in/DemoHint': { states: { plain: () => h(DemoHint, { email: demo.email, busy: false }) } },
  'sign-in/SignInScreen': {
    floats: true,
    states: {
      'first time': () => signIn({}),
      'of a demo': () => signIn({ demoAt: () => Promise.resolve(demo) }),
      busy: () => signIn({ busy: true }),
      'wrong password': () => signIn({ failure: 'wrong-credentials' }),
      delayed: () => signIn({ failure: 'too-many-tries', waitUntil: Date.now() + 90_000 }),
      'no server': () => signIn({ failure: 'no-server' }),
      expired: () => signIn({ reason: 'expired' }),
      revoked: () => signIn({ reason: 'revoked', failure: 'no-team' }),
    },
  },
  'sign-in/WelcomeSteps': { states: { plain: () => h(WelcomeSteps) } },
  'states/ConnectingScreen': {
    height: 320,
    states: {
      connecting: () => h(ConnectingScreen, { connection: { status: 'connecting' } }),
      offline: () => h(ConnectingScreen, { connection: { status: 'offline', since: NOW } }),
      'without WebSockets': () =>
        h(ConnectingScreen, { connection: { status: 'offline', since: NOW, blocked: true } }),
      'no room left': () => h(ConnectingScreen, { connection: { status: 'full' } }),
      'too old': () => h(ConnectingScreen, { connection: { status: 'outdated', older: 'panel' } }),
    },
  },
  'states/ErrorBoundary': {
    states: { 'all well': () => h(ErrorBoundary, null, () => 'What is inside.') },
  },
  'states/PartFailed': {
    height: 320,
    states: { failed: () => h(PartFailed, { error: new Error('x is not a function') }) },
  },
  'states/StateMessage': {
    height: 320,
    states: {
      'with details': () =>
        h(StateMessage, {
          ...{ icon: CloudOff, title: 'No connection', text: 'Baton tries again by itself.' },
          details: 'net::ERR_CONNECTION_REFUSED',
        }),
    },
  },
  'states/StorageScreen': {
    floats: true,
    states: {
      full: () => h(StorageScreen, { failure: { kind: 'full', details: 'QuotaExceededError' } }),
      refused: () => h(StorageScreen, { failure: { kind: 'refused', details: 'SecurityError' } }),
    },
  },
}
