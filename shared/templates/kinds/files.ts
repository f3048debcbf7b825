import type { Answer } from '../fields'
import { basics, demanded, isId, type KindRecord, readText } from './record'

type Words = { name: string; icon: string; please: string; measure: string; most: number }

/** A kind whose answer is the ids of uploaded files. */
const uploads = ({ name, icon, please, measure, most }: Words): KindRecord => ({
  ...basics,
  name,
  shelf: '附件',
  icon,
  settings: [...demanded, 'min', 'max'],
  starts: () => ({ max: Math.min(9, most) }),
  empty: [],
  complaint: (value, { min = 0, max = most }) => {
    if (!isIds(value)) return please
    if (value.length < min) return `请至少上传 ${min} ${measure}`
    return value.length > max ? `请最多上传 ${max} ${measure}` : null
  },
  print: value => (isIds(value) && value.length > 0 ? `${value.length} ${measure}${name}` : ''),
})

const isIds = (value: Answer): value is string[] =>
  Array.isArray(value) && (value as unknown[]).every(isId) && new Set(value as string[]).size === value.length

/** The most that a field may ask for; a form with more is a folder. */
export const photo = uploads({ name: '照片', icon: 'camera', please: '请上传照片', measure: '张', most: 50 })
export const video = uploads({ name: '视频', icon: 'video', please: '请上传视频', measure: '段', most: 10 })
export const file = uploads({ name: '文件', icon: 'file', please: '请上传文件', measure: '个', most: 20 })
export const voice = uploads({ name: '语音', icon: 'mic', please: '请录一段语音', measure: '段', most: 10 })

export const signature: KindRecord = {
  ...basics,
  name: '签名',
  shelf: '附件',
  icon: 'pen',
  settings: demanded,
  read: readText,
  complaint: value => (isId(value) ? null : '请签名'),
  print: value => (isId(value) ? '已签名' : ''),
}
