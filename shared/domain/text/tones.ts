// Words compared with their accents, however the tone mark is placed: "hòa" and "hoà" are one word.

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** The word in lower case with its tone behind it ("giấy" → "giây´"), the same for both schools of placing it. For comparing only. */
export function accentKey(word: string): string {
  const apart = word.normalize('NFD').toLowerCase();
  return apart.replaceAll(TONES, '').normalize('NFC') + (apart.match(TONES)?.[0] ?? '');
}

/** Whether a text carries any Vietnamese mark: whoever types one types them all. */
export function isAccented(text: string): boolean {
  return /\p{M}|đ/iu.test(text.normalize('NFD'));
}
