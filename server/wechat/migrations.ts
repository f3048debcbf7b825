import { TableIndex } from 'typeorm'
import { migration } from '../db/migrate'
import {
  bigint,
  createTable,
  index,
  int,
  key,
  optionalBigint,
  optionalRef,
  optionalString,
  ref,
  string,
  unique,
} from '../db/tables'

export const wechatMigrations = [
  migration('Wechat1763810041000', async runner => {
    await createTable(runner, 'wechat_quota', [
      key(),
      ref('openid'),
      string('template_id', 100),
      int('accepted'),
      int('used'),
    ])
    await createTable(runner, 'wechat_recipients', [key(), optionalRef('lease'), optionalBigint('lease_until')])
    await createTable(
      runner,
      'wechat_tellings',
      [
        key(),
        ref('ticket_id'),
        string('says', 200),
        string('channel', 10),
        string('state', 12),
        optionalString('reason', 40),
        optionalRef('kf_reply_id'),
        bigint('at'),
      ],
      [index('ix_wechat_tellings_ticket', 'ticket_id', 'id'), index('ix_wechat_tellings_kf_reply', 'kf_reply_id')],
    )
    await createTable(
      runner,
      'wechat_scenes',
      [key(), string('kind', 20), ref('subject_id'), optionalRef('file_id'), bigint('created_at')],
      [unique('ux_wechat_scenes_subject', 'kind', 'subject_id')],
    )
    await createTable(runner, 'wechat_links', [key(), string('url', 500), bigint('expires_at')])
  }),
  migration('Wechat1764130005000', runner =>
    runner.createIndex('wechat_links', new TableIndex(index('ix_wechat_links_expires', 'expires_at'))),
  ),
]
