import Taro from '@tarojs/taro'
import { HostRefusal } from './host/types'

/** Keeps a picked file when the app is closed; resolves to the path it is kept under. */
export const shelve = (_key: string, path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().saveFile({
      tempFilePath: path,
      success: ({ savedFilePath }) => resolve(savedFilePath),
      fail: () => reject(new HostRefusal('手机没有保存照片的空间，请清理后再试')),
    })
  })

export const fromShelf = async (kept: string): Promise<string> => kept

export const unshelve = (kept: string): void => {
  Taro.getFileSystemManager().removeSavedFile({ filePath: kept, fail: () => undefined })
}
