import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { checkinsApi } from '../../../shared/checkins'
import { host } from '../../lib/host'
import { say } from '../../lib/useCommand'
import { useQuery } from '../../lib/useQuery'
import { Button } from '../../ui/Button'
import { Card } from '../../ui/Card'
import { QrCode } from '../../ui/QrCode'
import { words } from './words'

/** A new code is fetched this long before the old one dies, and never more often than that. */
const BEFORE_MS = 5_000
/** A phone whose clock is wrong still gets a new code every minute. */
const MINUTE_MS = 60_000

/** The rotating code the engineer scans at the door, also in letters for a camera that fails. */
export const VisitCode = ({ token }: { token: string }) => {
  const { data, reload } = useQuery(checkinsApi.visitCode, { trackToken: token })
  const expiresAt = data?.expiresAt
  useEffect(() => {
    if (!expiresAt) return
    const left = new Date(expiresAt).getTime() - Date.now()
    const timer = setTimeout(reload, Math.min(MINUTE_MS, Math.max(BEFORE_MS, left - BEFORE_MS)))
    return () => clearTimeout(timer)
  }, [expiresAt, reload])

  if (!data) return null
  return (
    <Card>
      <View className="pd-track-code">
        <View className="pd-strong">{words.visitCode}</View>
        <View className="pd-weak">{words.visitCodeSays}</View>
        <QrCode id="visit-qr" text={data.code} sizePx={216} />
        <View className="pd-row" style={{ justifyContent: 'center' }}>
          <View id="visit-code" className="pd-track-letters">
            {data.code}
          </View>
          <Button
            id="copy-code"
            kind="second"
            small
            onTap={() =>
              host.copy(data.code).then(
                () => say(words.copied),
                () => undefined,
              )
            }
          >
            {words.copy}
          </Button>
        </View>
      </View>
    </Card>
  )
}
