import type { Priority } from '../../shared/priorities'
import type { Status, WaitReason } from '../../shared/tickets/life'

/**
 * A key for what follows below; when it was opened (`3d 09:20`: at that time three days ago, `95m`: so many minutes
 * before the demo begins); the device, or template and customer; what is wrong, an option of the form; the engineer;
 * minutes from opening to check-in; minutes of work; where it stands now; more words.
 */
type Row = readonly [string, string, string, string, string | null, number, number, Status, string]

const rows: readonly Row[] = [
  ['c01', '12d 09:10', 'device01', '不制冷', 'engineer1', 150, 55, 'closed', '外机不转，室内吹热风'],
  ['c02', '12d 10:05', 'device28', '不制热', 'engineer6', 120, 70, 'closed', '开机半小时仍是凉风'],
  ['c03', '11d 08:50', 'device15', '不排水', 'engineer3', 100, 40, 'closed', '停在排水不动'],
  ['c04', '11d 13:20', 'device43', '漏水', 'engineer9', 90, 65, 'closed', '内机滴水到地板'],
  ['c05', '10d 09:30', 'aircon-install customer12', '', 'engineer4', 1450, 130, 'closed', '挂机一台，已打孔'],
  ['c06', '10d 10:15', 'device34', '打不着火', 'engineer6', 130, 50, 'closed', '电池已换过'],
  ['c07', '9d 11:00', 'device33', '不脱水', 'engineer7', 180, 45, 'closed', '脱水时停机'],
  ['c08', '9d 14:10', 'device23', '显示故障代码', 'engineer5', 110, 95, 'closed', '显示 E5，全屋都不制冷'],
  ['c09', '8d 09:00', 'device44', '异响或晃动', 'engineer9', 150, 60, 'closed', '甩干时整机移动'],
  ['c10', '8d 15:30', 'device20', '漏水', 'engineer2', 90, 50, 'closed', '冷凝水顺墙流下'],
  ['c11', '7d 10:40', 'complaint customer16', '', 'engineer5', 60, 30, 'closed', '上次维修后没有清理现场'],
  ['c12', '6d 09:15', 'device36', '不制冷', 'engineer8', 200, 80, 'closed', '压缩机不启动'],
  ['c13', '6d 13:05', 'device42', '水温不稳', 'engineer4', 120, 55, 'closed', '洗澡时忽冷忽热'],
  ['c14', '5d 08:40', 'device46', '异响', 'engineer7', 160, 60, 'closed', '夜里外机有金属声'],
  ['c15', '5d 18:20', 'device10', '闻到燃气味', 'engineer3', 35, 45, 'closed', '厨房有燃气味，阀门已关'],
  ['c16', '4d 09:50', 'device37', '门打不开', 'engineer7', 140, 35, 'closed', '衣服还在里面'],
  ['c17', '3d 10:30', 'device38', '不开机', 'engineer1', 170, 75, 'closed', '按遥控没有反应'],
  ['c18', '3d 14:00', 'consultation customer29', '', 'engineer5', 40, 20, 'closed', '新空调怎么设置睡眠模式'],
  ['p01', '1300m', 'device04', '不制热', 'engineer1', 90, 60, 'completed', '卧室空调只出冷风'],
  ['p02', '1250m', 'device22', '不进水', 'engineer2', 120, 45, 'completed', '水龙头是开的'],
  ['p03', '1100m', 'device31', '打不着火', 'engineer6', 100, 55, 'completed', '要试五六次才点着'],
  ['p04', '1000m', 'device29', '漏水', 'engineer7', 150, 50, 'completed', '门下方渗水'],
  ['p05', '900m', 'device41', '有异味', 'engineer9', 80, 40, 'completed', '一开机有霉味'],
  ['p06', '780m', 'device06', '不加热', 'engineer3', 110, 60, 'completed', '加热灯不亮'],
  ['p07', '620m', 'aircon-install customer37', '', 'engineer8', 100, 135, 'completed', '柜机一台，需要支架'],
  ['w01', '560m', 'device19', '不排水', 'engineer3', 100, 50, 'awaiting_acceptance', '桶里一直有水'],
  ['w02', '500m', 'device26', '不制冷', 'engineer2', 90, 60, 'awaiting_acceptance', '用了七年，制冷越来越差'],
  ['w03', '430m', 'device32', '异响', 'engineer6', 80, 45, 'awaiting_acceptance', '内机嗡嗡响'],
  ['w04', '380m', 'device45', '打不着火', 'engineer9', 100, 60, 'awaiting_acceptance', '显示屏正常'],
  ['w05', '330m', 'device49', '不制热', 'engineer7', 120, 60, 'awaiting_acceptance', '富阳路远，请预留时间'],
  ['k01', '240m', 'device21', '显示故障代码', 'engineer3', 180, 0, 'working', '显示 E1'],
  ['k02', '210m', 'device09', '不制冷', 'engineer5', 165, 0, 'working', '客厅柜机，老人在家'],
  ['k03', '260m', 'device35', '显示故障代码', 'engineer6', 190, 0, 'working', '显示 F1'],
  ['k04', '190m', 'device47', '不排水', 'engineer7', 155, 0, 'working', '已自行清理过滤网'],
  ['h01', '300m', 'device25', '水温不稳', 'engineer4', 120, 40, 'waiting', '需要燃气比例阀'],
  ['h02', '280m', 'device30', '漏水', 'engineer8', 150, 20, 'waiting', '吊顶内漏水'],
  ['h03', '200m', 'device39', '不开机', 'engineer9', 100, 30, 'waiting', '电脑板烧毁'],
  ['t01', '150m', 'device18', '不开机', 'engineer1', 160, 0, 'travelling', '指示灯不亮'],
  ['t02', '130m', 'device24', '漏水', 'engineer2', 145, 0, 'travelling', '烘干时漏水'],
  ['a01', '120m', 'device16', '不制冷', 'engineer1', 300, 0, 'accepted', '只有主卧不冷'],
  ['a02', '110m', 'device08', '漏水', 'engineer2', 330, 0, 'accepted', '门封圈处漏水'],
  ['a03', '100m', 'aircon-install customer20', '', 'engineer6', 1500, 0, 'accepted', '中央空调加装一台内机'],
  ['a04', '95m', 'device48', '漏电跳闸', 'engineer5', 200, 0, 'accepted', '一开热水器就跳闸'],
  ['a05', '90m', 'device33', '异响或晃动', 'engineer7', 260, 0, 'accepted', '修好后又开始晃'],
  ['a06', '85m', 'device40', '不加热', 'engineer4', 240, 0, 'accepted', '等了两小时还是凉水'],
  ['s01', '40m', 'device07', '漏水', 'engineer1', 240, 0, 'assigned', '转塘云山居，停车方便'],
  ['s02', '35m', 'device12', '不脱水', 'engineer2', 260, 0, 'assigned', '洗烘一体机'],
  ['s03', '50m', 'device36', '不制热', 'engineer8', 300, 0, 'assigned', '上周刚修过制冷'],
  ['s04', '30m', 'device43', '异响', 'engineer9', 280, 0, 'assigned', '风叶擦碰声'],
  ['o01', '12m', 'device13', '不开机', null, 240, 0, 'open', '老空调，可上门看看是否值得修'],
  ['o02', '25m', 'device14', '闻到燃气味', null, 60, 0, 'open', '厨房有燃气味，阀门已关，窗已开'],
  ['o03', '70m', 'complaint customer24', '', null, 240, 0, 'open', '约好上午，没有人来'],
  ['o04', '150m', 'device50', '不进水', 'engineer2', 300, 0, 'open', '临安锦城华庭'],
  ['o05', '2d 09:00', 'device11', '不制冷', 'engineer1', 120, 60, 'open', '中央空调，主机显示正常'],
  ['o06', '5m', 'consultation customer36', '', null, 240, 0, 'open', '想问延保价格'],
  ['r01', '60m', 'device27', '', null, 240, 0, 'draft', '热水器坏了，晚上六点以后有人'],
  ['r02', '8m', 'device17', '', null, 240, 0, 'draft', '客户在群里说热水器漏水，待确认型号'],
  ['x01', '4d 16:00', 'device05', '不脱水', 'engineer2', 200, 0, 'cancelled', '甩不干'],
  ['x02', '2d 11:00', 'device02', '门打不开', null, 200, 0, 'cancelled', '洗完打不开门'],
  ['x03', '300m', 'aircon-install customer33', '', null, 1500, 0, 'cancelled', '挂机两台'],
]

