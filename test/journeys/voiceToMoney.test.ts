import { publishRates } from '../../server/demo/company/rates'
import { checkinsApi } from '../../shared/checkins'
import { dispatchApi } from '../../shared/dispatch'
import { DAY, HOUR, MINUTE } from '../../shared/kernel/time'
import { sessionApi } from '../../shared/session'
import { settlementApi } from '../../shared/settlement/api'
import { ticketsApi } from '../../shared/tickets/api'
import { clientOf } from '../support/client'
import { everyDatabase } from '../support/world'

everyDatabase('from a salesperson’s voice to money', world => {
  test('a voice message ends in a settled, archived ticket with every step on its timeline', async () => {
    const { platform, context } = world()
    await publishRates(context)

    // A salesperson speaks to the app in WeCom; the callback is encrypted, the recogniser knows the words.
    const mediaId = platform.addVoice({ text: '客户家空调不制冷，电话13800138000', seconds: 6 })
    expect(await platform.memberSpeaks('zhangsan', mediaId)).toMatchObject({ accepted: true })
    await world().drain()
    const sales = await world().as('sales1')
    const [draft] = (await sales.call(ticketsApi.list, { filter: { status: ['draft'] } })).items
    if (!draft) throw new Error('the voice message became no draft')
    const heard = await sales.call(ticketsApi.get, { id: draft.id })
    expect(heard).toMatchObject({ channel: 'voice', description: '客户家空调不制冷，电话13800138000' })
    expect(heard.timeline.flatMap(row => row.files).map(file => file.mime)).toEqual(['audio/amr'])

    // The salesperson adds whose it is, and submits.
    const filled = await sales.call(ticketsApi.edit, {
      id: draft.id,
      version: heard.version,
      customerId: 'customer01',
    })
    const open = await sales.call(ticketsApi.submit, { id: draft.id, version: filled.version })

    // The dispatcher takes the first suggestion; the engineer presses 接单 on the card that WeCom shows.
    const dispatcher = await world().as('dispatcher1')
    const { candidates } = await dispatcher.call(dispatchApi.suggest, { ticketId: open.id })
    const [best] = candidates
    if (!best) throw new Error('nobody can do it')
    await dispatcher.call(dispatchApi.assign, { ticketId: open.id, engineerId: best.engineerId, version: open.version })
    await world().drain()
    const userId = (
      await world().context.db.reader.query('SELECT wecom_user_id AS id FROM people WHERE id = ?', [best.engineerId])
    )[0].id
    const card = platform.outbox.findLast(line => line.userId === userId && line.card?.taskId)
    const taskId = card?.card?.taskId ?? ''
    expect(taskId).toContain(open.id)
    await platform.memberClicksCard(userId, taskId, 'ticket.accept')
    await world().drain()

    // Off they go; at the door the customer shows the visit code, and the clock starts.
    const engineer = await world().as(best.engineerId)
    const accepted = await engineer.call(ticketsApi.get, { id: open.id })
    expect(accepted.status).toBe('accepted')
    const travelling = await engineer.call(ticketsApi.depart, { id: open.id, version: accepted.version })
    await world().pass(30 * MINUTE)
    const token = open.trackToken ?? ''
    const { code } = await world().anyone.call(checkinsApi.visitCode, { trackToken: token })
    const site = travelling.place ?? { lat: 0, lng: 0 }
    const arrived = await engineer.call(checkinsApi.arrive, {
      ticketId: open.id,
      version: travelling.version,
      code,
      position: { ...site, accuracyMetres: 20 },
    })
    expect(arrived.visit.marks).toEqual([])
    await world().pass(25 * MINUTE)
    const paused = await engineer.call(checkinsApi.pause, {
      ticketId: open.id,
      version: arrived.ticket.version,
      reason: 'parts',
    })
    await world().pass(10 * MINUTE)
    const resumed = await engineer.call(checkinsApi.resume, { ticketId: open.id, version: paused.ticket.version })
    await world().pass(50 * MINUTE)
    const finished = await engineer.call(checkinsApi.finish, { ticketId: open.id, version: resumed.ticket.version })
    expect(finished.visit.workedMinutes).toBe(75)

    // The customer follows in plain words, and confirms after logging in through WeChat.
    const tracked = await world().anyone.call(ticketsApi.track, { token })
    expect(tracked).toMatchObject({ status: 'awaiting_acceptance', says: '已处理完，请您确认', canConfirm: false })
    const login = await world().anyone.call(sessionApi.wechat, {
      code: platform.wechatLoginCode('openid-customer01'),
      trackToken: token,
    })
    const customer = clientOf(world().url, login.token)
    await customer.call(ticketsApi.confirm, { id: open.id, version: tracked.version, rating: 5, comment: '师傅很专业' })
    await world().drain()

    // The money stands, with reasons; a day later the ticket is archived.
    const finance = await world().as('finance1')
    const { items: lines, totalFen } = await finance.call(settlementApi.ofTicket, { ticketId: open.id })
    expect(lines.map(line => line.code)).toContain('base')
    expect(lines.every(line => line.why.length > 0 && line.payeeId === best.engineerId)).toBe(true)
    expect(totalFen).toBe(lines.reduce((sum, line) => sum + line.amountFen, 0))
    expect((await engineer.call(settlementApi.ofTicket, { ticketId: open.id })).totalFen).toBe(totalFen)
    await world().pass(DAY + HOUR)

    const admin = await world().as('admin1')
    const archived = await admin.call(ticketsApi.get, { id: open.id })
    expect(archived.status).toBe('closed')
    expect(archived.timeline.map(row => row.kind).filter(kind => !['note', 'attach'].includes(kind))).toEqual([
      'create',
      'edit',
      'submit',
      'assign',
      'accept',
      'depart',
      'arrive',
      'pause',
      'resume',
      'finish',
      'confirm',
      'close',
    ])
  })
})
