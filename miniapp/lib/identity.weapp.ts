/** A mini-program logs in with its platform's code. */
export const demoIdentity = (): string | null => null
