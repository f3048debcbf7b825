import { ruleOf } from '../../../../shared/templates/rules'
import { when } from '../../questions'
import { ask, byPhone, pick, procedure, remark, template } from '../kit'

const subjects = {
  tree: [
    { label: '语言', children: [{ label: '英语' }, { label: '日语' }] },
    { label: '艺术', children: [{ label: '钢琴' }, { label: '美术' }, { label: '舞蹈' }] },
    { label: '编程', children: [{ label: '图形化' }, { label: '算法' }] },
    { label: '体育', children: [{ label: '篮球' }, { label: '游泳' }] },
  ],
}
const learner = [
  ask('learner', '学员姓名', 'text', { required: true, max: 20, prefill: 'lastTicket.answer', isForCustomer: true }),
  ask('age', '年龄', 'number', { required: true, min: 3, max: 80, digits: 0, unit: '岁', isForCustomer: true }),
]

export const enrolment = template('training-enrolment', '报名缴费', {
  category: 'install',
  businessType: 'training.enrolment',
  priority: 'high',
  flowCode: 'training-enrolment',
  agreedMinutes: 30,
  fields: [
    ...byPhone,
    ...learner,
    ask('subject', '课程', 'cascade', { ...subjects, required: true, isForCustomer: true }),
    ask('hours', '课时', 'number', { required: true, min: 1, max: 300, digits: 0, unit: '节' }),
    ask('pricePerHour', '每节单价', 'money', { required: true }),
    ask('discount', '优惠', 'money', { initial: 0 }),
    ask('total', '应收', 'computed', {
      formula: {
        '/': [{ '-': [{ '*': [{ var: ['hours', 0] }, { var: ['pricePerHour', 0] }] }, { var: ['discount', 0] }] }, 100],
      },
      digits: 2,
      unit: '元',
    }),
    ask('startOn', '开课日期', 'date', { required: true }),
    ask('contract', '培训合同', 'file', { max: 3, stage: 'finish', required: true }),
    ask('guardian', '监护人签字', 'signature', { required: true, stage: 'finish' }),
    remark,
  ],
  rules: [
    ruleOf({ '>=': [{ var: 'age' }, 18] }, [{ action: 'hide', targets: ['guardian'] }], { name: '成年学员' }),
    ruleOf(
      { '>': [{ var: 'hours' }, 60] },
      [{ action: 'block', target: 'hours', says: '一次收费不得超过 60 课时，请分次报名' }],
      { name: '课时上限' },
    ),
  ],
})

export const after = template('training-after-trial', '试听回访', {
  category: 'consultation',
  businessType: 'training.visit',
  priority: 'normal',
  agreedMinutes: 20,
  fields: [
    ...byPhone,
    ask('learner', '学员姓名', 'text'),
    ask('feeling', '课堂感受', 'rating'),
    pick('intent', '报名意向', ['马上报名', '考虑中', '想换老师', '想换时间', '不报']),
    ask('worry', '顾虑', 'choices', { options: ['价格', '距离', '时间', '老师', '效果'] }),
    ask('nextAt', '下次联系', 'dateTime'),
    remark,
    ask('result', '跟进结果', 'longText', { required: true, stage: 'finish' }),
  ],
  rules: [
    ruleOf(
      when('intent', '马上报名'),
      [
        { action: 'addTag', tag: '高意向' },
        { action: 'followUp', templateId: 'training-enrolment', afterDays: 0, says: '办理报名' },
      ],
      { name: '办理报名' },
    ),
    ruleOf(when('intent', '考虑中'), [{ action: 'coupon', code: 'TRIAL200', says: '七天内报名减 200 元' }], {
      name: '送优惠',
    }),
  ],
})

export const trial = template('training-trial', '试听课预约', {
  isPreset: true,
  category: 'consultation',
  businessType: 'training.trial',
  priority: 'high',
  flowCode: 'training-trial',
  agreedMinutes: 60,
  fields: [
    ...byPhone,
    ...learner,
    ask('subject', '课程', 'cascade', { ...subjects, required: true, isForCustomer: true }),
    pick('level', '基础', ['零基础', '学过一年内', '一年以上'], { required: true, isForCustomer: true }),
    ask('lessonAt', '试听时间', 'dateTime', { required: true, prefill: 'text.appointment', isForCustomer: true }),
    pick('campus', '校区', ['城西', '滨江', '线上'], { required: true, isForCustomer: true, isLocal: true }),
    pick('pickup', '接送', ['家长接送', '校车'], { isForCustomer: true, isLocal: true }),
    ask('teacher', '试听老师', 'staff'),
    pick('heardFrom', '了解渠道', ['朋友介绍', '朋友圈', '短视频', '路过'], { isLocal: true }),
    remark,
    procedure('steps', '试听流程', [
      ['greet', '接待并测评'],
      ['lesson', '上课', 'photo'],
      ['talk', '与家长沟通测评结果'],
    ]),
    ask('assessment', '测评记录', 'table', {
      stage: 'finish',
      columns: [
        { key: 'item', label: '项目', kind: 'choice', required: true, options: ['兴趣', '专注', '基础', '表达'] },
        { key: 'score', label: '得分', kind: 'number', required: true },
      ],
    }),
    ask('average', '平均分', 'computed', {
      formula: { avgOf: [{ var: 'assessment' }, 'score'] },
      digits: 1,
      unit: '分',
    }),
  ],
  rules: [
    ruleOf(when('campus', '线上'), [{ action: 'hide', targets: ['pickup'] }], { name: '线上课' }),
    ruleOf(
      { and: [{ '<': [{ var: 'age' }, 6] }, { in: ['算法', { var: 'subject' }] }] },
      [{ action: 'block', target: 'subject', says: '6 岁以下请选图形化编程' }],
      { name: '年龄不合适' },
    ),
    ruleOf(true, [{ action: 'followUp', templateId: 'training-after-trial', afterDays: 1, says: '试听次日回访' }], {
      name: '次日回访',
    }),
  ],
  variants: [
    { name: '外地', regions: ['11', '31', '44'], changes: { campus: { options: ['线上'] } }, hidden: ['pickup'] },
  ],
})

export const refund = template('training-refund', '退费申请', {
  category: 'return',
  businessType: 'training.refund',
  priority: 'high',
  flowCode: 'training-refund',
  reopenDays: 30,
  fields: [
    ...byPhone,
    ...learner,
    ask('relatedNumber', '报名工单号', 'scan', { prefill: 'lastTicket.number' }),
    ask('paid', '实收金额', 'money', { required: true }),
    ask('hours', '总课时', 'number', { required: true, min: 1, digits: 0, unit: '节' }),
    ask('taken', '已上课时', 'number', { required: true, min: 0, digits: 0, unit: '节' }),
    ask('refund', '应退', 'computed', {
      formula: {
        '/': [
          { '*': [{ var: ['paid', 0] }, { '-': [{ var: ['hours', 1] }, { var: ['taken', 0] }] }] },
          { '*': [{ var: ['hours', 1] }, 100] },
        ],
      },
      digits: 2,
      unit: '元',
    }),
    pick('reason', '原因', ['搬家', '时间冲突', '效果不满意', '身体原因', '其他'], {
      required: true,
      isForCustomer: true,
    }),
    remark,
    ask('signature', '申请人签字', 'signature', { required: true, stage: 'finish' }),
  ],
  rules: [
    ruleOf(
      { '>': [{ var: 'taken' }, { var: 'hours' }] },
      [{ action: 'block', target: 'taken', says: '已上课时不能多于总课时' }],
      { name: '课时核对' },
    ),
  ],
})
