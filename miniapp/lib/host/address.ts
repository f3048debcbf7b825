/**
 * The query of an H5 address, before and after the `#`: a link into a page may carry it in either place.
 * In a browser `?external_userid=...&entry=single_chat_tools` stands in for the chat.
 */
export const addressParameter = (name: string): string | null => {
  const inHash = window.location.hash.split('?')[1] ?? ''
  return new URLSearchParams(inHash).get(name) ?? new URLSearchParams(window.location.search).get(name)
}
