import { type ThemeConfig, theme } from 'antd'
import { useEffect, useState } from 'react'
import { dark, light, type Palette, radii, variableOf } from '../../../shared/look'

/** Whether the system says so now: `prefers-color-scheme: dark` and the like. */
const useMedia = (query: string): boolean => {
  const [media] = useState(() => window.matchMedia(query))
  const [matches, setMatches] = useState(media.matches)
  useEffect(() => {
    const listen = (): void => setMatches(media.matches)
    media.addEventListener('change', listen)
    return () => media.removeEventListener('change', listen)
  }, [media])
  return matches
}

const fontFamily = "-apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Helvetica Neue', sans-serif"

const themeOf = (palette: Palette, { isDark, isCalm }: { isDark: boolean; isCalm: boolean }): ThemeConfig => ({
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
    colorBgElevated: palette.card,
    colorText: palette.text,
    colorTextSecondary: palette.textSecond,
    colorTextDescription: palette.textWeak,
    colorTextPlaceholder: palette.textWeak,
    colorLink: palette.accentInk,
    colorBorderSecondary: palette.line,
    borderRadius: radii.s,
    borderRadiusLG: 10,
    motion: !isCalm,
  },
  components: {
    Table: {
      headerBg: palette.card,
      headerColor: palette.textWeak,
      headerSplitColor: 'transparent',
      cellPaddingBlock: 11,
    },
    Segmented: {
      trackBg: palette.line,
      itemSelectedBg: isDark ? palette.accentWash : palette.card,
      itemSelectedColor: palette.accentInk,
    },
    Tabs: { itemSelectedColor: palette.accentInk },
    Button: { colorPrimary: palette.accentFill },
  },
})

/**
 * Our tokens as CSS variables for our own styles, and as a theme for antd's parts. Follows the system's light and dark,
 * and its wish for less motion.
 */
export const useTheme = (): ThemeConfig => {
  const isDark = useMedia('(prefers-color-scheme: dark)')
  const isCalm = useMedia('(prefers-reduced-motion: reduce)')
  const palette = isDark ? dark : light
  useEffect(() => {
    for (const [name, colour] of Object.entries(palette)) {
      document.documentElement.style.setProperty(variableOf(name), colour)
    }
  }, [palette])
  return themeOf(palette, { isDark, isCalm })
}
