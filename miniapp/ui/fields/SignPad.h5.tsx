import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { addressOfPicked } from '../../lib/host/pictures'
import { HostRefusal } from '../../lib/host/types'
import type { PadProps, Point } from './strokes'

const png = (canvas: HTMLCanvasElement): Promise<File> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      blob =>
        blob
          ? resolve(new File([blob], 'signature.png', { type: 'image/png' }))
          : reject(new HostRefusal('签名没有保存成功，请再试一次')),
      'image/png',
    ),
  )

/** A canvas of the browser, for fingers, pens and mice. */
export const SignPad = ({ id, onReady, onLost, onDown, onMove, onUp }: PadProps) => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the surface is made once
  useEffect(() => {
    const frame = document.getElementById(id)
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')
    if (!frame || !pen) return onLost()
    const size = { width: frame.clientWidth, height: frame.clientHeight }
    canvas.width = size.width * window.devicePixelRatio
    canvas.height = size.height * window.devicePixelRatio
    canvas.style.cssText = 'width: 100%; height: 100%; touch-action: none; display: block'
    pen.scale(window.devicePixelRatio, window.devicePixelRatio)
    const pointOf = (event: PointerEvent): Point => {
      const { left, top } = canvas.getBoundingClientRect()
      return { x: event.clientX - left, y: event.clientY - top }
    }
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId)
      onDown(pointOf(event))
    })
    canvas.addEventListener('pointermove', event => {
      if (event.buttons > 0) onMove(pointOf(event))
    })
    canvas.addEventListener('pointerup', onUp)
    canvas.addEventListener('pointercancel', onUp)
    frame.append(canvas)
    onReady({ pen, size, save: async () => addressOfPicked(await png(canvas)) })
    return () => canvas.remove()
  }, [])
  return <View id={id} className="pd-pad" />
}
