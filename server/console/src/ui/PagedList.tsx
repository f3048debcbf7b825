import { Alert, Button, Skeleton, Table, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import { sentenceOf } from '../lib/trouble'
import type { Pages } from '../lib/use-pages'
import { Card } from './Page'
import { Nothing, Trouble } from './States'
import { useRowKeys } from './use-row-keys'
import { words } from './words'

type Props<Row> = {
  pages: Pages<Row>
  columns: TableColumnsType<Row>
  idOf: (row: Row) => string
  none: string
  noneSays: string
  title?: ReactNode
  extra?: ReactNode
  /** Stands between the title and the table. */
  children?: ReactNode
  /** px; a narrower window scrolls the table sideways. */
  minWidth?: number
  onOpen?: (row: Row) => void
  openId?: string | null
}

/** A list that comes a page at a time and grows by a button; where rows open, j, k and Enter do it too. */
export const PagedList = <Row extends object>(props: Props<Row>) => {
  const { pages, columns, idOf, none, noneSays, title, extra, children, minWidth = 960, onOpen, openId = null } = props
  const { shownId, rowProps } = useRowKeys({ items: pages.items, idOf, openId, onOpen })
  const rowClass = (row: Row): string => (idOf(row) === shownId ? 'pc-row chosen' : 'pc-row')
  return (
    <Card flush title={title} extra={extra}>
      {children}
      {pages.problem && pages.items.length === 0 ? (
        <Trouble problem={pages.problem} onRetry={pages.reload} />
      ) : (
        <>
          <Table
            rowKey={idOf}
            columns={columns}
            dataSource={pages.items}
            pagination={false}
            sticky
            tableLayout="fixed"
            scroll={{ x: minWidth }}
            locale={{ emptyText: pages.loading ? <Waiting /> : <Nothing title={none} says={noneSays} /> }}
            {...(onOpen && { rowClassName: rowClass, onRow: rowProps })}
          />
          <End pages={pages} />
        </>
      )}
    </Card>
  )
}

const Waiting = () => (
  <div aria-busy="true">
    <Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} />
  </div>
)

/** What follows the last row: the rest, why it did not come, or that there is none. */
const End = <Row,>({ pages }: { pages: Pages<Row> }) => {
  if (pages.items.length === 0) return null
  return (
    <div className="pc-more">
      {pages.problem !== null && (
        <Alert
          showIcon
          type="warning"
          title={sentenceOf(pages.problem)}
          action={
            <Button size="small" onClick={pages.reload}>
              {words.again}
            </Button>
          }
        />
      )}
      {pages.hasMore ? (
        <Button loading={pages.loadingMore} onClick={pages.more}>
          {words.more}
        </Button>
      ) : (
        <span className="pc-weak">{words.all(pages.items.length)}</span>
      )}
    </div>
  )
}
