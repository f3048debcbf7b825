/** A mini-program has all its pages on the phone, or the platform says why not. */
export const watchUnopened = (): void => undefined
