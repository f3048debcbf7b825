import Taro from '@tarojs/taro'
import type { Host, PickedFile, Recording } from './types'
import { HostRefusal } from './types'

/** In seconds. */
const LONGEST_VIDEO = 60

const chooseVideo = (): Promise<PickedFile[]> =>
  Taro.chooseVideo({ sourceType: ['album', 'camera'], compressed: true, maxDuration: LONGEST_VIDEO }).then(
    ({ tempFilePath, size }) => [{ path: tempFilePath, bytes: size }],
    () => [],
  )

/** Callback style: this one is not turned into a promise in every client. */
const chooseFromChats = (atMost: number): Promise<PickedFile[]> =>
  new Promise(resolve => {
    Taro.chooseMessageFile({
      count: atMost,
      type: 'all',
      success: ({ tempFiles }) => resolve(tempFiles.map(({ path, size, name }) => ({ path, bytes: size, name }))),
      fail: () => resolve([]),
    })
  })

export const chooseFiles: Host['chooseFiles'] = (kind, atMost) =>
  kind === 'video' ? chooseVideo() : chooseFromChats(atMost)

/** In ms. */
const LONGEST_RECORDING = 5 * 60_000

/** The recorder is one for the whole app: its listeners are set anew for each recording. */
export const record = async (): Promise<Recording> => {
  const recorder = Taro.getRecorderManager()
  const ended = new Promise<PickedFile>((resolve, reject) => {
    recorder.onStop(({ tempFilePath, fileSize }) => resolve({ path: tempFilePath, bytes: fileSize }))
    recorder.onError(() => reject(new HostRefusal('没能录音，请在设置里允许使用麦克风')))
  })
  recorder.start({
    duration: LONGEST_RECORDING,
    format: 'mp3',
    sampleRate: 16_000,
    numberOfChannels: 1,
    encodeBitRate: 48_000,
  })
  return { ended, stop: () => recorder.stop() }
}

const play = (url: string): void => {
  const player = Taro.createInnerAudioContext()
  player.onEnded(() => player.destroy())
  player.onError(() => player.destroy())
  player.src = url
  player.play()
}

const openDocument = async (url: string): Promise<void> => {
  const { tempFilePath } = await Taro.downloadFile({ url })
  await Taro.openDocument({ filePath: tempFilePath })
}

const failed = () => void Taro.showToast({ title: '没能打开这个文件，请稍后再试', icon: 'none' })

export const openFile: Host['open'] = ({ url, mime }) => {
  if (mime.startsWith('audio/')) return play(url)
  if (mime.startsWith('video/')) Taro.previewMedia({ sources: [{ url, type: 'video' }], fail: failed })
  else openDocument(url).catch(failed)
}
