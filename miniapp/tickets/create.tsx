import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { customersApi } from '../../shared/customers'
import { type TemplateView, templatesApi } from '../../shared/templates/api'
import { useQuery } from '../lib/useQuery'
import { Card, Section } from '../ui/Card'
import { Chips } from '../ui/fields/Options'
import { Page } from '../ui/Page'
import { Loaded } from '../ui/States'
import { type Begun, CreateForm, type Said } from './CreateForm'
import { CustomerChoice } from './CustomerChoice'
import { words } from './words'

/** What is known from the address comes filled: template, customer, device, channel. */
export default function Create() {
  const { params } = useRouter()
  const templates = useQuery(templatesApi.list, {})
  const [templateId, setTemplateId] = useState<string | null>(params.templateId ?? null)
  const [customerId, setCustomerId] = useState<string | null>(params.customerId ?? null)
  const description = params.description ? decodeURIComponent(params.description) : ''
  const [said, setSaid] = useState<Said>(description ? { description } : {})
  const begun = useRef<Begun | null>(null)
  const profile = useQuery(customersApi.get, customerId ? { id: customerId } : null)
  const template = templates.data?.items.find(one => one.id === templateId)
  const isReady = template && (!customerId || profile.data)

  return (
    <Page title={words.createTitle}>
      <Loaded query={templates}>
        {({ items }) => (
          <>
            <Section title={words.chooseTemplate}>
              <Card>
                <TemplateChips templates={items} chosen={templateId} onChoose={setTemplateId} />
              </Card>
            </Section>
            <CustomerChoice customer={profile.data?.customer ?? null} onChoose={setCustomerId} />
            {isReady && (
              <CreateForm
                key={`${template.id} ${customerId}`}
                template={template}
                customer={customerId ? (profile.data?.customer ?? null) : null}
                devices={customerId ? (profile.data?.devices ?? []) : []}
                start={{
                  deviceId: params.deviceId ?? null,
                  channel: params.channel === 'chat' || params.channel === 'profile' ? params.channel : 'workbench',
                  description,
                }}
                said={said}
                onSay={change => setSaid(before => ({ ...before, ...change }))}
                begun={begun}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}

type ChipsProps = { templates: TemplateView[]; chosen: string | null; onChoose: (id: string) => void }

const TemplateChips = ({ templates, chosen, onChoose }: ChipsProps) => (
  <View style={{ marginTop: '-8px' }}>
    <Chips
      id="template"
      options={templates.map(({ id, name }) => ({ value: id, name }))}
      chosen={chosen ? [chosen] : []}
      onTap={onChoose}
    />
  </View>
)
