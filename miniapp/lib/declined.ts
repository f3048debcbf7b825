import Taro from '@tarojs/taro'
import { DAY } from '../../shared/kernel/time'

/** When somebody said on this phone that they want no reminders, epoch ms. */
const KEY = 'paidan.remindersDeclinedAt'
const LASTS_MS = 30 * DAY

export const declineReminders = (): void => Taro.setStorageSync(KEY, Date.now())

export const wantReminders = (): void => Taro.removeStorageSync(KEY)

export const areRemindersDeclined = (): boolean => Date.now() - Number(Taro.getStorageSync(KEY) || 0) < LASTS_MS
