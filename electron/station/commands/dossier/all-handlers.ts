// Every command of dossiers as a station has them, with its tables of days off, its scanners and its way to the city.

import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { lifeHandlers } from '../handover/life-handlers.ts';
import type { ScanSessions } from '../visit/scan-sessions.ts';
import { dossierCityHandlers } from './dossier-city.ts';
import { dossierHandlers } from './dossier-handlers.ts';
import { dueCareHandlers } from './due-care.ts';
import { erasureHandlers } from './erase-dossier.ts';

/** `holidays` are the tables that came with the program; `syncNow` forgets the waiting time and tries the city at once. */
export const allDossierHandlers = (scans: ScanSessions, holidays: readonly HolidayTable[], syncNow: () => void) => ({
  ...lifeHandlers(holidays), ...dueCareHandlers(holidays), ...dossierCityHandlers(syncNow), ...dossierHandlers(scans, holidays), ...erasureHandlers,
});
