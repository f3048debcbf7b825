import { at, type KitSample, sample } from '../kit'

export const samples: readonly KitSample[] = [
  sample(
    'auto-test-drive',
    '周六想试驾长续航版',
    { car: ['轿车', '长续航版'], driveAt: '2026-11-28T10:00:00+08:00', licence: '满一年' },
    'high',
  ),
  sample(
    'auto-test-drive',
    '一家五口试七座',
    { car: ['越野', '七座'], driveAt: '2026-11-29T14:00:00+08:00', licence: '满一年', companions: 4, route: '高架' },
    'high',
  ),
  sample(
    'auto-test-drive',
    '刚拿驾照想试乘',
    { car: ['轿车', '标准版'], driveAt: '2026-11-27T16:00:00+08:00', licence: '不满一年' },
    'high',
  ),
  sample('auto-follow-up', '试驾后问价格', { car: ['越野', '五座'], feeling: 5, intent: '一个月内' }),
  sample('auto-follow-up', '已下订单', {
    car: ['轿车', '长续航版'],
    feeling: 5,
    intent: '已订车',
    deliverOn: '2026-12-18',
  }),
  sample('auto-first-care', '首保预约', {
    car: ['轿车', '标准版'],
    plate: '浙A12345',
    mileage: 4_800,
    items: ['机油机滤', '空调滤芯'],
  }),
  sample('auto-first-care', '跑了一万二才来首保', { car: ['越野', '五座'], plate: '浙AD12345', mileage: 12_000 }),
  sample('auto-charger', '地下车位装 7 千瓦', {
    ...at('梦栖苑地下二层 B-118', '330110'),
    power: '7 千瓦',
    parking: '产权车位',
    consent: '办理中',
  }),
  sample('auto-charger', '院子里装 21 千瓦', {
    ...at('富春山居 16 号', '330111'),
    power: '21 千瓦',
    parking: '自家院内',
    consent: '不需要',
    supply: '自家配电箱',
    cable: 18,
  }),
  sample('auto-charger', '车位离电表箱一百米', {
    ...at('未来云城 9-1603', '330110'),
    power: '7 千瓦',
    parking: '产权车位',
    consent: '已取得',
    supply: '物业表箱',
    cable: 102.5,
  }),
]
