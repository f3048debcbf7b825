import ExcelJS from 'exceljs'
import { templatesApi } from '../../shared/templates/api'
import { deskOf, sharedOffice } from '../support/office'
import { sharedWorld } from '../support/world'

describe('a template as a workbook', () => {
  const world = sharedWorld()
  const browser = sharedOffice()

  test('leaves the browser, is changed in a spreadsheet, comes back as a draft, and is tried on the phone', async () => {
    const { page, errors, picture } = await deskOf(browser(), world().url, 'admin1', 'templates')
    const row = page.locator('tr', { hasText: '洗衣机维修' })
    await row.getByRole('button', { name: '更多' }).click()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByText('导出 Excel').click()])
    expect(file.suggestedFilename()).toMatch(/\.xlsx$/)

    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(await file.path())
    const { body } = await (await world().as('admin1')).call(templatesApi.get, { id: 'washer-repair' })
    const sheet = workbook.getWorksheet('字段')
    if (!sheet) throw new Error('the fields have a sheet of their own')
    const heads = (sheet.getRow(1).values as unknown[]).map(String)
    const nameAt = heads.indexOf('名称')
    const names = sheet.getColumn(nameAt).values.slice(2)
    expect(names).toEqual(body.fields.map(({ label }) => label))

    const [first] = body.fields
    sheet.getRow(2).getCell(nameAt).value = '表格里改的名称'
    const changed = Buffer.from(await workbook.xlsx.writeBuffer())
    await page.getByRole('button', { name: '导入' }).click()
    await page.locator('input[type="file"]').setInputFiles({
      name: file.suggestedFilename(),
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      buffer: changed,
    })
    await page.getByText(file.suggestedFilename()).waitFor()
    await picture('sheets-1-chosen')
    await page.getByRole('button', { name: '导入为草稿' }).click()
    await page.locator('.td-row', { hasText: '表格里改的名称' }).waitFor()
    expect(await page.locator('.td-row', { hasText: first?.label ?? '' }).count()).toBe(0)
    await page.getByRole('tab', { name: '预览和试填' }).click()
    await page.locator('.td-phone').getByText('表格里改的名称').waitFor()
    await picture('sheets-2-preview')

    // What is no workbook is refused with words, and leaves the dialog open for another file.
    await page.goto(`${world().url}/console/templates`)
    await page.getByRole('button', { name: '导入' }).click()
    await page.locator('input[type="file"]').setInputFiles({
      name: '不是表格.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('这不是表格'),
    })
    await page.getByRole('button', { name: '导入为草稿' }).click()
    await page.getByText('这不是有效的 XLSX 文件').waitFor()
    await page.getByRole('button', { name: '选择文件' }).waitFor()
    expect(errors).toEqual([])
  }, 120_000)
})
