import { addressOfPicked, pickedFile } from './host/pictures'
import { HostRefusal } from './host/types'

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open('paidan', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore('files')
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(new HostRefusal('手机没有保存照片的空间，请清理后再试'))
  })

const asked = async <T>(mode: IDBTransactionMode, ask: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const database = await open()
  return new Promise<T>((resolve, reject) => {
    const request = ask(database.transaction('files', mode).objectStore('files'))
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new HostRefusal('手机没有保存照片的空间，请清理后再试'))
  }).finally(() => database.close())
}

/** Keeps a picked file when the page is closed; resolves to the name it is kept under. */
export const shelve = async (key: string, path: string): Promise<string> => {
  await asked('readwrite', files => files.put(pickedFile(path), key))
  return key
}

/** A path under which a kept file can be sent. */
export const fromShelf = async (kept: string): Promise<string> => {
  const file = await asked<unknown>('readonly', files => files.get(kept))
  if (!(file instanceof File)) throw new HostRefusal('照片已不在这部手机上，请重新拍照')
  return addressOfPicked(file)
}

export const unshelve = (kept: string): void => {
  asked('readwrite', files => files.delete(kept)).catch(() => undefined)
}
