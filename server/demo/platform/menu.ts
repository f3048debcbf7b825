import { type Json, jsonOf, ok, PlatformRefusal, type Routes } from './wire'

const bytes = (value: unknown): number => Buffer.byteLength(String(value ?? ''))

const kinds = new Set([
  'click',
  'view',
  'view_miniprogram',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
])

const refuseIf = (isWrong: boolean, errcode: number, errmsg: string): void => {
  if (isWrong) throw new PlatformRefusal(errcode, errmsg)
}

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

const checkAction = (button: Json, isSub: boolean): void => {
  const { type, name, key, url, appid, pagepath } = button
  refuseIf(!kinds.has(String(type)), isSub ? 40024 : 40017, 'invalid button type')
  refuseIf(bytes(name) === 0 || bytes(name) > (isSub ? 40 : 16), isSub ? 40025 : 40018, 'invalid button name size')
  refuseIf(type !== 'view' && type !== 'view_miniprogram' && !key, 40019, 'invalid button key size')
  refuseIf(bytes(key) > 128, isSub ? 40026 : 40019, 'invalid button key size')
  refuseIf(type === 'view' && (!url || bytes(url) > 1024), isSub ? 40027 : 40020, 'invalid button url size')
  refuseIf(type === 'view_miniprogram' && !(appid && pagepath), 40058, 'appid or pagepath missing')
}

const checkButton = (button: Json): void => {
  if (button.sub_button === undefined) {
    checkAction(button, false)
    return
  }
  const subs = listOf(button.sub_button)
  refuseIf(bytes(button.name) === 0 || bytes(button.name) > 16, 40018, 'invalid button name size')
  refuseIf(subs.length < 1 || subs.length > 5, 40023, 'invalid sub button size')
  for (const sub of subs) checkAction(sub, true)
}

/** menu/create with its limits, protocol section 4.7; the codes are those of the list of errcodes. */
export const menuDesk = (agentId: number, guard: (routes: Routes) => Routes) => {
  let shown: Json[] = []
  return {
    routes: guard({
      'POST /cgi-bin/menu/create': asked => {
        refuseIf(Number(asked.query.get('agentid')) !== agentId, 40056, 'invalid agentid')
        const buttons = listOf(jsonOf(asked).button)
        refuseIf(buttons.length < 1 || buttons.length > 3, 40016, 'invalid button size')
        for (const button of buttons) checkButton(button)
        shown = buttons
        return ok()
      },
    }),
    /** The buttons under the app's chat. */
    menu: (): Json[] => shown,
  }
}
