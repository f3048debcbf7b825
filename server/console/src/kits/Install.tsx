import { Button, Checkbox, Modal } from 'antd'
import { useState } from 'react'
import { type KitView, kitsApi } from '../../../../shared/kits'
import { useCommand } from '../lib/use-command'
import { words } from './words'

/** What is left to do with a kit; nothing when everything is there. */
const actOf = ({ installed, parts, samples }: KitView): string | null => {
  if (!installed) return words.install
  if (parts.some(({ state }) => state === 'absent')) return words.complete
  return samples.made === 0 ? words.addSamples : null
}

export const Install = ({ kit, isDemo }: { kit: KitView; isDemo: boolean }) => {
  const command = useCommand(kitsApi.install, words.done)
  const [isOpen, setIsOpen] = useState(false)
  const [withSamples, setWithSamples] = useState(isDemo)
  const act = actOf(kit)
  if (!act) return null
  const isOnlySamples = act === words.addSamples
  const install = async () => {
    await command.run({ code: kit.code, withSamples: withSamples || isOnlySamples })
    setIsOpen(false)
  }
  return (
    <>
      <Button type={kit.installed ? 'default' : 'primary'} onClick={() => setIsOpen(true)}>
        {act}
      </Button>
      <Modal
        title={words.askInstall(kit.name)}
        open={isOpen}
        okText={act}
        cancelText={words.keep}
        confirmLoading={command.busy}
        onOk={install}
        onCancel={() => setIsOpen(false)}
      >
        <p>{words.asks}</p>
        {kit.samples.made === 0 && (
          <Checkbox
            checked={withSamples || isOnlySamples}
            disabled={isOnlySamples}
            onChange={({ target }) => setWithSamples(target.checked)}
          >
            {words.withSamples(kit.samples.offered)}
          </Checkbox>
        )}
        <p className="pc-weak">{words.samplesWarn}</p>
      </Modal>
    </>
  )
}
