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

const toNewest = () => {
  for (const talk of phones.querySelectorAll('.talk')) talk.scrollTop = talk.scrollHeight
}

/** What stands half written, and what is chosen, survives a refresh of the phones. */
const keepInputs = show => {
  const nameOf = field =>
    `${field.closest('.phone').dataset.user} ${field.form.dataset.act} ${field.form.elements.taskId?.value} ${field.name}`
  const fields = () => [...phones.querySelectorAll('input:not([type=hidden]), select')]
  const kept = new Map(fields().map(field => [nameOf(field), field.value]))
  const focused =
    phones.contains(document.activeElement) && document.activeElement.name === 'text' && nameOf(document.activeElement)
  show()
  for (const field of fields()) {
    if (kept.has(nameOf(field))) field.value = kept.get(nameOf(field))
    if (nameOf(field) === focused) field.focus()
  }
}

const refresh = async () => {
  const { shown, version } = phones.dataset
  const answer = await fetch(`/demo/phones?show=${encodeURIComponent(shown)}&version=${version}`)
  if (answer.status !== 200) return
  const { version: newer, html } = await answer.json()
  keepInputs(() => {
    phones.dataset.version = newer
    phones.innerHTML = html
  })
  toNewest()
}

const send = async (act, fields) => {
  const answer = await fetch(`/demo/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  })
  if (answer.ok) return true
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
  const buttons = form.querySelectorAll('button')
  const fields = fieldsOf(form, event.submitter)
  for (const button of buttons) button.disabled = true
  if ((await send(form.dataset.act, fields)) && form.dataset.act === 'say') form.elements.text.value = ''
  for (const button of buttons) button.disabled = false
  await refresh()
})

setInterval(() => document.visibilityState === 'visible' && refresh().catch(() => undefined), EVERY_MS)
toNewest()
