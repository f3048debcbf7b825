import { Table, type TableColumnsType } from 'antd'
import type { Query } from '../lib/use-query'
import { Card } from './Page'
import { Loaded, Nothing } from './States'

type Props<Row> = {
  query: Query<{ items: Row[] }>
  columns: TableColumnsType<Row>
  none: string
  noneSays: string
}

/** px; a narrower window scrolls the table sideways. */
const MIN_WIDTH = 640

/** A list that comes whole, without pages. */
export const WholeList = <Row extends { id: string }>({ query, columns, none, noneSays }: Props<Row>) => (
  <Card flush>
    <Loaded query={query}>
      {({ items }) => (
        <Table
          rowKey="id"
          columns={columns}
          dataSource={items}
          pagination={false}
          scroll={{ x: MIN_WIDTH }}
          locale={{ emptyText: <Nothing title={none} says={noneSays} /> }}
        />
      )}
    </Loaded>
  </Card>
)
