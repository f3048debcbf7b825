import type { DayKind } from '../../../../../shared/sla/views'

export const zoneNames: Record<string, string> = {
  'Asia/Shanghai': '北京时间',
  'Asia/Urumqi': '乌鲁木齐时间',
  'Asia/Hong_Kong': '香港时间',
  'Asia/Singapore': '新加坡时间',
  'Asia/Tokyo': '东京时间',
  'Europe/Berlin': '柏林时间',
  'America/New_York': '纽约时间',
}

export const words = {
  says: '几点到几点算工作时间。节假日和调休上班日按国家安排，也可以逐日调整。',
  week: '每周工作时段',
  weekHint: '一天可以有几个时段；结束不晚于开始的时段会跨过零点，算在开始那天。',
  addWindow: '加时段',
  noWindow: '休息',
  copyToWorkdays: '周一时段用于周二至周五',
  zone: '时区',
  national: '按国家节假日和调休',
  regions: '用于这些地区',
  regionsHint: '不限地区；输入省、市或区县查找',
  teams: '用于这些班组',
  name: '日历名称',
  code: '编码',
  newOne: '新建日历',
  copyName: (name: string) => `${name}（副本）`,
  save: '保存日历',
  saved: '日历已保存，在办工单的到期时间正在重算',
  preview: '看影响',
  year: '全年',
  workingDays: (count: number) => `工作日 ${count} 天`,
  yearUnknown: (year: number) =>
    `${year} 年的放假安排还没有录入，这一年的到期时间暂不计算。请按国务院通知逐日设定，或整年录入。`,
  yearMissing: (year: number) => `${year} 年快到了，请录入放假安排`,
  enterYear: '整年录入',
  enterYearSays:
    '每行一天：日期、放假或上班、名称，用空格隔开，例如「2027-01-01 放假 元旦」「2027-02-06 上班 春节调休」。',
  enterYearDone: '这一年已录入',
  badLine: (line: number) => `第 ${line} 行看不懂，请按「2027-01-01 放假 元旦」填写`,
  kinds: { work: '工作日', rest: '休息', holiday: '放假', makeup: '调休上班', windows: '自定时段' } satisfies Record<
    DayKind,
    string
  >,
  setDay: (day: string) => `${day} 怎么算`,
  byDefault: '恢复默认',
  dayName: '名称，如「厂庆」',
  dayDone: '这一天已设定',
  own: '手工设定',
  unsaved: '有未保存的修改',
  weekdayHeads: ['一', '二', '三', '四', '五', '六', '日'],
}
