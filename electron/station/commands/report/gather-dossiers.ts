// Gathers the dossiers that a period's report may count, a page at a time: between pages the station answers whoever asks meanwhile.

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import { addDays, startOfDay } from '../../../../shared/domain/time/business-day.ts';
import { reportedDossiers, type ReportedDossier, type ReportPlace } from '../../store/report-facts.ts';
import type { CommandContext } from '../context.ts';

/** How long before a period a dossier may have been received and still be open in it. */
const CARRIED_DAYS = 2 * 366;
/** For procedures that this catalogue no longer has. */
const NO_SECTOR = 'Khác';
/** So many take a few milliseconds on a weak machine. */
const PAGE = 200;

/** Every dossier received before `until` and not long before the first day, of which `isWanted` says so. One that changes while it is gathered is counted as it was when its page was read. */
export async function gatherDossiers({ database, catalogue }: Pick<CommandContext, 'database' | 'catalogue'>, first: BusinessDay, until: EpochMs, isWanted: (dossier: ReportedDossier) => boolean = () => true): Promise<readonly ReportedDossier[]> {
  const found: ReportedDossier[] = [];
  let place: ReportPlace | null = { receivedAt: startOfDay(addDays(first, -CARRIED_DAYS)), dossierId: '' };
  while (place !== null) {
    const after: ReportPlace = place;
    const page = database.read((store) => reportedDossiers(store, after, until, PAGE, (code) => catalogue.read(code)?.sector ?? NO_SECTOR));
    found.push(...page.dossiers.filter(isWanted));
    place = page.next;
    if (place !== null) await nextTurn();
  }
  return found;
}
