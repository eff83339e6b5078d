// What the city's people order with a bank's statement: read one, or see what it would do; list what waits for them; settle it. Nothing that is said names a person.

import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { Pool } from 'pg';
import { z } from 'zod';
import { senderSchema } from '../../shared/wire/operation.ts';
import { feedChanges } from '../../shared/wire/feed.ts';
import type { CityClock } from '../clock.ts';
import { readRows } from '../database/rows.ts';
import type { ColumnName } from './columns.ts';
import { MOST_BYTES } from './csv.ts';
import { OUTCOMES } from './match.ts';
import { openLines, settleLines } from './open-lines.ts';
import { readStatement } from './read-statement.ts';
import { listText, moneyText, readText } from './report-text.ts';
import { takeStatement } from './take-statement.ts';

export interface StatementDesk {
  readonly pool: Pool;
  readonly clock: CityClock;
  readonly print: (line: string) => void;
  /** Lines for programs in place of lines for people. */
  readonly asJson: boolean;
}

/** All is done · the order itself is wrong or nothing could be done · done, and something waits for a person. */
export const CODES = { ok: 0, failed: 1, looks: 3 } as const;

export interface ReadOrder {
  readonly commune: string;
  readonly file: string;
  readonly isTrial: boolean;
  readonly columns: Readonly<Partial<Record<ColumnName, string>>>;
}

/** Reads a statement and does what it says. */
export async function orderRead({ pool, clock, print, asJson }: StatementDesk, { commune: communeText, file, isTrial, columns }: ReadOrder): Promise<number> {
  const commune = await enrolled(pool, communeText);
  const bytes = await readWhole(file);
  const read = readStatement(bytes, columns);
  if ('fault' in read) {
    print(asJson ? JSON.stringify({ fault: read.fault }) : readText.fault(read.fault));
    return CODES.failed;
  }
  const { statement } = read;
  const { judged, known } = await takeStatement({ pool, clock, commune, lines: statement.lines, isTrial });
  const waiting = (await openLines(pool, commune)).length;
  const report = {
    commune, isTrial, sha256: createHash('sha256').update(bytes).digest('hex'), cameIn: statement.lines.length, others: statement.others, known, refused: statement.refused,
    confirmed: judged.filter(({ outcome }) => outcome === 'confirmed'), notMatched: judged.filter(({ outcome }) => outcome !== 'confirmed'), waiting,
  };
  if (asJson) print(JSON.stringify(report));
  else for (const line of readText.report(report)) print(line);
  return report.refused.length + report.notMatched.length + waiting === 0 ? CODES.ok : CODES.looks;
}

/** Everything that waits, of one commune or of all. */
export async function orderList({ pool, print, asJson }: StatementDesk, communeText: string | null): Promise<number> {
  const commune = communeText === null ? null : await enrolled(pool, communeText);
  const lines = await openLines(pool, commune);
  for (const line of lines) print(asJson ? JSON.stringify(line) : listText(line));
  if (!asJson) print(lines.length === 0 ? 'nothing waits' : `${lines.length} lines wait, ${moneyText(lines.reduce((sum, { amount }) => sum + amount, 0))} in all`);
  return lines.length === 0 ? CODES.ok : CODES.looks;
}

/** Somebody has dealt with a line, or with all of one kind, such as the other money of an account; `note` says how, and names no person. */
export async function orderSettle({ pool, clock, print }: StatementDesk, communeText: string, which: string, noteText: string): Promise<number> {
  const commune = await enrolled(pool, communeText);
  const note = noteSchema.parse(noteText);
  const settled = await settleLines(pool, { commune, which: whichSchema.parse(which), note, now: clock.now() });
  print(settled === 0 ? `no line of ${which} waits` : `settled: ${settled}`);
  return settled === 0 ? CODES.failed : CODES.ok;
}

const whichSchema = z.union([z.enum(OUTCOMES), feedChanges['payment.seen'].shape.reference]);
const noteSchema = z.string().trim().min(1).max(200);

async function enrolled(pool: Pool, text: string): Promise<string> {
  const parsed = senderSchema.shape.commune.safeParse(text);
  const found = parsed.success ? await readRows(pool, z.object({ commune: z.string() }), 'SELECT commune FROM commune WHERE commune = $1', [parsed.data]) : [];
  if (found.length === 0) throw new Error(`there is no commune ${text}`);
  return text;
}

/** Of a file that is far too large not even the bytes are read. */
async function readWhole(file: string): Promise<Uint8Array> {
  const refused = (error: unknown): never => {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : ''}`, { cause: error });
  };
  const { size } = await stat(file).catch(refused);
  return size > MOST_BYTES ? new Uint8Array(MOST_BYTES + 1) : await readFile(file).catch(refused);
}
