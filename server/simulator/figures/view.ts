import { grouped } from '../../../shared/kernel/group'
import { MOST_LISTED, MOST_RANKED, type Simulation } from '../../../shared/simulator'
import { approvalsOf, differencesOf, misfitsOf, sharesOf, type Tried, timesOf } from './rules'

/** The whole answer; figures count every ticket, lists are cut. */
export const viewSimulation = (
  tried: readonly Tried[],
  { isWhole, isRanked }: { isWhole: boolean; isRanked: boolean },
): Simulation => {
  const differences = differencesOf(tried)
  const errors = misfitsOf(tried)
  const approvals = approvalsOf(tried)
  const refused = tried.filter(({ misfits }) => misfits.length > 0).length
  return {
    tickets: tried.length,
    isWhole,
    owners: sharesOf(tried),
    approvals,
    timeByNode: timesOf(tried),
    different: differences.length,
    differences: differences.slice(0, MOST_LISTED),
    refused,
    errors: errors.slice(0, MOST_LISTED),
    summary:
      tried.length === 0
        ? ['这个模板还没有开过工单，没有可以对照的']
        : [
            `看了最近 ${tried.length} 张工单，${differences.length === 0 ? '都和原来一样' : `${differences.length} 张会和原来不同`}`,
            approvalWords(approvals),
            ...(refused > 0 ? [refusedWords(errors, refused)] : []),
          ],
    notes: [...notes, ...(isRanked ? [`推荐的工程师按现在的人员情况算，只算最近 ${MOST_RANKED} 张`] : [])],
  }
}

const approvalWords = ({ before, after, saved }: Simulation['approvals']): string => {
  if (saved === 0) return before === 0 ? '没有审批' : `审批次数不变，共 ${before} 次`
  return saved > 0
    ? `审批从 ${before} 次减到 ${after} 次，少 ${saved} 次`
    : `审批从 ${before} 次增到 ${after} 次，多 ${-saved} 次`
}

const refusedWords = (errors: Simulation['errors'], refused: number): string => {
  const byField = [...grouped(errors, ({ field }) => field)].sort(([, a], [, b]) => b.length - a.length)
  const [most] = byField[0] ?? []
  return `${refused} 张填的内容新表单不接受${most ? `，最多的是「${most}」` : ''}`
}

const notes = [
  '答案、客户和设备按现在的记录，季节和地区按建单时算',
  '原有环节用实际用时；新加的审批用这些人以往审批的中位用时，没有以往的用环节时限；跳过的算 0 分钟',
  '以往没有走过的审批都当作同意，没有走过的任务当作完成',
]
