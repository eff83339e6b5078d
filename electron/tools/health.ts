// The order --health: the numbered self-checks of a running station from the file it lays down, or of the stored state where none runs.

import { readFileSync, statSync } from 'node:fs';
import { healthSchema, type Check, type Health } from '../../shared/contract/admin.ts';
import { HEALTH_FILE_STALE_MS, healthFileOf } from '../link/health-file.ts';
import type { MachineSettings } from '../link/settings.ts';
import { EXIT } from '../link/tool-orders.ts';
import { systemClock } from '../station/life/clock.ts';
import type { KeyVault } from '../station/life/keys/vault.ts';
import type { Outcome } from './outcome.ts';
import { storedChecks } from './stored-health.ts';
import { isHeld } from './store-places.ts';

/** How a machine is. 'silent': a station holds the store, and has not said for minutes how it is. */
export interface MachineHealth {
  readonly source: 'running' | 'stored' | 'silent';
  readonly verdict: 'ok' | 'warning' | 'failed';
  readonly checks: readonly Check[];
  /** All that a running station says; null where none does. */
  readonly said: Health | null;
}

/** Looks; changes nothing. */
export async function healthOf(settings: MachineSettings, vault: KeyVault): Promise<MachineHealth> {
  if (!isHeld(settings.dataFolder)) return judged('stored', await storedChecks(settings, vault), null);
  const said = freshWord(settings.dataFolder);
  if (said !== null) return judged('running', said.checks, said);
  const silence: Check = { number: 0, name: 'station', state: 'failed', at: systemClock.now(), params: { reason: 'silent' } };
  return judged('silent', [silence], null);
}

/** The same as lines and as a value for programs. */
export function healthOutcome(health: MachineHealth, version: string, { profile }: MachineSettings): Outcome {
  const { source, verdict, checks, said } = health;
  return {
    code: verdict === 'failed' ? EXIT.failed : verdict === 'warning' ? EXIT.warning : EXIT.fine,
    lines: [`${verdict}  (${source}, ${profile.commune}/${profile.station}, ${version})`, ...checks.map(lineOf)],
    json: { schema: 1, verdict, source, version, commune: profile.commune, station: profile.station, at: new Date(systemClock.now()).toISOString(), checks, devices: said?.devices ?? null, sync: said?.sync ?? null, host: said?.host ?? null },
  };
}

function judged(source: MachineHealth['source'], checks: readonly Check[], said: Health | null): MachineHealth {
  const states = checks.map(({ state }) => state);
  return { source, verdict: states.includes('failed') ? 'failed' : states.includes('warning') ? 'warning' : 'ok', checks, said };
}

function freshWord(dataFolder: string): Health | null {
  const file = healthFileOf(dataFolder);
  const about = statSync(file, { throwIfNoEntry: false });
  if (about === undefined || systemClock.now() - about.mtimeMs > HEALTH_FILE_STALE_MS) return null;
  try {
    return healthSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null;
  } catch (error) {
    // Written by an older program, or cut: as good as no word.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function lineOf({ number, name, state, params }: Check): string {
  const values = Object.entries(params).map(([key, value]) => `${key}=${String(value)}`).join(' ');
  return `${String(number).padStart(2)} ${name.padEnd(10)} ${state}${values === '' ? '' : `  ${values}`}`;
}
