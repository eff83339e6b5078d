// The city's people at the command line: which stations there are, what contradicts, what waits; stop a station, let it go on, settle an operation that nobody sends again, set a month of the log aside.

import { parseArgs } from 'node:util';
import { machineClock } from './clock.ts';
import { openPool } from './database/pool.ts';
import { runDesk, USAGE } from './desk/orders.ts';
import { urlOfRunning } from './database/cluster.ts';

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({ args: process.argv.slice(2), options: { 'database-url': { type: 'string' }, 'database-folder': { type: 'string' } }, allowPositionals: true });
  const folder = values['database-folder'] ?? process.env['CITY_DATABASE_FOLDER'];
  const url = values['database-url'] ?? process.env['CITY_DATABASE_URL'] ?? (folder === undefined ? null : await urlOfRunning(folder));
  if (url === null) {
    process.stderr.write(`no database: name it, or start the gateway of the folder first\n${USAGE}\n`);
    return 2;
  }
  const pool = openPool(url, () => undefined);
  try {
    return await runDesk({ pool, clock: machineClock, print: (line) => process.stdout.write(`${line}\n`) }, positionals);
  } finally {
    await pool.end();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  process.exitCode = 1;
}
