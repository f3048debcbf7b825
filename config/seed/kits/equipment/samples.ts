import { at, type KitSample, sample } from '../kit'

export const samples: readonly KitSample[] = [
  sample(
    'equipment-cnc',
    '加工中心主轴尖叫',
    {
      ...at('下沙街道金沙大道 97 号一车间', '330114'),
      control: '发那科',
      fault: ['主轴', '异响'],
      production: '单机停机',
      stoppedAt: '2026-11-23T08:10:00+08:00',
    },
    'high',
  ),
  sample(
    'equipment-cnc',
    '五台机床全部报警停产',
    {
      ...at('萧山机加工园 3 号', '330109'),
      control: '西门子',
      fault: ['电气', '报警'],
      faultCode: '25201',
      production: '整线停产',
      stoppedAt: '2026-11-23T07:40:00+08:00',
      hourlyLoss: 300_000,
    },
    'critical',
  ),
  sample(
    'equipment-cnc',
    '刀库乱刀',
    { ...at('临平工业区 8 号', '330113'), control: '三菱', fault: ['刀库', '乱刀'], production: '带病运行' },
    'high',
  ),
  sample(
    'equipment-cnc',
    'Z 轴伺服要换',
    {
      ...at('余杭创新园 5 号', '330110'),
      control: '发那科',
      fault: ['进给轴', 'Z 轴'],
      production: '单机停机',
      quote: 1_800_000,
      needsPart: '是',
    },
    'high',
  ),
  sample(
    'equipment-hydraulics',
    '压机缸漏油',
    { ...at('义蓬工业区 2 号', '330114'), symptom: '漏油', production: '带病运行', pressure: 16.5 },
    'high',
  ),
  sample(
    'equipment-hydraulics',
    '高压管爆裂喷油',
    { ...at('瓜沥镇航坞路 225 号', '330109'), symptom: '管路爆裂', production: '单机停机' },
    'critical',
  ),
  sample(
    'equipment-hydraulics',
    '夏天油温到九十度',
    {
      ...at('临浦镇峙山北路 60 号', '330109'),
      symptom: '油温过高',
      production: '带病运行',
      oilTemperature: 90,
      oil: '68 号',
    },
    'high',
  ),
  sample('equipment-hydraulics', '升降台动作慢', {
    ...at('笕桥机场路 250 号', '330102'),
    symptom: '动作缓慢',
    production: '不影响',
    runHours: 5200,
  }),
  sample('equipment-upkeep', '三台机床年度保养', {
    ...at('金沙大道 97 号', '330114'),
    cycle: '年度',
    runHours: 6100,
  }),
  sample('equipment-upkeep', '压机季度点检', { ...at('义蓬工业区 2 号', '330114'), cycle: '季度' }),
]