export type SeedComment = { afterMinutes: number; who: string; audience: 'internal' | 'customer'; body: string }
const inside = (afterMinutes: number, who: string, body: string): SeedComment => {
  return { afterMinutes, who, audience: 'internal', body }
}
const open = (afterMinutes: number, who: string, body: string): SeedComment => {
  return { afterMinutes, who, audience: 'customer', body }
}

/** `customer` and `engineer` are those of the ticket; the others are people's ids. */
const comments: Record<string, SeedComment[]> = {
  c01: [open(20, 'customer', '下午三点以后才有人在家'), inside(24, 'dispatcher1', '已和李师傅说过，三点后到')],
  c05: [inside(30, 'sales1', '客户自备支架'), open(60, 'dispatcher1', '明天上午九点半左右到')],
  c08: [inside(40, 'engineer', '带上主控板，E5 多半是通讯'), inside(190, 'engineer', '换板后正常，建议一年保养一次')],
  c11: [inside(10, 'manager1', '今天内回电道歉，请安排保洁'), open(70, 'dispatcher2', '非常抱歉，已安排师傅上门清理')],
  c15: [
    inside(4, 'dispatcher1', '危险，请立即出发，提醒客户不要开关电器'),
    open(5, 'dispatcher1', '请开窗，不要开关电器'),
  ],
  p01: [open(30, 'customer', '师傅大概几点到？'), open(33, 'dispatcher1', '师傅一个半小时内到')],
  p07: [inside(25, 'engineer', '支架要带加长款')],
  w04: [open(200, 'customer', '试了一次可以点着，晚上再看看')],
  k02: [open(40, 'customer', '家里是老人，请师傅到了先打电话'), inside(45, 'dispatcher2', '已备注')],
  h01: [inside(170, 'engineer', '比例阀仓库明早到货'), open(175, 'dispatcher1', '配件明早到，师傅会再联系您')],
  h03: [inside(140, 'engineer', '电脑板 260 元，已过保，等客户主管同意'), inside(150, 'manager1', '请先报价给客户')],
  t01: [open(100, 'customer', '门禁要按 1203 呼叫')],
  a04: [inside(10, 'dispatcher1', '已请客户断电')],
  s03: [inside(5, 'sales3', '上周刚换过压缩机，客户有些着急')],
  o02: [inside(3, 'dispatcher1', '已电话请客户离开厨房')],
  o03: [inside(15, 'manager2', '谁约的上午？请先给客户回电'), open(20, 'dispatcher2', '抱歉让您久等，马上为您安排')],
  r01: [inside(10, 'sales1', '型号还没问到')],
}

