// The city's people at the command line: read a bank's statement, which confirms the transfers that stations wait for; list what matched nothing, and settle it.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { machineClock } from './clock.ts';
import { urlOfRunning } from './database/cluster.ts';
import { openPool } from './database/pool.ts';
import { COLUMN_NAMES, type ColumnName } from './statement/columns.ts';
import { CODES, orderList, orderRead, orderSettle } from './statement/orders.ts';

const USAGE = `usage: node city/bank-statement.ts (--database-url URL | --database-folder FOLDER) [--json] ORDER
  check COMMUNE FILE [--column NAME=HEADING]...   says what read would do, and does nothing
  read COMMUNE FILE [--column NAME=HEADING]...    confirms what is exactly a payment's money; a second time nothing
  list [COMMUNE]                                  lines that wait for somebody
  settle COMMUNE REFERENCE NOTE                   somebody has dealt with it; the note names no person. In place of a
                                                  reference: no-purpose, or another kind of the list
FILE is the account's statement as CSV. NAME is one of ${COLUMN_NAMES.join(', ')}.
Exit: 0 done, 1 not done, 2 not understood, 3 done and something waits for somebody.`;

const NOT_UNDERSTOOD = 2;

class NotUnderstood extends Error {}

function columnsOf(said: readonly string[]): Partial<Record<ColumnName, string>> {
  return Object.fromEntries(
    said.map((text) => {
      const [name = '', ...heading] = text.split('=');
      if (!(COLUMN_NAMES as readonly string[]).includes(name) || heading.length === 0) throw new NotUnderstood(`no column: ${text}`);
      return [name, heading.join('=')];
    }),
  );
}

async function run(): Promise<number> {
  const options = { 'database-url': { type: 'string' }, 'database-folder': { type: 'string' }, json: { type: 'boolean', default: false }, column: { type: 'string', multiple: true } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [order, first, second, third, ...more] = positionals;
  const columns = columnsOf(values.column ?? []);
  const folder = values['database-folder'] ?? process.env['CITY_DATABASE_FOLDER'];
  const url = values['database-url'] ?? process.env['CITY_DATABASE_URL'] ?? (folder === undefined ? null : await urlOfRunning(folder));
  if (url === null) throw new NotUnderstood('no database: name it, or start the gateway of the folder first');
  const pool = openPool(url, () => undefined);
  const desk = { pool, clock: machineClock, print: (line: string) => void process.stdout.write(`${line}\n`), asJson: values.json };
  try {
    if ((order === 'read' || order === 'check') && first !== undefined && second !== undefined && third === undefined) return await orderRead(desk, { commune: first, file: resolve(second), isTrial: order === 'check', columns });
    if (order === 'list' && second === undefined) return await orderList(desk, first ?? null);
    if (order === 'settle' && first !== undefined && second !== undefined && third !== undefined && more.length === 0) return await orderSettle(desk, first, second, third);
    throw new NotUnderstood('not an order');
  } finally {
    await pool.end();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  const isUsage = error instanceof NotUnderstood || (error instanceof TypeError && 'code' in error);
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${isUsage ? `${USAGE}\n` : ''}`);
  process.exitCode = isUsage ? NOT_UNDERSTOOD : CODES.failed;
}
