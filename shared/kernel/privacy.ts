/** `13800138000` -> `138****8000`. What is too short to keep an end of shows none of it; masked twice is masked once. */
export const maskPhone = (phone: string): string => {
  const head = phone.length >= 8 ? phone.slice(0, 3) : ''
  const tail = phone.length >= 11 ? phone.slice(-4) : phone.length >= 6 ? phone.slice(-2) : ''
  return `${head}****${tail}`
}
