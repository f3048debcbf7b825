import { readFileSync } from 'node:fs'
import { regionOfAddress, regionsBelow, regionWords } from '../../shared/regions'

const { names } = JSON.parse(readFileSync('miniapp/assets/regions.json', 'utf8')) as { names: Record<string, string> }

describe('regions', () => {
  it('stand below one another, every one of them', () => {
    const provinces = regionsBelow(names, null)
    const cities = provinces.flatMap(({ code }) => regionsBelow(names, code))
    const districts = cities.flatMap(({ code }) => regionsBelow(names, code))
    expect(provinces).toHaveLength(34)
    expect(provinces.length + cities.length + districts.length).toBe(Object.keys(names).length)
  })

  it.each([
    ['330106', '浙江省杭州市西湖区'],
    ['110105', '北京市朝阳区'],
    ['330000', '浙江省'],
    ['999999', '999999'],
  ])('%s reads %s', (code, words) => {
    expect(regionWords(names, code)).toBe(words)
  })

  it.each([
    ['浙江省杭州市西湖区文三路 1 号', '330106'],
    ['北京市朝阳区建国路 1 号', '110105'],
    ['重庆市云阳县滨江大道', '500235'],
    ['江苏省南京市鼓楼区', '320106'],
    ['浙江省杭州市某某路', '330100'],
    ['鼓楼区中山路', null],
    ['杭州市西湖区文三路', null],
  ])('%s lies in %s', (address, code) => {
    expect(regionOfAddress(names, address)).toBe(code)
  })
})
