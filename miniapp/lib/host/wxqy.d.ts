/** The part of `wx.qy` that is used here; callback style throughout (protocol section 8.2). */
type QyCall<Result, Options = object> = (
  options: Options & { success?: (result: Result) => void; fail?: (reason: { errMsg: string }) => void },
) => void

declare interface WxQy {
  login: QyCall<{ code: string }>
  getContext: QyCall<{ entry: string; shareTicket?: string }>
  getCurExternalContact: QyCall<{ userId: string }>
  sendChatMessage: QyCall<
    object,
    {
      msgtype: 'miniprogram'
      enterChat: boolean
      miniprogram: { appid: string; title: string; imgUrl: string; page: string }
    }
  >
}

declare const wx: {
  qy?: WxQy
  getSystemInfoSync: () => { environment?: string }
  getAccountInfoSync: () => { miniProgram: { appId: string } }
}
