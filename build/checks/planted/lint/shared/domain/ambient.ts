// Takes time and chance from the air; the mark stands on the line that must be reported.
export const now = (): number => Date.now(); // planted: house(injected-time-and-chance)
export const today = (): Date => new Date(); // planted: house(injected-time-and-chance)
export const chance = (): number => Math.random(); // planted: house(injected-time-and-chance)
