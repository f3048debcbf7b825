import { ticketsApi } from '../../shared/tickets/api'
import { allKinds } from '../miniapp/allKinds'
import { type Phone, phoneOf, sharedBrowser } from '../support/browser'
import { sharedProduct } from '../support/product'
import { publishBody } from '../templates/samples'

const photo = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** The H5 build on a real server. Pictures are left in `artifacts/`. */
describe('a form with every kind of field, in the browser', () => {
  const product = sharedProduct()
  const browser = sharedBrowser()

  /** Answers the file picker that a tap opens. */
  const give = async (phone: Phone, id: string, name: string, mimeType: string) => {
    const [chooser] = await Promise.all([phone.page.waitForEvent('filechooser'), phone.tap(id)])
    await chooser.setFiles({ name, mimeType, buffer: photo })
  }

  /** By mouse, as on a desktop: fingers and pens come the same way. */
  const sign = async ({ page }: Phone) => {
    const pad = page.locator('#field-signature-pad canvas')
    await pad.waitFor()
    await page.waitForTimeout(300)
    const box = (await pad.boundingBox()) ?? { x: 0, y: 0 }
    await page.mouse.move(box.x + 40, box.y + 120)
    await page.mouse.down()
    for (let step = 1; step < 30; step++) {
      await page.mouse.move(box.x + 40 + step * 8, box.y + 120 + Math.sin(step / 3) * 50)
    }
    await page.mouse.up()
  }

  test('is begun, left, taken up again, signed, sent and read', async () => {
    const template = await publishBody(await product().as('admin1'), allKinds.body, { name: '全部字段' })
    const phone = await phoneOf(browser(), product().url, 'dispatcher1', { latitude: 30.28, longitude: 120.13 })
    const address = `/tickets/create?templateId=${template.id}&customerId=customer01`
    await phone.open(address)
    await phone.sees('来自客户档案')
    await phone.fill('field-text', '空调漏水')
    await phone.fill('field-money', '128.5')
    await phone.tap('field-choice-0')
    await phone.tap('field-region')
    await phone.page.getByText('浙江省', { exact: true }).tap()
    await phone.page.getByText('杭州市', { exact: true }).tap()
    await phone.picture('form-1-region')
    await phone.page.getByText('西湖区', { exact: true }).tap()
    await phone.tap('field-address-locate')
    await phone.sees('已标记位置')
    await phone.fill('field-address', '文三路 1 号')
    await give(phone, 'field-photo', '现场.png', 'image/png')
    await phone.page.locator('.pd-photo-image').first().waitFor()
    await phone.picture('form-2-proof')

    await phone.page.waitForTimeout(600)
    await phone.page.reload()
    await phone.sees('已恢复上次未提交的内容')
    await phone.tap('field-signature')
    await sign(phone)
    await phone.picture('form-3-signature')
    await phone.tap('field-signature-done')
    await phone.sees('重新签名')
    await phone.tap('group-steps')
    await phone.tap('field-checklist-call')
    await phone.tap('field-table')
    await phone.fill('field-table-item', '外壳')
    await phone.tap('field-table-done')
    await phone.sees('64.25 元')
    await phone.tap('submit')
    await phone.sees('浙江省杭州市西湖区')
    await phone.sees('¥128.50')
    await phone.picture('form-4-ticket')
    expect(phone.errors).toEqual([])

    const staff = await product().as('dispatcher1')
    const { items } = await staff.call(ticketsApi.list, { filter: { customerId: 'customer01' }, limit: 1 })
    const made = await staff.call(ticketsApi.get, { id: items[0]?.id ?? '' })
    expect(made.answers).toMatchObject({
      text: '空调漏水',
      money: 12_850,
      region: '330106',
      computed: 64.25,
      table: [{ item: '外壳' }],
      checklist: { call: { isDone: true } },
    })
    expect(made.files.map(file => file.mime)).toEqual(['image/png', 'image/png'])
  }, 120_000)
})
