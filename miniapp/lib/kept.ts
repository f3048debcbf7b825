import Taro from '@tarojs/taro'

/** Answers shown while the network is away. Only as many as a day's work needs; leaving the session clears them. */
const MOST = 60
const KEY = 'paidan.kept'

type Kept = { data: unknown; at: number }

const all = (): Record<string, Kept> => (Taro.getStorageSync(KEY) as Record<string, Kept> | '') || {}

export const keepAnswer = (name: string, input: string, data: unknown): void => {
  const answers = all()
  delete answers[`${name} ${input}`]
  const newest = Object.entries(answers).slice(1 - MOST)
  try {
    Taro.setStorageSync(KEY, { ...Object.fromEntries(newest), [`${name} ${input}`]: { data, at: Date.now() } })
  } catch {
    Taro.removeStorageSync(KEY)
  }
}

export const keptAnswer = <T>(name: string, input: string): { data: T; at: number } | null =>
  (all()[`${name} ${input}`] as { data: T; at: number } | undefined) ?? null

export const clearKept = (): void => Taro.removeStorageSync(KEY)
