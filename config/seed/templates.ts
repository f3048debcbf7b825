import * as z from 'zod/mini'
import { type TemplateBody, templateBody } from '../../shared/templates/api'
import { applianceTemplates } from './applianceTemplates'
import { note, type WrittenTemplate } from './questions'

const deskTemplates: readonly WrittenTemplate[] = [
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
      fields: [
        { key: 'phone', label: '联系电话', kind: 'phone', required: true, prefill: 'customer.phone' },
        {
          key: 'about',
          label: '投诉对象',
          kind: 'choice',
          options: ['上门不及时', '维修质量', '服务态度', '收费问题', '产品质量', '其他'],
        },
        { key: 'relatedNumber', label: '相关工单号', kind: 'scan', prefill: 'lastTicket.number' },
        {
          key: 'demand',
          label: '客户诉求',
          kind: 'choices',
          options: ['尽快上门', '重新维修', '退费', '赔偿', '道歉'],
        },
        { key: 'callBackBefore', label: '最晚回复时间', kind: 'dateTime' },
        { key: 'photos', label: '凭证照片', kind: 'photo' },
        note,
      ],
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
      fields: [
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
      ],
    },
  },
]

export const templates: readonly (Omit<WrittenTemplate, 'body'> & { body: TemplateBody })[] = [
  ...applianceTemplates,
  ...deskTemplates,
].map(template => ({ ...template, body: z.parse(templateBody, template.body) }))
