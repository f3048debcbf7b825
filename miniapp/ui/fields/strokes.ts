/** Points in px from the upper left corner of the pad. */
export type Point = { x: number; y: number }
export type Stroke = readonly Point[]

export type Size = { width: number; height: number }

/** The part of a canvas's 2d context that is needed; mini-programs and browsers both have it. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'fillRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'quadraticCurveTo'
  | 'stroke'
>

const INK = '#1b1f26'
const PAPER = '#ffffff'
const THICKNESS = 3

/** Through the middles between points: a line without corners. */
export const drawStroke = (pen: Pen, stroke: Stroke): void => {
  const [first, ...rest] = stroke
  if (!first) return
  pen.strokeStyle = INK
  pen.lineWidth = THICKNESS
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  pen.beginPath()
  pen.moveTo(first.x, first.y)
  let before = first
  for (const point of rest) {
    pen.quadraticCurveTo(before.x, before.y, (before.x + point.x) / 2, (before.y + point.y) / 2)
    before = point
  }
  // A dot is a line to itself.
  pen.lineTo(before.x, before.y)
  pen.stroke()
}

/** On white paper in any theme: the picture is read elsewhere. */
export const drawAll = (pen: Pen, { width, height }: Size, strokes: readonly Stroke[]): void => {
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, width, height)
  for (const stroke of strokes) drawStroke(pen, stroke)
}

/** What a drawing surface can do; `save` gives the path of a PNG. */
export type Pad = { pen: Pen; size: Size; save: () => Promise<string> }

export type PadProps = {
  id: string
  onReady: (pad: Pad) => void
  onLost: () => void
  onDown: (point: Point) => void
  onMove: (point: Point) => void
  onUp: () => void
}
