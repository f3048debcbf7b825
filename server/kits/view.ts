import type { Kit } from '../../config/seed/kits/kit'
import { toWire } from '../../shared/kernel/time'
import type { KitPart, KitView } from '../../shared/kits'
import type { InstallRow } from './store'

export const viewKit = (kit: Kit, install: InstallRow | null, parts: KitPart[]): KitView => ({
  code: kit.code,
  name: kit.name,
  says: kit.says,
  installed: install && { byName: install.installedByName, at: toWire(install.installedAt) },
  parts,
  samples: { offered: kit.samples.length, made: install?.samplesMade ?? 0 },
})
