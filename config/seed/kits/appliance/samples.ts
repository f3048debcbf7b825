import { at, type KitSample, sample } from '../kit'

export const samples: readonly KitSample[] = [
  sample(
    'appliance-repair',
    '空调吹热风',
    { ...at('翠苑新村 25-403'), product: ['空调', '挂机'], symptom: '不制冷' },
    'high',
  ),
  sample(
    'appliance-repair',
    '热水器旁边有燃气味',
    { ...at('溪上人家 5-202'), product: ['热水器', '燃气'], symptom: '闻到燃气味' },
    'critical',
  ),
  sample(
    'appliance-repair',
    '洗衣机显示 E5',
    { ...at('湖畔雅苑 1-1803'), product: ['洗衣机', '滚筒'], symptom: '显示故障代码', faultCode: 'E5' },
    'high',
  ),
  sample(
    'appliance-repair',
    '冰箱夜里响',
    { ...at('金钱苑 8-604'), product: ['冰箱', '对开门'], symptom: '异响', quote: 28_000 },
    'high',
  ),
  sample(
    'appliance-repair',
    '过保空调要换压缩机',
    { ...at('望江府 4-1501'), product: ['空调', '柜机'], symptom: '不制冷', quote: 120_000 },
    'high',
  ),
  sample('appliance-install', '新买两台挂机要装', {
    ...at('钱江时代 6-2206'),
    product: ['空调', '挂机'],
    units: 2,
    deliveredOn: '2026-11-24',
    conditions: ['需要支架', '高空作业'],
    outdoor: '外墙机位',
  }),
  sample('appliance-install', '装燃气热水器', {
    ...at('东城花园 15-303'),
    product: ['热水器', '燃气'],
    units: 1,
    deliveredOn: '2026-11-25',
    extras: [{ item: '排烟管加长', quantity: 2, price: 4_500 }],
  }),
  sample('appliance-install', '中央空调三台内机', {
    ...at('丁兰家园 9-702'),
    product: ['空调', '中央空调'],
    units: 3,
    deliveredOn: '2026-12-01',
  }),
  sample('appliance-care', '入冬前洗空调', { ...at('笕丰苑 3-401'), products: ['空调挂机'], count: 3 }),
  sample('appliance-care', '油烟机和洗衣机清洗', {
    ...at('武林雅居 2-906'),
    products: ['油烟机', '洗衣机'],
    count: 2,
  }),
]
