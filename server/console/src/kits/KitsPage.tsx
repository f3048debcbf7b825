import { type KitPart, type KitView, kitPartKindNames, kitPartKinds, kitsApi } from '../../../../shared/kits'
import { timeWords } from '../../../../shared/words'
import { useQuery } from '../lib/use-query'
import { Badge } from '../ui/Badges'
import { Card, Page } from '../ui/Page'
import { Loaded, Nothing } from '../ui/States'
import { Install } from './Install'
import { words } from './words'
import './kits.css'

const Part = ({ part: { kind, name, state }, isInstalled }: { part: KitPart; isInstalled: boolean }) => {
  const isArchived = kind === 'ruleSet' && isInstalled
  return (
    <li>
      {name} {isInstalled && state !== 'same' && <Badge tone="attention">{words.states[state]}</Badge>}
      {isArchived && <span className="pc-weak">{words.prices}</span>}
    </li>
  )
}

const Parts = ({ kit }: { kit: KitView }) => (
  <dl className="pc-kit-parts">
    {kitPartKinds.map(kind => (
      <div key={kind}>
        <dt className="pc-weak">{kitPartKindNames[kind]}</dt>
        <dd>
          <ul>
            {kit.parts
              .filter(part => part.kind === kind)
              .map(part => (
                <Part key={part.code} part={part} isInstalled={kit.installed !== null} />
              ))}
          </ul>
        </dd>
      </div>
    ))}
  </dl>
)

const KitCard = ({ kit, isDemo }: { kit: KitView; isDemo: boolean }) => {
  const { installed, samples } = kit
  const at = installed && timeWords(new Date(installed.at), new Date())
  return (
    <Card
      className="pc-kit"
      title={kit.name}
      extra={installed && <Badge tone="done">{words.installed(installed.byName, at ?? '')}</Badge>}
    >
      <span className="pc-second">{kit.says}</span>
      <Parts kit={kit} />
      <footer className="pc-kit-foot">
        <span className="pc-weak">{words.samples(samples.made, samples.offered)}</span>
        <Install kit={kit} isDemo={isDemo} />
      </footer>
    </Card>
  )
}

/** What a trade begins with, to be installed with one button and changed afterwards. */
export default function KitsPage() {
  const query = useQuery(kitsApi.list, {})
  return (
    <Page title={words.title} says={words.says}>
      <Loaded query={query} rows={8}>
        {({ items, isDemo }) =>
          items.length === 0 ? (
            <Nothing title={words.none} says={words.noneSays} />
          ) : (
            <div className="pc-kits">
              {items.map(kit => (
                <KitCard key={kit.code} kit={kit} isDemo={isDemo} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
