import { View } from '@tarojs/components'
import Taro, { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { roleNames, roles } from '../../shared/kernel/roles'
import { type LoggedInPerson, sessionApi } from '../../shared/session'
import { pages } from '../lib/go'
import { enterAs, unknownIdentity } from '../lib/session'
import { sentenceOf } from '../lib/trouble'
import { say } from '../lib/useCommand'
import { useQuery } from '../lib/useQuery'
import { Card, Section } from '../ui/Card'
import { Icon } from '../ui/Icon'
import { Page } from '../ui/Page'
import { Loaded } from '../ui/States'
import { words } from './words'

/** Only the demo has this page to show: elsewhere people are logged in by WeCom or WeChat. */
export default function Choose() {
  const { params } = useRouter()
  const people = useQuery(sessionApi.demoPeople, {})
  const [unknown] = useState(unknownIdentity)
  const [entering, setEntering] = useState<string | null>(null)

  const enter = async (person: LoggedInPerson) => {
    if (entering) return
    setEntering(person.id)
    try {
      await enterAs(person.id)
      Taro.reLaunch({ url: params.to ? decodeURIComponent(params.to) : pages.workbench })
    } catch (problem) {
      say(sentenceOf(problem))
    }
    setEntering(null)
  }

  return (
    <Page title={words.title} isStart>
      <View className="pd-hello">
        <View className="pd-hello-name">{words.lead}</View>
        <View className="pd-second">{unknown ? words.unknown(unknown) : words.explain}</View>
      </View>
      <Loaded query={people}>
        {({ items }) => (
          <>
            <People
              title={words.staff}
              people={byRole(items.filter(one => one.kind === 'member'))}
              enter={enter}
              entering={entering}
            />
            <People
              title={words.customers}
              people={items.filter(one => one.kind === 'customer')}
              enter={enter}
              entering={entering}
            />
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** In the order of the roles, so that every role is found without a search. */
const byRole = (people: LoggedInPerson[]): LoggedInPerson[] => {
  const rank = (person: LoggedInPerson) => Math.min(...person.roles.map(role => roles.indexOf(role)))
  return [...people].sort((a, b) => rank(a) - rank(b))
}

type PeopleProps = {
  title: string
  people: LoggedInPerson[]
  entering: string | null
  enter: (person: LoggedInPerson) => void
}

const People = ({ title, people, enter, entering }: PeopleProps) =>
  people.length === 0 ? null : (
    <Section title={title}>
      <Card flush>
        {people.map((person, index) => (
          <View
            key={person.id}
            id={`as-${person.id}`}
            className={`pd-line pd-tap ${index ? '' : 'first'}`}
            role="button"
            onClick={() => enter(person)}
          >
            <View className="pd-face">{person.name.slice(0, 1)}</View>
            <View className="pd-grow">
              <View className="pd-strong">{person.name}</View>
              <View className="pd-weak">
                {[person.roles.map(role => roleNames[role]).join('、'), person.teamName].filter(Boolean).join(' · ')}
              </View>
            </View>
            {entering === person.id ? <View className="pd-spin" /> : <Icon name="next" size="small" />}
          </View>
        ))}
      </Card>
    </Section>
  )
