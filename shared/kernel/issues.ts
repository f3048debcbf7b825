import type * as z from 'zod/mini'

const kinds: Partial<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '“是”或“否”',
  array: '列表',
}

const units: Partial<Record<string, string>> = { string: '个字', array: '项' }

const formats: Partial<Record<string, string>> = {
  datetime: '请填写日期和时间，例如 2026-11-23T09:00:00+08:00',
  date: '请填写日期，例如 2026-11-23',
  url: '请填写完整的网址',
}

type Size = { origin: string; inclusive?: boolean | undefined }

const most = ({ origin, inclusive, maximum }: Size & { maximum: number | bigint }): string =>
  units[origin] ? `最多 ${maximum} ${units[origin]}` : `${inclusive === false ? '要小于' : '不能大于'} ${maximum}`

const least = ({ origin, inclusive, minimum }: Size & { minimum: number | bigint }): string => {
  if (units[origin]) return Number(minimum) === 1 ? '请填写' : `至少 ${minimum} ${units[origin]}`
  return `${inclusive === false ? '要大于' : '不能小于'} ${minimum}`
}

/** What is wrong with a value, in words for whoever filled it in. */
export const sayIssue = (issue: z.core.$ZodRawIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? '请填写'
        : `应当是${kinds[issue.expected] ?? '别的内容'}`
    case 'too_big':
      return most(issue)
    case 'too_small':
      return least(issue)
    case 'invalid_value':
      return `请从 ${issue.values.map(String).join('、')} 中选择`
    case 'invalid_format':
      return formats[issue.format] ?? '格式不对'
    default:
      return '内容不对'
  }
}
