import type { TemplateBody } from '../../shared/templates/api'
import type { Field } from '../../shared/templates/fields'

type SeedTemplate = { code: string; name: string; isPreset: boolean; body: TemplateBody }

type FieldDraft = Omit<Field, 'required'> & { required?: boolean }
const fields = (...drafts: FieldDraft[]): Field[] => drafts.map(draft => ({ required: false, ...draft }))

/** Where and whom: known of nearly every customer, so that a preset button needs no typing. */
const contact: FieldDraft[] = [
  { key: 'phone', label: '联系电话', kind: 'phone', required: true, prefill: 'customer.phone' },
  { key: 'address', label: '服务地址', kind: 'text', required: true, prefill: 'customer.address' },
]
const appliance: FieldDraft[] = [
  { key: 'model', label: '产品型号', kind: 'text', prefill: 'device.model' },
  { key: 'serial', label: '机身编号', kind: 'scan', prefill: 'device.serial', hint: '扫机身条码，或手工填写' },
]
const evidence: FieldDraft = { key: 'photos', label: '现场照片', kind: 'photo', hint: '故障部位和铭牌各一张' }
const wishedTime: FieldDraft = { key: 'wishedTime', label: '期望上门时间', kind: 'dateTime' }
const note: FieldDraft = { key: 'note', label: '补充说明', kind: 'longText' }

export const templates: readonly SeedTemplate[] = [
  {
    code: 'aircon-repair',
    name: '空调维修',
    isPreset: true,
    body: {
      category: 'repair',
      businessType: 'repair.aircon',
      priority: 'high',
      agreedMinutes: 60,
      deviationMetres: 300,
      reopenDays: 7,
      fields: fields(
        ...contact,
        ...appliance,
        {
          key: 'symptom',
          label: '故障现象',
          kind: 'choice',
          options: ['不制冷', '不制热', '漏水', '异响', '不开机', '有异味', '显示故障代码', '其他'],
        },
        { key: 'faultCode', label: '故障代码', kind: 'text', hint: '如 E5、F1' },
        { key: 'outdoorUnit', label: '外机位置', kind: 'choice', options: ['阳台', '外墙机位', '楼顶', '地面'] },
        { key: 'floor', label: '所在楼层', kind: 'number' },
        evidence,
        wishedTime,
        note,
      ),
    },
  },
  {
    code: 'aircon-install',
    name: '空调安装',
    isPreset: true,
    body: {
      category: 'install',
      businessType: 'install.aircon',
      priority: 'normal',
      agreedMinutes: 120,
      deviationMetres: 300,
      reopenDays: 15,
      fields: fields(
        ...contact,
        ...appliance,
        { key: 'machineKind', label: '机型', kind: 'choice', options: ['挂机', '柜机', '风管机', '中央空调'] },
        { key: 'units', label: '安装台数', kind: 'number' },
        {
          key: 'conditions',
          label: '现场条件',
          kind: 'choices',
          options: ['已打孔', '需要打孔', '需要支架', '需要加长铜管', '需要高空作业', '旧机拆除'],
        },
        { key: 'deliveredOn', label: '到货日期', kind: 'date' },
        evidence,
        wishedTime,
        note,
      ),
    },
  },
  {
    code: 'washer-repair',
    name: '洗衣机维修',
    isPreset: false,
    body: {
      category: 'repair',
      businessType: 'repair.washer',
      priority: 'high',
      agreedMinutes: 60,
      deviationMetres: 300,
      reopenDays: 7,
      fields: fields(
        ...contact,
        ...appliance,
        {
          key: 'symptom',
          label: '故障现象',
          kind: 'choice',
          required: true,
          options: ['不排水', '不进水', '不脱水', '漏水', '异响或晃动', '门打不开', '不开机', '其他'],
        },
        { key: 'machineKind', label: '机型', kind: 'choice', options: ['波轮', '滚筒', '洗烘一体'] },
        { key: 'faultCode', label: '故障代码', kind: 'text' },
        evidence,
        wishedTime,
        note,
      ),
    },
  },
  {
    code: 'waterheater-repair',
    name: '热水器维修',
    isPreset: false,
    body: {
      category: 'repair',
      businessType: 'repair.waterheater',
      priority: 'high',
      agreedMinutes: 60,
      deviationMetres: 300,
      reopenDays: 7,
      fields: fields(
        ...contact,
        ...appliance,
        { key: 'energy', label: '类型', kind: 'choice', required: true, options: ['燃气', '电', '空气能', '太阳能'] },
        {
          key: 'symptom',
          label: '故障现象',
          kind: 'choice',
          required: true,
          options: ['打不着火', '水温不稳', '不加热', '漏水', '漏电跳闸', '闻到燃气味', '显示故障代码', '其他'],
        },
        { key: 'faultCode', label: '故障代码', kind: 'text' },
        { key: 'gasOff', label: '燃气阀门', kind: 'choice', options: ['已关闭', '未关闭', '不适用'] },
        evidence,
        wishedTime,
        note,
      ),
    },
  },
  {
    code: 'complaint',
    name: '投诉处理',
    isPreset: true,
    body: {
      category: 'complaint',
      businessType: 'complaint',
      priority: 'high',
      agreedMinutes: 30,
      deviationMetres: 500,
      reopenDays: 30,
      fields: fields(
        { key: 'phone', label: '联系电话', kind: 'phone', required: true, prefill: 'customer.phone' },
        {
          key: 'about',
          label: '投诉对象',
          kind: 'choice',
          options: ['上门不及时', '维修质量', '服务态度', '收费问题', '产品质量', '其他'],
        },
        { key: 'relatedNumber', label: '相关工单号', kind: 'scan' },
        {
          key: 'demand',
          label: '客户诉求',
          kind: 'choices',
          options: ['尽快上门', '重新维修', '退费', '赔偿', '道歉'],
        },
        { key: 'callBackBefore', label: '最晚回复时间', kind: 'dateTime' },
        { key: 'photos', label: '凭证照片', kind: 'photo' },
        note,
      ),
    },
  },
  {
    code: 'consultation',
    name: '咨询',
    isPreset: true,
    body: {
      category: 'consultation',
      businessType: 'consultation',
      priority: 'normal',
      agreedMinutes: 30,
      deviationMetres: 500,
      reopenDays: 7,
      fields: fields(
        { key: 'phone', label: '联系电话', kind: 'phone', required: true, prefill: 'customer.phone' },
        {
          key: 'topic',
          label: '咨询内容',
          kind: 'choice',
          options: ['使用方法', '保养', '保修政策', '收费标准', '选购', '其他'],
        },
        { key: 'model', label: '产品型号', kind: 'text', prefill: 'device.model' },
        { key: 'callBackBefore', label: '希望回电时间', kind: 'dateTime' },
        note,
      ),
    },
  },
]
