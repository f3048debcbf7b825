import { parsePlaintext } from '../../server/wecom/envelope'
import { isFresh, type MessageContent, readMessage } from '../../server/wecom/messages/rules'

const read = (xml: string) => readMessage(parsePlaintext(`<xml>${xml}</xml>`))
const event = (name: string, rest = '') => `<MsgType>event</MsgType><Event><![CDATA[${name}]]></Event>${rest}`

const messages: [string, string, MessageContent][] = [
  ['words', '<MsgType>text</MsgType><Content>空调漏水</Content>', { kind: 'text', content: '空调漏水' }],
  [
    'a picture',
    '<MsgType>image</MsgType><PicUrl>https://p</PicUrl><MediaId>m1</MediaId>',
    { kind: 'image', mediaId: 'm1', url: 'https://p' },
  ],
  [
    'a voice message, which brings no words',
    '<MsgType>voice</MsgType><MediaId>m2</MediaId><Format>amr</Format>',
    { kind: 'voice', mediaId: 'm2', format: 'amr' },
  ],
  [
    'a video',
    '<MsgType>video</MsgType><MediaId>m3</MediaId><ThumbMediaId>t3</ThumbMediaId>',
    { kind: 'video', mediaId: 'm3', url: '' },
  ],
  [
    'a place',
    '<MsgType>location</MsgType><Location_X>31.2</Location_X><Location_Y>121.5</Location_Y><Label>张江</Label>',
    { kind: 'location', lat: 31.2, lng: 121.5, label: '张江' },
  ],
  [
    'a place off the earth',
    '<MsgType>location</MsgType><Location_X>x</Location_X>',
    { kind: 'unknown', name: 'location' },
  ],
  [
    'a link',
    '<MsgType>link</MsgType><Title>T</Title><Description>D</Description><Url>https://u</Url>',
    { kind: 'link', title: 'T', description: 'D', url: 'https://u' },
  ],
  ['entering the app', event('enter_agent', '<EventKey></EventKey>'), { kind: 'enterAgent' }],
  ['coming into the visible range', event('subscribe'), { kind: 'subscribed' }],
  ['leaving it', event('unsubscribe'), { kind: 'unsubscribed' }],
  ['a menu key', event('click', '<EventKey>new</EventKey>'), { kind: 'menuClick', key: 'new' }],
  ['a menu page', event('view_miniprogram', '<EventKey>pages/a</EventKey>'), { kind: 'menuView', target: 'pages/a' }],
  [
    'a scan that waits for an answer',
    event('scancode_waitmsg', '<EventKey>s</EventKey><ScanCodeInfo><ScanResult>dev.7</ScanResult></ScanCodeInfo>'),
    { kind: 'codeScanned', key: 's', result: 'dev.7', awaitsReply: true },
  ],
  [
    'a place chosen on the map',
    event(
      'location_select',
      '<SendLocationInfo><Location_X>23</Location_X><Location_Y>113</Location_Y></SendLocationInfo>',
    ),
    { kind: 'location', lat: 23, lng: 113, label: '' },
  ],
  [
    'the place the phone reports',
    event('LOCATION', '<Latitude>23.104</Latitude><Longitude>113.320</Longitude>'),
    { kind: 'placeReported', lat: 23.104, lng: 113.32, label: '' },
  ],
  [
    'a member who leaves',
    event('change_contact', '<ChangeType>delete_user</ChangeType><UserID>lisi</UserID>'),
    { kind: 'contactChanged', subject: 'member', change: 'deleted', id: 'lisi', newUserId: null, status: null },
  ],
  [
    'a member with a new id who is disabled',
    event(
      'change_contact',
      '<ChangeType>update_user</ChangeType><UserID>a</UserID><NewUserID>b</NewUserID><Status>2</Status>',
    ),
    { kind: 'contactChanged', subject: 'member', change: 'updated', id: 'a', newUserId: 'b', status: 2 },
  ],
  [
    'a new department',
    event('change_contact', '<ChangeType>create_party</ChangeType><Id>2</Id>'),
    { kind: 'contactChanged', subject: 'department', change: 'created', id: '2', newUserId: null, status: null },
  ],
  [
    'a changed tag',
    event('change_contact', '<ChangeType>update_tag</ChangeType><TagId>1</TagId>'),
    { kind: 'contactChanged', subject: 'tag', change: 'updated', id: '1', newUserId: null, status: null },
  ],
  [
    'a new customer',
    event(
      'change_external_contact',
      '<ChangeType>add_external_contact</ChangeType><UserID>lisi</UserID><ExternalUserID>wm1</ExternalUserID><State>site7</State><WelcomeCode>W</WelcomeCode>',
    ),
    {
      kind: 'externalContactChanged',
      change: 'added',
      userId: 'lisi',
      externalUserId: 'wm1',
      state: 'site7',
      welcomeCode: 'W',
    },
  ],
  [
    'a customer who deletes the member',
    event(
      'change_external_contact',
      '<ChangeType>del_follow_user</ChangeType><UserID>lisi</UserID><ExternalUserID>wm1</ExternalUserID>',
    ),
    {
      kind: 'externalContactChanged',
      change: 'removedByCustomer',
      userId: 'lisi',
      externalUserId: 'wm1',
      state: null,
      welcomeCode: null,
    },
  ],
  [
    'one person joining a customer group',
    event(
      'change_external_chat',
      '<ChatId>wr1</ChatId><ChangeType>update</ChangeType><UpdateDetail>add_member</UpdateDetail><MemChangeList><Item>wm1</Item></MemChangeList><LastMemVer>a</LastMemVer><CurMemVer>b</CurMemVer>',
    ),
    {
      kind: 'externalChatChanged',
      chatId: 'wr1',
      change: 'update',
      detail: 'add_member',
      memberIds: ['wm1'],
      fromVersion: 'a',
      toVersion: 'b',
    },
  ],
  [
    'messages waiting at customer service',
    event('kf_msg_or_event', '<Token>T</Token><OpenKfId>wk1</OpenKfId>'),
    { kind: 'kfMessages', token: 'T', openKfId: 'wk1' },
  ],
  [
    'an approval of our own, in the other spelling',
    event(
      'open_approval_change',
      '<ApprovalInfo><ThirdNo>T7</ThirdNo><OpenSpStatus>2</OpenSpStatus><ApplyUserId>a</ApplyUserId><ApprovalNodes><ApprovalNode><Items><Item><ItemUserid>b</ItemUserid><ItemStatus>2</ItemStatus><ItemSpeech>行</ItemSpeech></Item></Items></ApprovalNode></ApprovalNodes></ApprovalInfo>',
    ),
    {
      kind: 'approvalChanged',
      engine: 'own',
      number: 'T7',
      status: 'passed',
      applicantId: 'a',
      approvers: [{ userId: 'b', status: 'passed', remark: '行' }],
    },
  ],
  [
    'an approval of the 审批 app withdrawn after it had passed',
    event(
      'sys_approval_change',
      '<ApprovalInfo><SpNo>2026</SpNo><SpStatus>6</SpStatus><Applyer><UserId>a</UserId></Applyer></ApprovalInfo>',
    ),
    {
      kind: 'approvalChanged',
      engine: 'native',
      number: '2026',
      status: 'withdrawnLate',
      applicantId: 'a',
      approvers: [],
    },
  ],
  ['a warning that the app may be closed', event('inactive_alert'), { kind: 'platformNotice', name: 'inactive_alert' }],
  ['an event of tomorrow', event('brand_new'), { kind: 'unknown', name: 'brand_new' }],
  ['a message of tomorrow', '<MsgType>hologram</MsgType>', { kind: 'unknown', name: 'hologram' }],
  ['a name every object has', '<MsgType>toString</MsgType>', { kind: 'unknown', name: 'toString' }],
  ['nothing that says what it is', '<ToUserName>ww</ToUserName>', { kind: 'unknown', name: '' }],
]

