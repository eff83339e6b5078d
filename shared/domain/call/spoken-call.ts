// What the hall hears when a number is called, as names of recorded clips; which clips there are, and how each one is spoken. Knows no sound.

/** Clips that open and lead through a call. The chime has no words. */
const FRAME = { 'xin-moi-so': 'Xin mời số', 'den-quay-so': 'đến quầy số' } as const;

/** The letters of the series as Vietnamese officers spell them: the short names of primary school where they cannot be mistaken in a loud hall, the older long names elsewhere. */
const LETTERS = {
  a: 'a', b: 'bê', c: 'xê', d: 'đê', e: 'e', f: 'ép phờ', g: 'giê', h: 'hát', i: 'i', j: 'gi', k: 'ca', l: 'e lờ', m: 'em mờ', n: 'en nờ', o: 'o', p: 'pê', q: 'quy', r: 'e rờ', s: 'ét xì',
  t: 'tê', u: 'u', v: 'vê', w: 'vê kép', x: 'ích xì', y: 'y dài', z: 'dét',
} as const;

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;

/** Words that numbers have beside their digits: ten, the ten of twenty and above, and the other names of 1, 4 and 5 after it. */
const COUNTING = { 'so-10': 'mười', muoi: 'mươi', 'mot-sau-muoi': 'mốt', 'tu-sau-muoi': 'tư', lam: 'lăm' } as const;

type Letter = keyof typeof LETTERS;
/** Name of a clip: that of its file without '.wav'. */
export type ClipName = keyof typeof FRAME | keyof typeof COUNTING | `chu-${Letter}` | `so-${number}`;

/** Rung before a call, where the point wants it; a file like the others, without words. */
export const CHIME = 'chuong';

/** Every clip that a call can need, with what a person says who records it. */
export const CLIPS: ReadonlyMap<ClipName, string> = new Map<ClipName, string>([
  ...(Object.entries(FRAME) as [ClipName, string][]),
  ...Object.entries(LETTERS).map(([letter, words]): [ClipName, string] => [`chu-${letter as Letter}`, words]),
  ...DIGITS.map((words, digit): [ClipName, string] => [`so-${digit}`, words]),
  ...(Object.entries(COUNTING) as [ClipName, string][]),
]);

/** A number as it stands on the ticket: the letter of its series and three digits. */
const TICKET_NUMBER = /^([A-Z])(\d)(\d)(\d)$/;

/** One called number. */
export interface SpokenCall {
  /** 'A025' */
  readonly number: string;
  /** 1 to 99. */
  readonly counterId: number;
}

/**
 * The call in phrases, each of which is spoken in one breath: "Xin mời số A" · "không hai lăm" · "đến quầy số ba". Null for what is no ticket number or no counter.
 * Digits are read one by one, for a hall compares them with the paper in its hand one by one.
 */
export function spokenCall({ number, counterId }: SpokenCall): readonly (readonly ClipName[])[] | null {
  const [letter, digits] = spokenNumber(number) ?? [];
  if (letter === undefined || digits === undefined || !Number.isInteger(counterId) || counterId < 1 || counterId > 99) return null;
  return [['xin-moi-so', ...letter], digits, ['den-quay-so', ...countedNumber(counterId)]];
}

/** A ticket's number by itself, in two phrases: its letter, and its digits one by one. Null for what is no ticket number. */
export function spokenNumber(number: string): readonly [readonly ClipName[], readonly ClipName[]] | null {
  const parts = TICKET_NUMBER.exec(number);
  if (parts === null) return null;
  const [letter, ...digits] = parts.slice(1);
  return [[`chu-${(letter ?? '').toLowerCase() as Letter}`], readDigits(digits)];
}

/**
 * Digits one by one, with one exception that everybody makes: a last 5 after a ten from 2 to 9 is 'lăm', as in the short form of a number of two digits ("hai lăm" for "hai mươi lăm").
 * That form leaves 'mươi' out, so there is none for a ten of 0 or 1: "không không năm", and "một một năm" as everybody says the emergency number 115.
 */
function readDigits(digits: readonly string[]): ClipName[] {
  return digits.map((digit, place): ClipName => (place === digits.length - 1 && digit === '5' && Number(digits[place - 1]) >= 2 ? 'lam' : `so-${Number(digit)}`));
}

/** A number from 1 to 99 as it is counted: 10 mười, 15 mười lăm, 21 hai mươi mốt, 24 hai mươi tư, 25 hai mươi lăm, 30 ba mươi. */
function countedNumber(value: number): ClipName[] {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head: ClipName[] = tens === 0 ? [] : tens === 1 ? ['so-10'] : [`so-${tens}`, 'muoi'];
  if (ones === 0) return head;
  return [...head, tens >= 1 && ones === 5 ? 'lam' : tens >= 2 && ones === 1 ? 'mot-sau-muoi' : tens >= 2 && ones === 4 ? 'tu-sau-muoi' : `so-${ones}`];
}
