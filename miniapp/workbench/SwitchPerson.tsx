import { View } from '@tarojs/components'
import { go } from '../lib/go'
import { hasOwnBar } from '../lib/screen'
import { words } from './words'

/** A plain browser is the demo: one may look through other eyes. */
export const SwitchPerson = () =>
  hasOwnBar() ? (
    <View id="switch-person" className="pd-link" role="button" onClick={() => go('choose')}>
      {words.switchPerson}
    </View>
  ) : null
