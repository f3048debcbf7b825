/** Keeps the phones up to date, and sends what is said and pressed. */
const EVERY_MS = 1500
const phones = document.getElementById('phones')
const notice = document.getElementById('notice')

const tell = sentence => {
  notice.textContent = sentence
  notice.hidden = false
  clearTimeout(tell.hiding)
  tell.hiding = setTimeout(() => {
    notice.hidden = true
  }, 5000)
}

const userOf = element => element.closest('.phone').dataset.user
const toNewest = talk => {
  talk.scrollTop = talk.scrollHeight
}

/** The same control in the phones as they were and as they are now shown. */
const nameOf = ({ form, name, value, tagName }) => {
  const { taskId, serial } = form.elements
  const which = tagName === 'BUTTON' ? `${name} ${value}` : name
  return `${userOf(form)} ${form.dataset.act} ${taskId?.value ?? serial?.value} ${which}`
}

const controls = () => [...phones.querySelectorAll('button, input:not([type=hidden]), select')]
const talks = () => [...phones.querySelectorAll('.talk')]

/** What stands half written or chosen, where somebody reads, and the focus survive a refresh of the phones. */
const keepPlaces = show => {
  const kept = new Map(controls().flatMap(one => (one.tagName === 'BUTTON' ? [] : [[nameOf(one), one.value]])))
  const { activeElement } = document
  const held = phones.contains(activeElement) ? activeElement : null
  const focused = held?.form ? nameOf(held) : null
  const readAt = new Map(
    talks().flatMap(talk => {
      const isAtEnd = talk.scrollHeight - talk.scrollTop - talk.clientHeight < 40
      return isAtEnd ? [] : [[userOf(talk), talk.scrollTop]]
    }),
  )
  show()
  for (const control of controls()) {
    const name = nameOf(control)
    if (kept.has(name)) control.value = kept.get(name)
    if (name === focused) control.focus({ preventScroll: true })
  }
  for (const talk of talks()) {
    const place = readAt.get(userOf(talk))
    if (place === undefined) toNewest(talk)
    else talk.scrollTop = place
    // A pressed button goes with its press: whoever uses the keyboard stays in this talk.
    if (held && document.activeElement === document.body && userOf(talk) === userOf(held))
      talk.focus({ preventScroll: true })
  }
}

const CUT_OFF = '连不上服务器，恢复后会自动更新'

const refresh = async () => {
  const { shown, version } = phones.dataset
  const answer = await fetch(`/demo/phones?show=${encodeURIComponent(shown)}&version=${version}`)
  if (answer.status !== 200) return
  const { version: newer, html } = await answer.json()
  keepPlaces(() => {
    phones.dataset.version = newer
    phones.innerHTML = html
  })
}

const keepUp = () => refresh().catch(() => tell(CUT_OFF))

const send = async (act, fields) => {
  const answer = await fetch(`/demo/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  }).catch(() => null)
  if (answer?.ok) return true
  if (!answer) {
    tell(CUT_OFF)
    return false
  }
  const body = await answer.json().catch(() => null)
  tell(body?.error?.message ?? '服务器没有回应，请稍后再试')
  return false
}

const fieldsOf = (form, button) => {
  const given = Object.fromEntries(new FormData(form, button))
  if (form.dataset.act !== 'click') return given
  const choices = Object.entries(given).filter(([name, value]) => name.startsWith('choice:') && value)
  const selected = Object.fromEntries(choices.map(([name, value]) => [name.slice('choice:'.length), [value]]))
  return { userId: given.userId, taskId: given.taskId, key: given.key, selected }
}

phones.addEventListener('submit', async event => {
  event.preventDefault()
  const form = event.target
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  const isSpeech = form.dataset.act === 'say'
  if ((await send(form.dataset.act, fieldsOf(form, event.submitter))) && isSpeech) {
    const user = userOf(form)
    for (const said of phones.querySelectorAll('.say input[name=text]')) if (userOf(said) === user) said.value = ''
    for (const talk of talks()) if (userOf(talk) === user) toNewest(talk)
  }
  form.ariaBusy = null
  await keepUp()
})

setInterval(() => document.visibilityState === 'visible' && keepUp(), EVERY_MS)
for (const talk of talks()) toNewest(talk)
