import type { Role } from '../../shared/kernel/roles'
import type { Place } from '../../shared/kernel/schema'

/** The people of 云栖家电服务, an invented appliance service in Hangzhou. */
export type SeedPerson = {
  id: string
  name: string
  wecomUserId: string
  phone: string
  roles: Role[]
  teamId?: string
  providerId?: string
  /** In charge of as a manager, served as an engineer. */
  regionCodes?: string[]
  engineer?: { skills: string[]; home: Place; rating: number; capacity: number }
}

export const providers = [{ id: 'provider-anju', name: '安居家电服务部' }]

export const teams = [
  { id: 'team-west', name: '城西班组', managerId: 'manager1' },
  { id: 'team-south', name: '江南班组', managerId: 'manager2' },
]

const west = ['330102', '330105', '330106', '330110', '330112', '330113']
const south = ['330108', '330109', '330111', '330114']
const wholeCity = ['3301']

const office: SeedPerson[] = [
  { id: 'sales1', name: '张珊', wecomUserId: 'zhangsan', phone: '13800000011', roles: ['sales'], teamId: 'team-west' },
  { id: 'sales2', name: '陈立', wecomUserId: 'chenli', phone: '13800000012', roles: ['sales'], teamId: 'team-west' },
  { id: 'sales3', name: '周倩', wecomUserId: 'zhouqian', phone: '13800000013', roles: ['sales'], teamId: 'team-south' },
  { id: 'dispatcher1', name: '赵柳', wecomUserId: 'zhaoliu', phone: '13800000021', roles: ['dispatcher'] },
  { id: 'dispatcher2', name: '孙琪', wecomUserId: 'sunqi', phone: '13800000022', roles: ['dispatcher'] },
  {
    id: 'manager1',
    name: '沈明远',
    wecomUserId: 'shenmingyuan',
    phone: '13800000031',
    roles: ['manager'],
    teamId: 'team-west',
    regionCodes: west,
  },
  {
    id: 'manager2',
    name: '韩梅',
    wecomUserId: 'hanmei',
    phone: '13800000032',
    roles: ['manager'],
    teamId: 'team-south',
    regionCodes: south,
  },
  { id: 'finance1', name: '杨慧', wecomUserId: 'yanghui', phone: '13800000041', roles: ['finance'] },
  { id: 'admin1', name: '朱晨', wecomUserId: 'zhuchen', phone: '13800000042', roles: ['admin'] },
  {
    id: 'provider1',
    name: '秦岚',
    wecomUserId: 'qinlan',
    phone: '13800000051',
    roles: ['provider'],
    providerId: 'provider-anju',
  },
]

const engineers: SeedPerson[] = [
  {
    id: 'engineer1',
    name: '李思',
    wecomUserId: 'lisi',
    phone: '13800000101',
    roles: ['engineer'],
    teamId: 'team-west',
    regionCodes: wholeCity,
    engineer: {
      skills: ['repair.aircon', 'install.aircon'],
      home: { lat: 30.2863, lng: 120.1254 },
      rating: 4.8,
      capacity: 8,
    },
  },
  {
    id: 'engineer2',
    name: '王武',
    wecomUserId: 'wangwu',
    phone: '13800000102',
    roles: ['engineer'],
    teamId: 'team-west',
    regionCodes: wholeCity,
    engineer: {
      skills: ['repair.aircon', 'repair.washer'],
      home: { lat: 30.3212, lng: 120.1391 },
      rating: 4.6,
      capacity: 8,
    },
  },
  {
    id: 'engineer3',
    name: '吴志强',
    wecomUserId: 'wuzhiqiang',
    phone: '13800000103',
    roles: ['engineer'],
    teamId: 'team-west',
    regionCodes: wholeCity,
    engineer: {
      skills: ['repair.washer', 'repair.waterheater'],
      home: { lat: 30.3487, lng: 120.2301 },
      rating: 4.7,
      capacity: 8,
    },
  },
  {
    id: 'engineer4',
    name: '郑海涛',
    wecomUserId: 'zhenghaitao',
    phone: '13800000104',
    roles: ['engineer'],
    teamId: 'team-west',
    regionCodes: west,
    engineer: {
      skills: ['repair.waterheater', 'install'],
      home: { lat: 30.2808, lng: 120.0189 },
      rating: 4.5,
      capacity: 7,
    },
  },
  {
    id: 'engineer5',
    name: '冯建军',
    wecomUserId: 'fengjianjun',
    phone: '13800000105',
    roles: ['engineer'],
    teamId: 'team-west',
    regionCodes: wholeCity,
    engineer: {
      skills: ['repair', 'complaint', 'consultation'],
      home: { lat: 30.2719, lng: 120.1638 },
      rating: 4.9,
      capacity: 6,
    },
  },
  {
    id: 'engineer6',
    name: '褚卫东',
    wecomUserId: 'chuweidong',
    phone: '13800000106',
    roles: ['engineer'],
    teamId: 'team-south',
    regionCodes: wholeCity,
    engineer: {
      skills: ['repair.aircon', 'install.aircon', 'repair.waterheater'],
      home: { lat: 30.2079, lng: 120.2087 },
      rating: 4.7,
      capacity: 8,
    },
  },
  {
    id: 'engineer7',
    name: '卫国平',
    wecomUserId: 'weiguoping',
    phone: '13800000107',
    roles: ['engineer'],
    teamId: 'team-south',
    regionCodes: south,
    engineer: {
      skills: ['repair.washer', 'repair.aircon', 'complaint'],
      home: { lat: 30.1853, lng: 120.2692 },
      rating: 4.6,
      capacity: 8,
    },
  },
  {
    id: 'engineer8',
    name: '蒋小龙',
    wecomUserId: 'jiangxiaolong',
    phone: '13800000108',
    roles: ['engineer'],
    teamId: 'team-south',
    regionCodes: south,
    engineer: {
      skills: ['install.aircon', 'repair.aircon'],
      home: { lat: 30.3091, lng: 120.3228 },
      rating: 4.2,
      capacity: 4,
    },
  },
  {
    id: 'engineer9',
    name: '许亮',
    wecomUserId: 'xuliang',
    phone: '13800000109',
    roles: ['engineer'],
    providerId: 'provider-anju',
    regionCodes: ['330113', '330110'],
    engineer: {
      skills: ['repair', 'install.aircon'],
      home: { lat: 30.4187, lng: 120.2993 },
      rating: 4.4,
      capacity: 6,
    },
  },
]

export const people: readonly SeedPerson[] = [...office, ...engineers]
