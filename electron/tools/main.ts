// Entry of the command line: reads the order, does it, prints, and ends with its exit code. Under plain Node, or as a child of the shell, which alone can open the system's vault.

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { machinePlaces } from '../link/machine-places.ts';
import { readProgramVersion } from '../link/program-version.ts';
import { hashExitPin } from '../link/exit-pin.ts';
import { readMachineSettings } from '../link/settings.ts';
import { WrongSettings } from '../link/settings-file/problem.ts';
import { EXIT, readOrder, usage, WrongUsage, type Order } from '../link/tool-orders.ts';
import { MissingKey } from '../station/life/keys/key-state.ts';
import { RefusedBackup } from '../station/store/backup/verify-backup.ts';
import { UnreadableStore } from '../station/store/open-connection.ts';
import { LockedStore } from '../station/store/store-lock.ts';
import { writeBundle } from './bundle/write-bundle.ts';
import { checkSettings } from './check-settings.ts';
import { healthOf, healthOutcome } from './health.ts';
import { wrongSettings, type Outcome } from './outcome.ts';
import { runStoreOrder } from './store-orders.ts';
import { isUnderShell, openVault } from './vault.ts';

const root = path.resolve(import.meta.dirname, '../..');

async function run(order: Order): Promise<Outcome> {
  const version = readProgramVersion(path.join(root, 'package.json'));
  if (order.name === 'version') return { code: EXIT.fine, lines: [version], json: { version, node: process.versions.node, electron: process.versions['electron'] ?? null } };
  if (order.name === 'help') return { code: EXIT.fine, lines: usage().split('\n'), json: usage() };
  if (order.name === 'exit-pin') return await exitPin();
  const file = path.resolve((order.name === 'check-settings' ? order.value : null) ?? order.settings ?? machinePlaces(process.platform, process.env).settings);
  if (order.name === 'check-settings') return checkSettings(file);
  const vault = await openVault();
  if (order.name === 'support-bundle') return await writeBundle({ settingsFile: file, target: path.resolve(order.value ?? ''), version, vault });
  const settings = readMachineSettings(file);
  if (order.name === 'health') return healthOutcome(await healthOf(settings, vault), version, settings);
  return await runStoreOrder(order.name, order.value ?? '', settings, vault);
}

async function exitPin(): Promise<Outcome> {
  let typed = '';
  for await (const piece of process.stdin) typed += String(piece);
  const pin = typed.trim();
  if (!/^\d{4,12}$/.test(pin)) throw new WrongUsage('a PIN has 4 to 12 digits: echo 1234 | mot-cua --exit-pin');
  const hash = await hashExitPin(pin);
  return { code: EXIT.fine, lines: [hash], json: { exitPin: hash } };
}

/** What is foreseen, as an outcome; everything else is a fault of the program. */
function failure(error: unknown): Outcome {
  const said = (code: number, name: string, words: string): Outcome => ({ code, lines: [words], json: { verdict: 'failed', error: name, words } });
  if (error instanceof WrongSettings) return wrongSettings(error);
  if (error instanceof WrongUsage) return said(EXIT.usage, error.name, `${error.message}\n\n${usage()}`);
  if (error instanceof LockedStore) return said(EXIT.running, error.name, 'Chương trình đang chạy trên máy này: dừng chương trình rồi làm lại. / The station of this machine runs: stop it first.');
  if (error instanceof MissingKey) return said(EXIT.noKey, error.name, 'Không có khóa nào mở được dữ liệu của máy này. / No key of this machine opens its data.');
  if (error instanceof RefusedBackup || error instanceof UnreadableStore) return said(EXIT.failed, error.name, `${error.name}: ${error.message}`);
  return said(EXIT.internal, error instanceof Error ? error.name : typeof error, error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function tell({ lines, json }: Outcome, order: Order | null): void {
  const text = order?.json === true ? `${JSON.stringify(json, null, 2)}\n` : lines.map((line) => `${line}\n`).join('');
  const out = order?.out ?? null;
  if (out !== null) writeFileSync(out, text);
  else process.stdout.write(text);
}

let order: Order | null = null;
let outcome: Outcome;
try {
  order = readOrder(process.argv.slice(2));
  outcome = await run(order);
} catch (error) {
  outcome = failure(error);
}
try {
  if (outcome.code === EXIT.fine || order !== null) tell(outcome, order);
  else process.stderr.write(`${outcome.lines.join('\n')}\n`);
  process.exitCode = outcome.code;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT.internal;
}
// The port to the shell keeps this process alive for ever; what was printed gets time to leave.
if (isUnderShell()) setTimeout(() => process.exit(), 200);
