import { HostRefusal, type VoiceClip } from './types'

/** Starts recording at once; `stop` ends it and gives the clip. */
export const recordVoice = async (): Promise<{ stop: () => Promise<VoiceClip> }> => {
  const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => null)
  if (!stream) throw new HostRefusal('没有取得麦克风，请允许使用麦克风，或改用文字')
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  const startedAt = Date.now()
  recorder.ondataavailable = event => parts.push(event.data)
  recorder.start()
  return {
    stop: () =>
      new Promise(resolve => {
        recorder.onstop = () => {
          for (const track of stream.getTracks()) track.stop()
          const clip = new Blob(parts, { type: recorder.mimeType })
          resolve({ path: URL.createObjectURL(clip), durationMs: Date.now() - startedAt })
        }
        recorder.stop()
      }),
  }
}
