/** Strokes on a 24 grid. */
const shapes = {
  board: 'M4 13h6V4H4zM14 20h6v-9h-6zM14 7h6V4h-6zM4 20h6v-3H4z',
  tickets: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  dispatch: 'M4 12h9M9 7l5 5-5 5M17 5h3v14h-3',
  money: 'M12 3a9 9 0 100 18 9 9 0 000-18zM9 8l3 4 3-4M12 12v5M9.5 13.5h5',
  templates: 'M4 4h16v5H4zM4 13h7v7H4zM15 13h5M15 16.5h5M15 20h5',
  people:
    'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 010 6.5M18 14.5c2 .8 3 2.7 3 5.5',
  alarm: 'M6 16V11a6 6 0 1112 0v5l2 2H4zM10 21h4',
  clock: 'M12 3a9 9 0 100 18 9 9 0 000-18zM12 7v5l3.5 2',
  red: 'M7 18v-6a5 5 0 0110 0v6M5 18h14v2.5H5zM12 3v2M4.5 6l1.5 1.5M19.5 6L18 7.5',
  flow: 'M4 5h6v5H4zM14 14h6v5h-6zM7 10v6.5h7',
  kit: 'M4 9l8-4.5L20 9v7l-8 4.5L4 16zM4 9l8 4.5L20 9M12 13.5v7',
  simulator: 'M5 5v14l8-7zM13 5v14l7-7z',
  automation: 'M13 3L5 13.5h6L10 21l9-11h-6z',
  failed: 'M12 4l9 16H3zM12 10v4M12 17v.5',
} as const

export type IconName = keyof typeof shapes

export const Icon = ({ name, size = 18 }: { name: IconName; size?: number }) => (
  <svg className="pc-icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
    <path d={shapes[name]} />
  </svg>
)
