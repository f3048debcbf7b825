import { Button, Modal, Typography } from 'antd'
import { useState } from 'react'
import { automationApi } from '../../../../shared/automation'
import { useQuery } from '../lib/use-query'
import { Loaded } from '../ui/States'
import { words } from './words'

/** What outside systems check our signatures with, shown only when it is asked for. */
export const Secret = () => {
  const [isOpen, setIsOpen] = useState(false)
  const query = useQuery(automationApi.webhookSecret, isOpen ? {} : null)
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{words.secret}</Button>
      <Modal
        open={isOpen}
        title={words.secret}
        footer={<Button onClick={() => setIsOpen(false)}>{words.close}</Button>}
        onCancel={() => setIsOpen(false)}
      >
        <p>{words.secretSays}</p>
        <Loaded query={query} rows={2}>
          {({ secret, says }) => (
            <>
              <p>
                <Typography.Text code copyable={{ tooltips: [words.copy, words.copied] }}>
                  {secret}
                </Typography.Text>
              </p>
              <p className="pc-weak pc-small">{says}</p>
            </>
          )}
        </Loaded>
      </Modal>
    </>
  )
}
