import { type ReactNode, useMemo } from 'react'
import { templatesApi } from '../../../../../shared/templates/api'
import { useQuery } from '../../lib/use-query'
import { createDesk, DeskContext } from '../../templates/designer/desk'
import { Loaded } from '../../ui/States'

type Props = { flowCode: string; children: ReactNode }

/** The fields that conditions of this flow can speak of: those of the templates that follow it, else of the first there is. */
export const FormDesk = ({ flowCode, children }: Props) => {
  const templates = useQuery(templatesApi.list, {})
  const items = templates.data?.items
  const desk = useMemo(() => {
    const all = items ?? []
    const followers = all.filter(({ body }) => body.flowCode === flowCode)
    const [first] = followers.length > 0 ? followers : all
    if (!first) return null
    const fields = new Map(followers.flatMap(({ body }) => body.fields).map(field => [field.key, field]))
    const body = fields.size > 0 ? { ...first.body, fields: [...fields.values()] } : first.body
    return createDesk({ name: first.name, isPreset: false, body }, false)
  }, [items, flowCode])
  return (
    <Loaded query={templates}>
      {() => desk && <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>}
    </Loaded>
  )
}
