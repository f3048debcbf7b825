import { migration } from '../db/migrate'
import {
  boolean,
  createTable,
  double,
  int,
  key,
  optionalDouble,
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
]
