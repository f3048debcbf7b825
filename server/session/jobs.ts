import { acts } from '../queue/subscribers'
import { endSessionsOf } from './actions'

export const sessionSubscribers = [
  acts('session.end', ['person.left'], (call, { personId }) => endSessionsOf(call, personId)),
]
