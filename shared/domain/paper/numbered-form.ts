// The forms that go out under a number of their own, and how such a number reads on the paper.

/** Forms 02, 03 and 04 of Circular 01/2018/TT-VPCP, and the confirmation of a withdrawal. */
export const NUMBERED_FORMS = ['supplement', 'refusal', 'apology', 'withdrawal'] as const;
export type NumberedForm = (typeof NUMBERED_FORMS)[number];

/** Stands for a number that nobody has drawn. */
const OPEN = '………';

/** `pattern` has '{n}', and '{station}' where a unit has more machines; null leaves the number open, to be written by hand. */
export function formNumberText(pattern: string, number: number | null, station: string): string {
  return pattern.replaceAll('{station}', station).replace('{n}', number === null ? OPEN : String(number));
}
