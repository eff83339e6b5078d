// The bank of a simulated commune and the city's people who read its statement: money comes in for what stations have asked for, too much or too little, twice, without a word, and is taken back; files are whole, in part, and read again and again.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { openLines } from '../../../city/statement/open-lines.ts';
import { orderRead, orderSettle } from '../../../city/statement/orders.ts';
import type { Chance } from '../../morning/chance.ts';
import type { BankLine } from './record.ts';
import type { Recorder } from './recorder.ts';
import { COMMUNE, type SimCity } from './sim-city.ts';
import type { SimNet } from './sim-line.ts';
import type { World } from './world.ts';

const HEADINGS = 'Ngày giao dịch,Số tiền,Nội dung,Số tham chiếu';
const askedWords = z.object({ amount: z.int(), code: z.object({ billNumber: z.string() }).nullable() });
type Asked = { readonly bill: string; readonly amount: number };

export class SimBank {
  /** Everything that has come onto the account, in order, and what was taken from it again. */
  readonly #lines: (BankLine & { readonly words: string })[] = [];
  readonly #paid: Asked[] = [];
  readonly #world: World;
  readonly #net: SimNet;
  readonly #city: SimCity;
  readonly #chance: Chance;
  readonly #recorder: Recorder;
  readonly #folder: string;
  #files = 0;

  constructor(parts: { readonly world: World; readonly net: SimNet; readonly city: SimCity; readonly chance: Chance; readonly recorder: Recorder; readonly folder: string }) {
    this.#world = parts.world;
    this.#net = parts.net;
    this.#city = parts.city;
    this.#chance = parts.chance;
    this.#recorder = parts.recorder;
    this.#folder = parts.folder;
  }

  /** What the city's people were shown of money that came in. */
  get account(): readonly BankLine[] {
    return this.#lines.map(({ reference, amount, bills }) => ({ reference, amount, bills })).filter(({ amount }) => amount > 0);
  }

  /** Something happens on the account. */
  moves(): void {
    const chance = this.#chance;
    const asked = this.#recorder.made.flatMap(({ type, body }): Asked[] => {
      const words = type === 'payment.asked' ? askedWords.parse(body) : null;
      return words === null || words.code === null ? [] : [{ bill: words.code.billNumber, amount: words.amount }];
    });
    const unpaid = asked.filter(({ bill }) => !this.#paid.some((paid) => paid.bill === bill));
    const course = chance.next();
    if (course < 0.08) return this.#comes(chance.between(1, 9) * 1000, [], 'RUT TIEN MAT');
    if (course < 0.2 && this.#paid.length > 0) return this.#again(chance.pick(this.#paid));
    if (unpaid.length === 0) return;
    const { bill, amount } = chance.pick(unpaid);
    this.#paid.push({ bill, amount });
    const other = chance.is(0.04) ? unpaid.find((one) => one.bill !== bill) : undefined;
    this.#comes(chance.is(0.1) ? amount + 1000 : amount, other === undefined ? [bill] : [bill, other.bill], 'LE PHI');
  }

  /** Reads all that the bank has said up to now. */
  async readAll(): Promise<void> {
    if (this.#lines.length > 0) await this.#read(this.#lines);
  }

  /** Reads a statement as somebody has it: of everything, of a part, with lines twice, or with another amount than the bank has. */
  async readSome(): Promise<void> {
    const chance = this.#chance;
    if (this.#net.isCityAway) return;
    const lines = this.#lines.filter(() => !chance.is(0.2)).flatMap((line) => (chance.is(0.1) ? [line, line] : [chance.is(0.03) ? { ...line, amount: line.amount + 500 } : line]));
    if (lines.length > 0) await this.#read(lines);
    if (chance.is(0.1)) await this.#settle();
  }

  /** Paid a second time, or taken back by the bank: neither is anybody's fee. */
  #again({ bill, amount }: Asked): void {
    if (this.#chance.is(0.5)) this.#comes(amount, [bill], 'LE PHI');
    else this.#comes(-amount, [bill], 'HOAN TIEN');
  }

  #comes(amount: number, bills: readonly string[], words: string): void {
    this.#lines.push({ reference: `FT26194${String(this.#lines.length + 1).padStart(4, '0')}`, amount, bills, words: `IBFT ${bills.join(' ')} ${words}` });
  }

  async #read(lines: readonly (BankLine & { readonly words: string })[]): Promise<void> {
    this.#files += 1;
    const file = path.join(this.#folder, `statement-${this.#files}.csv`);
    const row = ({ reference, amount, words }: (typeof lines)[number]): string => `13/07/2026 10:15:00,${amount},${words},${reference}`;
    await writeFile(file, `${HEADINGS}\n${lines.map(row).join('\n')}\n`);
    await orderRead({ ...this.#desk(), asJson: true }, { commune: COMMUNE, file, isTrial: false, columns: {} });
    this.#net.feedGrew();
  }

  async #settle(): Promise<void> {
    const open = await openLines(this.#city.pool, COMMUNE);
    if (open.length > 0) await orderSettle({ ...this.#desk(), asJson: false }, COMMUNE, this.#chance.pick(open).reference, 'Đã hỏi ngân hàng');
  }

  #desk() {
    return { pool: this.#city.pool, clock: this.#city.clock, print: (line: string): void => this.#world.trace(`the bank: ${line}`) };
  }
}
