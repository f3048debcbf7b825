import { migration } from '../db/migrate'
import {
  bigint,
  boolean,
  createTable,
  double,
  index,
  int,
  key,
  optionalBigint,
  optionalDouble,
  optionalInt,
  optionalRef,
  optionalString,
  string,
  text,
  unique,
} from '../db/tables'

export const peopleMigrations = [
  migration('People1763800004000', async runner => {
    await createTable(
      runner,
      'people',
      [
        key(),
        string('name', 60),
        optionalRef('wecom_user_id'),
        optionalString('phone', 20),
        text('roles'),
        optionalRef('team_id'),
        text('region_codes'),
        optionalRef('provider_id'),
        string('status', 10),
        text('skills'),
        optionalDouble('home_lat'),
        optionalDouble('home_lng'),
        double('rating'),
        int('capacity'),
        boolean('on_duty'),
        int('version'),
      ],
      [unique('ux_people_wecom_user_id', 'wecom_user_id')],
    )
    await createTable(runner, 'teams', [key(), string('name', 60), optionalRef('manager_id')], [])
    await createTable(runner, 'providers', [key(), string('name', 60)], [])
  }),
  migration('PeopleMembers1763810001000', async runner => {
    await createTable(
      runner,
      'memberships',
      [
        key(),
        optionalRef('person_id'),
        string('state', 10),
        text('department_ids'),
        text('tag_ids'),
        text('rule_roles'),
        int('missed_syncs'),
        optionalBigint('changed_at'),
        int('version'),
      ],
      [index('ix_memberships_person', 'person_id')],
    )
    await createTable(runner, 'departments', [key(), optionalInt('parent_id'), optionalString('name', 120)])
    await createTable(runner, 'role_rules', [key(), string('kind', 10), string('value', 20), string('role', 12)])
    await createTable(runner, 'last_places', [key(), double('lat'), double('lng'), bigint('at')])
  }),
]