describe('what a message says', () => {
  test.each(messages)('%s', (_, xml, content) => {
    expect(read(xml)).toEqual({ from: '', sentAt: null, agentId: null, ...content })
  })

  test('who sent it, when, and to which app', () => {
    const origin = '<FromUserName>lisi</FromUserName><CreateTime>1763780000</CreateTime><AgentID>1000002</AgentID>'
    expect(read(`${origin}<MsgType>text</MsgType><Content>a</Content>`)).toMatchObject({
      from: 'lisi',
      sentAt: 1_763_780_000_000,
      agentId: '1000002',
    })
  })

  test('a click on a card with a choice of one', () => {
    const selected =
      '<SelectedItems><SelectedItem><QuestionKey>eta</QuestionKey><OptionIds><OptionId>30m</OptionId></OptionIds></SelectedItem></SelectedItems>'
    const click = event(
      'template_card_event',
      `<EventKey>ticket.accept</EventKey><TaskId>T20261122-0007_d1</TaskId><CardType>button_interaction</CardType><ResponseCode>RC-abc</ResponseCode>${selected}`,
    )
    expect(read(click)).toMatchObject({
      kind: 'cardClick',
      taskId: 'T20261122-0007_d1',
      key: 'ticket.accept',
      cardType: 'button_interaction',
      responseCode: 'RC-abc',
      selected: { eta: ['30m'] },
    })
    expect(read(event('template_card_menu_event', '<SelectedItems></SelectedItems>'))).toMatchObject({ selected: {} })
  })
})

describe('the age of a callback', () => {
  const now = 1_763_780_000_000

  test('counts ten minutes either side, to the second', () => {
    expect([0, -600, 600].map(seconds => isFresh(String(1_763_780_000 + seconds), now))).toEqual([true, true, true])
    expect([-601, 601].map(seconds => isFresh(String(1_763_780_000 + seconds), now))).toEqual([false, false])
  })

  test('is not guessed from anything but whole seconds', () => {
    for (const stamp of ['', 'abc', '1763780000000', '1763780000.5', '-1763780000', ' 1763780000']) {
      expect(isFresh(stamp, now)).toBe(false)
    }
  })
})
