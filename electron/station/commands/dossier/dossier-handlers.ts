// The commands of dossiers, by name.

import type { dossierCommands } from '../../../../shared/contract/dossier.ts';
import type { HolidayTable } from '../../../../shared/domain/due-date/office-calendar.ts';
import { newestDossiers } from '../../store/dossiers.ts';
import type { Handlers } from '../context.ts';
import { counterOf } from '../visit/own-visit.ts';
import type { ScanSessions } from '../visit/scan-sessions.ts';
import { listedDossier } from './dossier-view.ts';
import { findDossier } from './find-dossier.ts';
import { lookUpHandler } from './look-up.ts';
import { openDossierHandler } from './open-dossier.ts';
import { printReceipt } from './print-receipt.ts';

/** One handler for each command of dossiers; `holidays` are the tables of days off that came with the program. */
export function dossierHandlers(scans: ScanSessions, holidays: readonly HolidayTable[]): Handlers<keyof typeof dossierCommands> {
  return {
    'dossier.open': openDossierHandler(scans, holidays),
    'receipt.print': printReceipt,
    'dossier.list': (context, input) => context.database.read((store) => ({ dossiers: newestDossiers(store, input.limit).map((row) => listedDossier(store, row)) })),
    'dossier.find': findDossier,
    'reader.work-for': (context, { work }, caller) => {
      context.readers.say(counterOf(caller), work);
      return {};
    },
    'dossier.look-up': lookUpHandler(),
  };
}
