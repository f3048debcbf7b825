import type { Answer, Field } from '../fields'
import type { CascadeOption } from '../parts'
import { asAnswer, basics, type KindRecord, known, printPlain, readText } from './record'

const CHOOSE = '请从选项里选择'

/** `甲、乙，丙` as three; what is one option in whole stays one. */
const listIn = (raw: unknown, options: readonly string[]): Answer => {
  if (typeof raw !== 'string') return asAnswer(raw)
  const text = raw.trim()
  if (text === '') return []
  if (options.includes(text)) return [text]
  return text
    .split(/[、,，;；/]/)
    .map(part => part.trim())
    .filter(Boolean)
}

const isTexts = (value: Answer): value is string[] =>
  Array.isArray(value) && (value as unknown[]).every(item => typeof item === 'string')

export const choice: KindRecord = {
  ...basics,
  name: '单选',
  shelf: '选择',
  icon: 'radio',
  settings: [...known, 'options'],
  starts: () => ({ options: ['选项一', '选项二'] }),
  read: readText,
  complaint: (value, { options = [] }) => (typeof value === 'string' && options.includes(value) ? null : CHOOSE),
  print: printPlain,
}

export const choices: KindRecord = {
  ...basics,
  name: '多选',
  shelf: '选择',
  icon: 'check',
  settings: [...known, 'options', 'min', 'max'],
  starts: () => ({ options: ['选项一', '选项二', '选项三'] }),
  empty: [],
  read: (raw, { options = [] }) => listIn(raw, options),
  complaint: (value, { options = [], min = 0, max = options.length }) => {
    if (!isTexts(value) || !value.every(item => options.includes(item))) return CHOOSE
    if (new Set(value).size < value.length) return '同一个选项请只选一次'
    if (value.length < min) return `请至少选择 ${min} 项`
    return value.length > max ? `请最多选择 ${max} 项` : null
  },
  print: value => (isTexts(value) ? value.join('、') : ''),
}

/** Why a path does not lead to a last choice. */
const complaintOfPath = (path: readonly string[], tree: readonly CascadeOption[]): string | null => {
  let level = tree
  for (const label of path) {
    const found = level.find(option => option.label === label)
    if (!found) return CHOOSE
    level = found.children ?? []
  }
  return level.length > 0 ? '请选到最后一级' : null
}

export const cascade: KindRecord = {
  ...basics,
  name: '级联选择',
  shelf: '选择',
  icon: 'tree',
  settings: [...known, 'tree'],
  starts: () => ({
    tree: [
      { label: '大类一', children: [{ label: '小类一' }, { label: '小类二' }] },
      { label: '大类二', children: [{ label: '小类三' }] },
    ],
  }),
  empty: [],
  read: raw => listIn(raw, []),
  complaint: (value, { tree = [] }: Field) => (isTexts(value) ? complaintOfPath(value, tree) : CHOOSE),
  print: value => (isTexts(value) ? value.join(' / ') : ''),
}
