// Takes out of a text whatever could be somebody's: the second net under data that should hold none. Pure.

/** So many digits, with the gaps that people write between them, may be an ID number or a telephone. */
const DIGITS = /\d(?:[ .-]?\d){8,}/g;
const MAIL = /[^\s"'<>@]+@[^\s"'<>@]+/g;
/** The folder of a user of the machine carries the user's name. */
const HOME = /((?:\/home\/|[A-Za-z]:[\\/]+Users[\\/]+)[^\s\\/"']*)/g;
/** Our logs are English: a word with other letters is a name or a title. */
const ACCENTED = /[^\s"]*[^\p{ASCII}][^\s"]*/gu;
const CREDENTIALS = /(\w+:\/\/)[^\s/@"]+@/g;
/** A long word of letters and digits mixed may be a key; a UUID or a hash of the log is not needed to help anybody. */
const KEYLIKE = /[A-Za-z0-9+/=_]{24,}/g;
const DATES = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** `text` with all of that replaced by signs. A moment in ISO form stays. */
export function scrub(text: string): string {
  if (DATES.test(text) && text.length <= 30) return text;
  return text
    .normalize('NFC')
    .replaceAll(CREDENTIALS, '$1…@')
    .replaceAll(MAIL, '(mail)')
    .replaceAll(HOME, '(home)')
    .replaceAll(ACCENTED, '(word)')
    .replaceAll(KEYLIKE, '(long)')
    .replaceAll(DIGITS, '(digits)');
}

/** Milliseconds since 1970, from 2001 on: thirteen digits, where an ID number has twelve. */
const isMoment = (value: number): boolean => value >= 1e12 && value < 1e13;

/** Every text of a value scrubbed, its names too; numbers of more than eleven digits are no measure of anything that a bundle tells, moments apart. */
export function scrubbed(value: unknown): unknown {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'number') return Math.abs(value) > 99_999_999_999 && !isMoment(value) ? '(digits)' : value;
  if (Array.isArray(value)) return value.map(scrubbed);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, child]) => [scrub(key), scrubbed(child)]));
  return value;
}
