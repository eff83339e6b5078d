// Runs every self-check; one that breaks is itself a finding.

import type { Check } from '../../../../shared/contract/admin.ts';
import { hostCheck } from './01-host.ts';
import { storeCheck } from './02-store.ts';
import { logSealCheck } from './03-log-seal.ts';
import { keyCheck } from './04-key.ts';
import { diskCheck } from './05-disk.ts';
import { clockCheck } from './06-clock.ts';
import { cityCheck } from './07-city.ts';
import { devicesCheck } from './08-devices.ts';
import { printsCheck } from './09-prints.ts';
import { backupCheck } from './10-backup.ts';
import { numbersCheck } from './11-numbers.ts';
import { historyCheck } from './12-history.ts';
import { lockDownCheck } from './13-lock-down.ts';
import { updatesCheck } from './14-updates.ts';
import { recordingsCheck } from './15-recordings.ts';
import { logsCheck } from './16-logs.ts';
import { holidaysCheck } from './17-holidays.ts';
import { paperTemplatesCheck } from './18-paper-templates.ts';
import { staffCheck } from './19-staff.ts';
import { deviceChecks } from './20-devices-by-family.ts';
import { catalogueCheck } from './28-catalogue.ts';
import type { HealthCheck, HealthSubject } from './check.ts';

export const healthChecks: readonly HealthCheck[] = [hostCheck, storeCheck, logSealCheck, keyCheck, diskCheck, clockCheck, cityCheck, devicesCheck, printsCheck, backupCheck, numbersCheck, historyCheck, lockDownCheck, updatesCheck, recordingsCheck, logsCheck, holidaysCheck, paperTemplatesCheck, staffCheck, ...deviceChecks, catalogueCheck];

/** In the order of their numbers. A check that throws is 'failed' with the name of its error. */
export function runChecks(subject: HealthSubject, checks: readonly HealthCheck[] = healthChecks): Check[] {
  return checks.map((check) => {
    try {
      return { number: check.number, name: check.name, at: subject.now, ...check.run(subject) };
    } catch (error) {
      return { number: check.number, name: check.name, state: 'failed', at: subject.now, params: { detail: error instanceof Error ? error.name : typeof error } };
    }
  });
}