const parts: Record<string, { sku: string; quantity: number }[]> = {
  c01: [{ sku: 'AC-CAP-35', quantity: 1 }],
  c02: [{ sku: 'AC-R32-1KG', quantity: 1 }],
  c03: [{ sku: 'WM-PUMP-02', quantity: 1 }],
  c06: [{ sku: 'WH-IGN-03', quantity: 2 }],
  c08: [{ sku: 'AC-PCB-72', quantity: 1 }],
  c12: [{ sku: 'AC-FAN-01', quantity: 1 }],
  c15: [{ sku: 'HOSE-G12', quantity: 1 }],
  p03: [{ sku: 'WH-IGN-03', quantity: 1 }],
  p04: [{ sku: 'WM-SEAL-10', quantity: 1 }],
  p07: [
    { sku: 'AC-BRACKET', quantity: 1 },
    { sku: 'AC-PIPE-1M', quantity: 2 },
  ],
}

const ratings: Record<string, number> = { c04: 4, c07: 4, c10: 3, c11: 2, c14: 4, p02: 4, p05: 3 }
const priorities: Record<string, Priority> = { c15: 'critical', a04: 'critical', o02: 'critical', c13: 'normal' }
const waits: Record<string, WaitReason> = { h01: 'parts', h02: 'customer', h03: 'approval' }
const declines: Record<string, string> = { o04: '路太远，今天赶不到' }
const reopens: Record<string, string> = { o05: '修好两天又不制冷了' }
const cancels: Record<string, string> = { x01: '客户已自行解决', x02: '重复报修', x03: '客户改期，另行下单' }

/** Reported by the customers themselves; the others by their salesperson or, without one, by a dispatcher. */
const byCustomer = ['c07', 'c15', 'p05', 'w01', 'a02', 's02', 'o02', 'x02']

export const tickets = rows.map(([key, opened, subject, symptom, engineerId, visitAfter, works, ends, words]) => ({
  opened,
  subject,
  symptom,
  engineerId,
  visitAfter,
  works,
  ends,
  words,
  isByCustomer: byCustomer.includes(key),
  comments: comments[key] ?? [],
  parts: parts[key] ?? [],
  rating: ratings[key] ?? 5,
  priority: priorities[key],
  waitReason: waits[key] ?? 'other',
  declineReason: declines[key],
  reopenReason: reopens[key],
  cancelReason: cancels[key] ?? '',
}))
export type SeedTicket = (typeof tickets)[number]
