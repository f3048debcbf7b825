import { useRouter } from '@tarojs/taro'
import { customersApi } from '../../shared/customers'
import { templatesApi } from '../../shared/templates/api'
import { useQuery } from '../lib/useQuery'
import { Page } from '../ui/Page'
import { Loaded } from '../ui/States'
import { ReportForm } from './ReportForm'
import { words } from './words'

/** `d` is the device of the QR code the customer scanned. */
export default function Report() {
  const { params } = useRouter()
  const mine = useQuery(customersApi.mine, {})
  const templates = useQuery(templatesApi.list, {})
  return (
    <Page title={words.title}>
      <Loaded query={mine}>
        {profile => (
          <Loaded query={templates}>
            {({ items }) => <ReportForm profile={profile} templates={items} startDeviceId={params.d ?? null} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
