// Signs that a reader typed the card as a keyboard: key codes carry no Vietnamese letters, so they arrive lost or as the wrong ones.

/** A payload with fewer letters than this may well be Vietnamese without a single accent. */
const LETTERS_THAT_NEED_ACCENTS = 30;

/**
 * UTF-8 read as Latin-1 or Windows-1252 ("Nguyá»…n", "Æ°", "Ä‘"): letters that Vietnamese has not, or a lead byte before a trail byte. "Ã" alone
 * is a Vietnamese letter ("XÃ").
 */
const WRONG_LETTERS = /[ÄÅÆ]|[\u00C2-\u00C3\u00E1][\u0080-\u00BF\u0152-\u0192\u02C6\u02DC\u2013-\u203A\u20AC\u2122]/u;

/**
 * True if name, sex or address show lost letters (question marks, replacement characters), wrong letters, or a text without one Vietnamese
 * letter that is long or of a woman ("Nữ" has one). Short texts without accents pass: such names exist ("Y BAN").
 */
export function isDamagedByKeyboard(fullName: string, sex: string, address: string): boolean {
  const text = `${fullName} ${sex} ${address}`;
  if (/[?\uFFFD]/u.test(text) || WRONG_LETTERS.test(text)) return true;
  if (/[^\p{ASCII}]/u.test(text)) return false;
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length >= LETTERS_THAT_NEED_ACCENTS || /^nu?$/i.test(sex);
}
