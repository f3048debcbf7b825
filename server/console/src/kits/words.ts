import type { KitPartState } from '../../../../shared/kits'

export const words = {
  title: '行业包',
  says: '一套现成的模板、流程、时效和结算规则。安装后可以随意修改，改过的内容再次安装也不会被覆盖。',
  none: '还没有行业包',
  noneSays: '请升级到带行业包的版本。',
  install: '安装',
  complete: '补齐缺少的内容',
  addSamples: '生成样例工单',
  keep: '再想想',
  installed: (name: string, at: string) => `${name} ${at} 安装`,
  done: '已安装',
  askInstall: (name: string) => `安装「${name}」行业包？`,
  asks: '流程、时效策略和模板会立即可用；结算规则只存档，由财务试算后采用。已有的同名内容保持不变。',
  withSamples: (count: number) => `同时生成 ${count} 张样例工单`,
  samplesWarn: '样例工单会进入派单和提醒，请只在试用时生成。',
  samples: (made: number, offered: number) => (made > 0 ? `样例工单 ${made} 张` : `可生成样例工单 ${offered} 张`),
  states: {
    absent: '未安装',
    same: '',
    changed: '已修改',
    drafted: '有未发布的草稿',
    covered: '已有相同范围的策略',
  } satisfies Record<KitPartState, string>,
  prices: '存档，未生效',
}
