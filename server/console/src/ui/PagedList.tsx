import { Button, Table, type TableColumnsType } from 'antd'
import type { Pages } from '../lib/use-pages'
import { Card } from './Page'
import { Nothing, Trouble } from './States'

type Props<Row> = { pages: Pages<Row>; columns: TableColumnsType<Row>; none: string; noneSays: string }

/** A list that comes a page at a time and grows by a button. */
export const PagedList = <Row extends { id: string }>({ pages, columns, none, noneSays }: Props<Row>) => (
  <Card flush>
    {pages.problem && pages.items.length === 0 ? (
      <Trouble problem={pages.problem} onRetry={pages.reload} />
    ) : (
      <Table
        rowKey="id"
        columns={columns}
        dataSource={pages.items}
        loading={pages.loading && { delay: 100 }}
        pagination={false}
        scroll={{ x: 960 }}
        locale={{ emptyText: pages.loading ? ' ' : <Nothing title={none} says={noneSays} /> }}
      />
    )}
    {pages.hasMore && (
      <div className="pc-more">
        <Button loading={pages.loadingMore} onClick={pages.more}>
          再看一些
        </Button>
      </div>
    )}
  </Card>
)
