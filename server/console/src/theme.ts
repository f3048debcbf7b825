import { type ThemeConfig, theme } from 'antd'
import { useEffect, useState } from 'react'
import { dark, light, type Palette, radii, variableOf } from '../../../shared/look'

const wantsDark = window.matchMedia('(prefers-color-scheme: dark)')

const useIsDark = (): boolean => {
  const [isDark, setIsDark] = useState(wantsDark.matches)
  useEffect(() => {
    const listen = (): void => setIsDark(wantsDark.matches)
    wantsDark.addEventListener('change', listen)
    return () => wantsDark.removeEventListener('change', listen)
  }, [])
  return isDark
}

const fontFamily = "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Helvetica Neue', sans-serif"

const themeOf = (palette: Palette, isDark: boolean): ThemeConfig => ({
  algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
  token: {
    fontFamily,
    colorPrimary: palette.accent,
    colorInfo: palette.accent,
    colorSuccess: palette.done,
    colorWarning: palette.attention,
    colorError: palette.overdue,
    colorBgLayout: palette.page,
    colorBgContainer: palette.card,
    colorText: palette.text,
    colorTextSecondary: palette.textSecond,
    colorTextDescription: palette.textWeak,
    colorBorderSecondary: palette.line,
    borderRadius: radii.s,
    borderRadiusLG: 10,
  },
  components: {
    Table: {
      headerBg: palette.card,
      headerColor: palette.textWeak,
      headerSplitColor: 'transparent',
      cellPaddingBlock: 11,
    },
    Segmented: { trackBg: palette.line },
  },
})

/** Our tokens as CSS variables for our own styles, and as a theme for antd's parts. Follows the system's light and dark. */
export const useTheme = (): ThemeConfig => {
  const isDark = useIsDark()
  const palette = isDark ? dark : light
  useEffect(() => {
    for (const [name, colour] of Object.entries(palette)) {
      document.documentElement.style.setProperty(variableOf(name), colour)
    }
  }, [palette])
  return themeOf(palette, isDark)
}
