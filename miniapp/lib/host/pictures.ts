import { HostRefusal } from './types'

/** Opens the camera, the album or the files; resolves to an empty list when the person gives up. */
export const pickFiles = (accept: string, atMost: number): Promise<File[]> =>
  new Promise(resolve => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.multiple = atMost > 1
    input.style.display = 'none'
    input.onchange = () => {
      resolve(Array.from(input.files ?? []).slice(0, atMost))
      input.remove()
    }
    input.addEventListener('cancel', () => {
      resolve([])
      input.remove()
    })
    document.body.append(input)
    input.click()
  })

export const pickPictures = (atMost: number): Promise<File[]> => pickFiles('image/*', atMost)

const picked = new Map<string, File>()

/** A local address under which a picked file can be shown now and sent later. */
export const addressOfPicked = (file: File): string => {
  const address = URL.createObjectURL(file)
  picked.set(address, file)
  return address
}

export const pickedFile = (address: string): File => {
  const file = picked.get(address)
  if (!file) throw new HostRefusal('文件已失效，请重新选择')
  return file
}

/** The longest side that is still decoded and sent fast by a phone, in px. */
const LONGEST_SIDE = 1600

const drawn = async (picture: Blob): Promise<HTMLCanvasElement> => {
  const bitmap = await createImageBitmap(picture)
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(bitmap.width * shrink)
  canvas.height = Math.round(bitmap.height * shrink)
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas
}

const MOST_BYTES = 500 * 1024

/** A picture as it is sent; what the browser cannot draw goes as it is. */
export const compressed = async (picture: File): Promise<File> => {
  if (picture.size <= MOST_BYTES) return picture
  const canvas = await drawn(picture).catch(() => null)
  const smaller = await new Promise<Blob | null>(resolve =>
    canvas ? canvas.toBlob(resolve, 'image/jpeg', 0.82) : resolve(null),
  )
  if (!smaller || smaller.size >= picture.size) return picture
  return new File([smaller], picture.name.replace(/\.\w+$/, '.jpg'), { type: 'image/jpeg' })
}

/** The text of the QR code in a picture; refuses when there is none to see. */
export const readCode = async (picture: Blob): Promise<string> => {
  const canvas = await drawn(picture)
  const pen = canvas.getContext('2d')
  if (!pen) throw new HostRefusal('这个浏览器不能识别图片，请直接输入编号')
  const { default: jsQR } = await import('jsqr')
  const found = jsQR(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height)
  if (!found?.data) throw new HostRefusal('没有认出二维码，请靠近一点重拍，或直接输入编号')
  return found.data
}
