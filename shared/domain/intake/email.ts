// What is an e-mail address, as a person dictates one at a counter.

/** Longest that is taken: of the 254 that a mail system allows none that anybody dictates needs more. */
export const EMAIL_LENGTH = 120;

/** One part before the @ and a host of two parts or more, all of printable ASCII: 'lan.nguyen@example.vn'. Nobody is asked by mail whether it arrives. */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_LENGTH && /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/u.test(text);
}
