import { at, type KitSample, sample } from '../kit'

export const samples: readonly KitSample[] = [
  sample(
    'property-plumbing',
    '厨房水管爆了，水已经漫到客厅',
    {
      ...at('文三路 188 号东方公寓 3-1202'),
      where: ['户内', '厨房'],
      symptom: '爆管',
      valve: '关不上',
      spread: '漏到楼下',
    },
    'critical',
  ),
  sample(
    'property-plumbing',
    '地下车库主管在喷水',
    {
      ...at('古墩路 620 号地下车库'),
      where: ['公共区域', '地下车库'],
      symptom: '爆管',
      valve: '已关闭',
      spread: '整个单元',
      pipe: 110,
    },
    'critical',
  ),
  sample('property-plumbing', '卫生间地漏返水', {
    ...at('三墩镇西园路 9 号 7-302'),
    where: ['户内', '卫生间'],
    symptom: '堵塞',
    quote: 15_000,
  }),
  sample(
    'property-plumbing',
    '阳台水管接头滴水',
    { ...at('转塘街道象山路 77 号 2-1101'), where: ['户内', '阳台'], symptom: '漏水', spread: '仅本户' },
    'high',
  ),
  sample(
    'property-plumbing',
    '整个单元早上没有水',
    { ...at('湖滨路 28 号 1 单元'), where: ['公共区域', '水泵房'], symptom: '停水', spread: '整个单元' },
    'high',
  ),
  sample('property-electrical', '三楼楼道灯不亮', {
    ...at('清泰街 236 号 8 幢三楼'),
    facility: '照明',
    description: '楼道声控灯都不亮',
  }),
  sample(
    'property-electrical',
    '电梯停在四楼，里面有两个人',
    { ...at('望江东路 66 号 4 幢'), facility: '电梯', trapped: '是', people: 2, description: '电梯停在四楼不开门' },
    'critical',
  ),
  sample(
    'property-electrical',
    '出口道闸抬不起来',
    { ...at('富春路 308 号南门'), facility: '道闸', description: '扫码后抬杆无反应' },
    'high',
  ),
  sample(
    'property-complaint',
    '楼上半夜装修',
    { ...at('九环路 31 号 15-303'), about: '噪音', demand: ['整改', '回复'] },
    'high',
  ),
  sample(
    'property-complaint',
    '上次修好的水管又漏了',
    { ...at('勤丰路 12 号 9-702'), about: '维修质量', relatedNumber: 'T20261101-0007', demand: ['道歉'] },
    'high',
  ),
]
