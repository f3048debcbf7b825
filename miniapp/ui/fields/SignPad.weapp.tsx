import { Canvas } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import type { PadProps, Pen, Point } from './strokes'

type CanvasNode = {
  width: number
  height: number
  getContext: (kind: '2d') => Pen & { scale: (x: number, y: number) => void }
}
type Found = { node?: CanvasNode; width: number; height: number } | null

type Touched = { touches: readonly Point[] }

const pointOf = (event: unknown): Point | null => (event as Touched).touches[0] ?? null

/** A canvas of the mini-program; its touches come in px of the canvas itself. */
export const SignPad = ({ id, onReady, onLost, onDown, onMove, onUp }: PadProps) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the surface is found once
  useEffect(() => {
    const query = Taro.createSelectorQuery()
    query.select(`#${id}`).fields({ node: true, size: true })
    query.exec(([found]: Found[]) => {
      const canvas = found?.node
      if (!found || !canvas) return onLost()
      const { pixelRatio } = Taro.getSystemInfoSync()
      canvas.width = found.width * pixelRatio
      canvas.height = found.height * pixelRatio
      const pen = canvas.getContext('2d')
      pen.scale(pixelRatio, pixelRatio)
      const save = async () => {
        const options = { canvas, fileType: 'png' } as unknown as Parameters<typeof Taro.canvasToTempFilePath>[0]
        return (await Taro.canvasToTempFilePath(options)).tempFilePath
      }
      onReady({ pen, size: { width: found.width, height: found.height }, save })
    })
  }, [])
  const point = (tell: (point: Point) => void) => (event: unknown) => {
    const at = pointOf(event)
    if (at) tell({ x: at.x, y: at.y })
  }
  return (
    <Canvas
      id={id}
      canvasId={id}
      type="2d"
      className="pd-pad"
      disableScroll
      onTouchStart={point(onDown)}
      onTouchMove={point(onMove)}
      onTouchEnd={onUp}
      onTouchCancel={onUp}
    />
  )
}
