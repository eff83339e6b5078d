// A dossier on a test station, opened by the real commands from the number to the receipt's data.

import type { CounterId } from '../../shared/base/ids.ts';
import type { Dossier } from '../../shared/contract/dossier.ts';
import type { Intake } from '../../shared/contract/intake.ts';
import type { Person } from '../../shared/contract/visit.ts';
import { dossierHandlers } from '../../electron/station/commands/dossier/dossier-handlers.ts';
import { createScanSessions } from '../../electron/station/commands/visit/scan-sessions.ts';
import { visitHandlers } from '../../electron/station/commands/visit/visit-handlers.ts';
import { type FakeScanner, scannedPage } from './fake-scanner.ts';
import { BIRTH, LAN } from './test-procedures.ts';
import { atCounter, type TestStation } from './test-station.ts';

/** The station must know BIRTH. With a scanner, that many pages are scanned first; `settled` waits until they are stored. */
export async function openDossier(
  station: TestStation,
  options: { readonly counterId?: number; readonly person?: Person; readonly delivery?: Intake['delivery']; readonly behalf?: Intake['behalf']; readonly scan?: { readonly scanner: FakeScanner; readonly pages: readonly number[]; readonly settled: (isScanning: () => boolean) => Promise<void> } } = {},
): Promise<Dossier> {
  const { counterId = 1, person = LAN, scan } = options;
  const caller = atCounter(counterId);
  await using scans = createScanSessions(station.context, (error) => {
    throw error;
  });
  const visits = visitHandlers(scans);
  const visitId = await station.serve(counterId);
  await station.call('visit.set-person', visits['visit.set-person'], caller, { visitId, person });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], caller, { visitId, procedureCode: BIRTH.code });
  if (options.delivery !== undefined) await station.call('visit.set-delivery', visits['visit.set-delivery'], caller, { visitId, delivery: options.delivery });
  if (options.behalf !== undefined) await station.call('visit.set-behalf', visits['visit.set-behalf'], caller, { visitId, behalf: options.behalf });
  for (const paperId of ['to-khai', 'giay-chung-sinh']) await station.call('visit.check-paper', visits['visit.check-paper'], caller, { visitId, paperId, originals: 1, copies: 0 });
  if (scan !== undefined) {
    scan.scanner.load({ pages: scan.pages.map((number) => scannedPage(number)) });
    await station.call('visit.scan', visits['visit.scan'], caller, { visitId, paperId: 'to-khai', source: 'feeder' });
    await scan.settled(() => scans.isScanning(counterId as CounterId));
  }
  const dossier = await station.call('dossier.open', dossierHandlers(scans, [{ year: 2026, closed: [], working: [] }])['dossier.open'], caller, { visitId });
  await station.finish(counterId);
  return dossier;
}
