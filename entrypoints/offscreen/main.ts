import { answerPlayOrders } from '../../platform/player.ts'

answerPlayOrders()
