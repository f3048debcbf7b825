/** What is used of saxen, which has no types of its own. */
declare module 'saxen' {
  export class Parser {
    on(event: 'openTag' | 'closeTag', told: (name: string) => void): this
    on(event: 'text' | 'cdata' | 'attention', told: (text: string) => void): this
    /** Throws what is no XML. */
    parse(xml: string): void
  }
}
