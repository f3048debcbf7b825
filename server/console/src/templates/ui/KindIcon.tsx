import type { FieldKind } from '../../../../../shared/templates/fields'
import './act.css'

/** Strokes on a 24 grid. */
const shapes: Record<FieldKind | 'group', string> = {
  text: 'M5 7V5h14v2M12 5v14M9 19h6',
  longText: 'M4 6h16M4 10h16M4 14h16M4 18h9',
  number: 'M9 4L7 20M17 4l-2 16M4 9h16M4 15h16',
  money: 'M6 4l6 8 6-8M12 12v8M7 13h10M7 17h10',
  choice: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 9.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5z',
  choices: 'M5 5h14v14H5zM8.5 12l2.5 2.5 5-5',
  cascade: 'M4 5h6v5H4zM14 14h6v5h-6zM7 10v6.5h7',
  rating: 'M12 4l2.5 5 5.5.8-4 3.9.9 5.5-4.9-2.6-4.9 2.6.9-5.5-4-3.9 5.5-.8z',
  date: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  time: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 8v4l3 2',
  dateTime: 'M4 6h16v6M4 6v14h7M4 10h16M8 3v4M16 3v4M17 14a4 4 0 100 8 4 4 0 000-8zM17 16v2l1.5 1',
  duration: 'M7 3h10M7 21h10M8 3c0 5 8 5 8 9s-8 4-8 9M16 3c0 5-8 5-8 9s8 4 8 9',
  phone: 'M6 4h4l1.5 4-2.5 2a11 11 0 005 5l2-2.5 4 1.5v4a2 2 0 01-2 2A16 16 0 014 6a2 2 0 012-2z',
  idNumber: 'M3 6h18v12H3zM8 9.5a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6zM5.5 16c.5-1.8 4.5-1.8 5 0M14 10h4M14 14h4',
  region: 'M4 6l5-2 6 2 5-2v14l-5 2-6-2-5 2zM9 4v14M15 6v14',
  address: 'M12 21c-4-5-6-8-6-11a6 6 0 1112 0c0 3-2 6-6 11zM12 8a2 2 0 100 4 2 2 0 000-4z',
  customer: 'M12 4a4 4 0 100 8 4 4 0 000-8zM5 20c.5-4 3-6 7-6s6.5 2 7 6',
  staff: 'M10 4a3.5 3.5 0 100 7 3.5 3.5 0 000-7zM3 20c.5-4 3-6 7-6M14 17l2.5 2.5L21 15',
  device: 'M4 5h16v11H4zM9 20h6M12 16v4',
  parts: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16',
  photo: 'M4 7h4l1.5-2h5L16 7h4v12H4zM12 9.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7z',
  video: 'M4 6h11v12H4zM15 11l5-3v8l-5-3z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  voice: 'M12 3a3 3 0 00-3 3v5a3 3 0 006 0V6a3 3 0 00-3-3zM6 11a6 6 0 0012 0M12 17v4',
  signature: 'M4 19h16M5 15c2-6 5-10 7-9s-3 8-1 8 3-4 4-3 0 3 4 2',
  checklist: 'M4 6l1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M11 6.5h9M11 12.5h9M11 18.5h9',
  table: 'M4 5h16v14H4zM4 10h16M4 14.5h16M10 5v14',
  computed: 'M17 5H8l5 7-5 7h9M15 12h5',
  guide: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 11v5M12 8v.5',
  group: 'M4 4h6M14 4h6M4 20h6M14 20h6M4 4v16M20 4v16M8 9h8M8 13h8',
}

export const KindIcon = ({ kind, size = 18 }: { kind: FieldKind | 'group'; size?: number }) => (
  <svg className="pc-icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
    <path d={shapes[kind]} />
  </svg>
)

/** What one does with a row. */
const acts = {
  up: 'M12 19V6M6 11l6-6 6 6',
  down: 'M12 5v13M6 13l6 6 6-6',
  copy: 'M8 8h11v12H8zM5 16V4h11',
  remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
  grip: 'M9 6v.01M9 12v.01M9 18v.01M15 6v.01M15 12v.01M15 18v.01',
  undo: 'M8 5L4 9l4 4M4 9h10a5 5 0 010 10h-3',
  redo: 'M16 5l4 4-4 4M20 9H10a5 5 0 000 10h3',
  more: 'M6 12v.01M12 12v.01M18 12v.01',
  back: 'M14 6l-6 6 6 6',
  add: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6L6 18',
  columns: 'M4 5h16v14H4zM12 5v14',
} as const
export type Act = keyof typeof acts

export const ActIcon = ({ act, size = 16 }: { act: Act; size?: number }) => (
  <svg
    className="pc-icon"
    viewBox="0 0 24 24"
    width={size}
    height={size}
    aria-hidden="true"
    strokeWidth={act === 'grip' || act === 'more' ? 3 : undefined}
  >
    <path d={acts[act]} />
  </svg>
)

/** A quiet button with an icon and a name for who cannot see it. */
export const ActButton = ({
  act,
  name,
  onClick,
  isDisabled = false,
}: {
  act: Act
  name: string
  onClick: () => void
  isDisabled?: boolean
}) => (
  <button
    type="button"
    className="td-act"
    title={name}
    aria-label={name}
    disabled={isDisabled}
    onClick={event => {
      event.stopPropagation()
      onClick()
    }}
  >
    <ActIcon act={act} />
  </button>
)
