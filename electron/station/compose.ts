// The one place where the station's parts are built and handed to each other.

import { statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EpochMs } from '../../shared/base/ids.ts';
import type { Health } from '../../shared/contract/admin.ts';
import type { Host, Status } from '../../shared/contract/point.ts';
import { businessDayOf } from '../../shared/domain/time/business-day.ts';
import { readProgramVersion } from '../link/program-version.ts';
import type { MachineSettings } from '../link/settings.ts';
import { loadHolidays } from './catalogue/load-holidays.ts';
import { accessHandlers } from './commands/access/access-handlers.ts';
import { createAdminHandlers } from './commands/admin/admin-handlers.ts';
import { createBackupHandlers } from './commands/admin/backup-handlers.ts';
import { headHandlers } from './commands/head/head-handlers.ts';
import { holidayHandlers } from './commands/holidays/holiday-handlers.ts';
import { historyHandlers } from './commands/admin/history-handlers.ts';
import { rebuildHandler } from './commands/admin/rebuild-handler.ts';
import type { CommandContext } from './commands/context.ts';
import { coverHandlers } from './commands/cover/cover-handlers.ts';
import { deadLetterHandlers } from './commands/dead-letter/dead-letter-handlers.ts';
import { displayHandlers } from './commands/display/display-handlers.ts';
import { allDossierHandlers } from './commands/dossier/all-handlers.ts';
import { numbersHandlers } from './commands/numbers/numbers-handlers.ts';
import { formHandlers } from './commands/form/form-handlers.ts';
import { noticeHandlers } from './commands/notice/notice-handlers.ts';
import { pointHandlers } from './commands/point/point-handlers.ts';
import { applyBankWords } from './commands/payment/bank-words.ts';
import { moneyHandlers } from './commands/payment/payment-handlers.ts';
import { printHandlers } from './commands/print/print-handlers.ts';
import { createPrinterHandlers } from './commands/print/printer-handlers.ts';
import { noRecoveryHandlers } from './commands/recovery/refuse-recovery.ts';
import { procedureHandlers } from './commands/procedure/procedure-handlers.ts';
import { queueHandlers } from './commands/queue/queue-handlers.ts';
import { createScanSessions } from './commands/visit/scan-sessions.ts';
import { createSetupHandlers } from './commands/setup/setup-handlers.ts';
import { reportHandlers } from './commands/report/report-handlers.ts';
import { createSoundHandlers } from './commands/sound/sound-handlers.ts';
import { beginFirstSelfTests } from './commands/self-test/first-self-test.ts';
import { createSelfTestHandlers, publicWindows } from './commands/self-test/self-test-handlers.ts';
import { turnAwayHandlers } from './commands/visit/turn-away.ts';
import { visitHandlers } from './commands/visit/visit-handlers.ts';
import { listenToReaders } from './counter-readers.ts';
import { followCounters } from './counter-displays.ts';
import { startDeviceCommands } from './device-commands.ts';
import { plainWords, systemPrinterOf, systemPrinting } from './system-printing.ts';
import type { HostParts } from './host-parts.ts';
import type { Outside } from './outside.ts';
import { claimStore } from './claim-store.ts';
import { startDevices } from './devices/registry.ts';
import { Door } from './door/door.ts';
import type { Clock } from './life/clock.ts';
import type { KeyRing } from './life/keys/key-ring.ts';
import type { Log } from './life/log.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { createPreviewThread } from './preview-thread.ts';
import { watchPaperRoll } from './printing/paper-roll.ts';
import { BlobFiles } from './store/blob-files.ts';
import { createReaderWorks } from './commands/reader/reader-works.ts';
import { knownBlobs } from './store/blobs.ts';
import { DiskRoom } from './store/disk-room.ts';
import { StationDatabase } from './store/database.ts';
import { startSigning } from './station-signing.ts';
import { startStationPages } from './station-pages.ts';
import { startSetup, type StationSetup } from './station-setup.ts';
import { startVoice } from './station-voice.ts';
import { startForms } from './station-forms.ts';
import { startStationPrinting } from './station-printing.ts';
import { createTelling } from './tell.ts';
import { feedbackHandlers } from './station-feedback.ts';
import { startCatalogue } from './station-catalogue.ts';
import { stationHealth } from './station-health.ts';
import { runBy, startStaff } from './station-staff.ts';
import { updateHandlers } from './update-handlers.ts';
import { openWhenFree } from './store/open-when-free.ts';
import { renewProjections } from './store/projections/replay.ts';
import { startStoreCare } from './store-care.ts';
import { trainingHandlers } from './training-handlers.ts';

/** What a station is made from. */
export interface StationParts extends HostParts {
  readonly settings: MachineSettings;
  /** What it may reach beyond the machine. */
  readonly outside: Outside;
  /** Where they were read from, so that the set-up can change them; left out, it cannot. */
  readonly settingsFile?: string;
  readonly keys: KeyRing;
  readonly host: Host;
  readonly clock: Clock;
  readonly log: Log;
  /** Sends a frame's text to a window. */
  readonly send: (clientId: string, text: string) => void;
}

/** A running station. Disposing ends devices, prints and sync in order and closes the store last. */
export interface Station extends AsyncDisposable {
  readonly door: Door;
  /** The self-checks as the admin window reads them. */
  health(): Health | Promise<Health>;
  /** The machine has slept: the city is asked for the time and for news at once, printers are tried, windows read anew. */
  resumed(): void;
}

const resources = path.resolve(import.meta.dirname, '../../resources');
/** Beside this file, as source and as bundle. */
export const workerFile = (name: string): string => path.join(import.meta.dirname, `${name}${path.extname(import.meta.filename)}`);

/** Opens the store and starts everything. Throws what `startFailure` explains. */
export async function compose({ settings, outside, settingsFile, keys, host, clock, log, send, leave, restart, train, systemPrinter = systemPrinterOf(undefined), logState = () => null }: StationParts): Promise<Station> {
  await using undo = new AsyncDisposableStack();
  const { dataFolder, profile } = settings;
  const packageFile = path.resolve(import.meta.dirname, '../../package.json');
  const programVersion = readProgramVersion(packageFile);

  const dataKey = await keys.find();
  const room = new DiskRoom(dataFolder);
  const makeRoom = (): boolean => {
    const reserve = room.release();
    log.warn('store.disk-full', { reserve });
    return reserve;
  };
  const database = undo.use(await openWhenFree(() => StationDatabase.open(dataFolder, dataKey, { clock, note: (event, values) => log.warn(event, values), makeRoom }), clock));
  const builtAt = Math.round(statSync(packageFile).mtimeMs) as EpochMs;
  const { identity, trueTime, takeNewIncarnation } = undo.use(await claimStore({ database, dataFolder, profile, book: settings.payment.receiptBook, clock, log, builtAt }));
  // Only in a store that is known to be ours.
  const renewed = renewProjections(database);
  if (renewed !== null && renewed > 0) log.info('store.projections-renewed', { events: renewed });
  for (const note of await keys.secure()) log.warn(`key.${note.what}`, { name: note.name, reason: note.reason });
  const blobs = new BlobFiles(path.join(dataFolder, 'blobs'), dataKey);
  await blobs.sweep();
  const settled = await blobs.settleUnknown(database.read(knownBlobs), businessDayOf(clock.now()));
  if (settled.setAside + settled.broughtBack > 0) log.warn('store.pages-unclaimed', { ...settled });

  const { tell, told } = createTelling(() => door);
  const { shelf, catalogue, handlers: catalogueHandlers } = startCatalogue({ resources, dataFolder, commune: profile.commune, limits: profile.limits, database, clock, log, publish: tell });
  const holidays = loadHolidays(path.join(resources, 'holidays'));

  const startSpooler = (): Worker => new Worker(workerFile('spooler-worker'), { resourceLimits: THREAD_LIMITS });
  const devices = undo.use(startDevices(settings.devices, { counters: profile.counters.map(({ counterId }) => counterId), clock, scratch: path.join(dataFolder, 'scanning'), onScratchFailure: (error) => log.error('scan.leftovers', error), startSpooler }));
  const { forms, thread: formThread } = undo.use(startForms({ resources, workerFile, clock, hasRoll: devices.ticketPrinter !== null, station: profile.station, holidays, systemPrinter }));
  const signing = undo.use(startSigning({ settings, workerFile, clock, log }));
  const voice = undo.use(startVoice({ settings, resources, workerFile, clock, log }));
  const deviceStates = (): Status['devices'] => roll.shown([...devices.states(), voice.state()]);
  const roll = watchPaperRoll({ database, clock, perRoll: settings.devices.ticketPrinter?.ticketsPerRoll ?? null, onChange: () => tellDevices(), onFailure: (error) => log.error('print.roll', error) });
  const staff = startStaff({ database, clock, publish: tell }, settings.staff);
  const context: CommandContext = {
    database, clock, identity, trueDay: () => trueTime.trueDay(), point: profile, catalogue, readers: createReaderWorks(clock), blobs, host, programVersion,
    officerAt: (counterId) => staff.officerAt(counterId),
    publish: (event, payload) => {
      tell(event, payload);
      if (event === 'queue.changed' || event === 'visit.changed') updates.noteActivity();
      // A person who was put aside or has left must not be scanned for any longer.
      if (event === 'visit.changed' && 'counterId' in payload) scans.lookAgain(payload.counterId);
    },
    hasRoomForScans: () => room.level() !== 'scarce',
    scannerOf: (counterId) => devices.scannerOf(counterId),
    note: (event, values) => log.warn(event, values),
    covers: { scanned: () => pages.covers.wake(), settled: (visitId) => pages.covers.settled(visitId) },
    previewOf: (bytes) => previews.previewOf(bytes),
    forms, signing: signing.desk,
    documents: { piece: (order, binding, from, most) => pages.documents.piece(order, binding, from, most) },
    wakePrinter: () => printRunner.wake(),
    wakeSync: () => city.wake(),
    status: (): Status => ({ sync: sync.read(), devices: deviceStates() }),
  };
  outside.furnish(context);
  const scans = undo.use(createScanSessions(context, (error) => log.error('scan.bug', error)));
  const shown = publicWindows(settings.host.windows);
  if (settings.host.selfTestFirst) beginFirstSelfTests(database, shown, clock, os.uptime());
  const { handlers, admit, run, runPressed } = runBy(context, staff, {
    ...pointHandlers, ...queueHandlers, ...printHandlers, ...createPrinterHandlers({ printer: devices.ticketPrinter, roll }), ...procedureHandlers, ...catalogueHandlers, ...displayHandlers,
    ...numbersHandlers, ...deadLetterHandlers, ...noticeHandlers, ...visitHandlers(scans), ...turnAwayHandlers(scans), ...allDossierHandlers(scans, holidays, () => sync.now()), ...holidayHandlers(holidays), ...reportHandlers, ...feedbackHandlers(holidays), ...headHandlers(holidays), ...formHandlers, ...moneyHandlers({ settings: settings.payment, holidays }),
    ...createBackupHandlers(() => care.backups), 'store.rebuild': rebuildHandler(() => care.compareProjections()),
    ...historyHandlers, ...accessHandlers, ...noRecoveryHandlers,
    'key.set-passphrase': async (_context, { passphrase }) => {
      await keys.setPassphrase(passphrase);
      return {};
    },
    ...systemPrinting(systemPrinter, resources), ...coverHandlers(scans, { hasRoll: devices.ticketPrinter !== null, system: systemPrinter }),
    ...createSelfTestHandlers({ windows: shown, uptime: os.uptime }), ...updateHandlers(() => updates), ...createSoundHandlers(() => voice), ...createSetupHandlers(() => setUp.setup, restart), ...signing.handlers, ...trainingHandlers({ train, restart, dataFolder }),
    ...createAdminHandlers({ runChecks: () => checkHealth(), syncNow: () => { sync.now(); return sync.read(); } }),
  });
  const door = new Door({ admit, run, log, newTraceId: () => clock.uuid(), monotonic: () => clock.monotonic(), send });

  // The door stands before anything runs that may have something to tell.
  const city = undo.use(outside.joinCity({ city: settings.city, database, blobs, clock, identity, trueTime, takeNewIncarnation, log, publish: tell, onBankWords: () => applyBankWords(context, { settings: settings.payment, holidays }), shelf }));
  const { sync, numbers } = city;
  const previews = undo.use(createPreviewThread(() => new Worker(workerFile('picture-worker'), { resourceLimits: THREAD_LIMITS }), clock));
  const pages = undo.use(startStationPages({ database, blobs, catalogue, dataFolder, key: dataKey, pageKilobytes: settings.documents.pageKilobytes, clock, log, workerFile, publish: tell, told, hasRoom: () => room.level() !== 'scarce', isScanning: () => profile.counters.some(({ counterId }) => scans.isScanning(counterId)) }));
  const printRunner = undo.use(startStationPrinting({ database, clock, identity, log, printer: devices.ticketPrinter, systemPrinter, forms: formThread, roll, resources, workerFile, publish: tell, wakeSync: () => city.wake() }));
  const setUp: StationSetup = undo.use(startSetup({ settingsFile: settingsFile ?? null, settings, devices, voice, systemPrinter, words: plainWords(resources), database, clock, log, version: programVersion, publish: tell, drawTrial: (paper) => printRunner.drawTrial(paper), previewOf: (bytes) => previews.previewOf(bytes), startSpooler, states: deviceStates }));
  const tellDevices = (): void => door.publish('devices.changed', { devices: deviceStates() });
  devices.onChange((states) => roll.heard(states));
  devices.onChange(tellDevices);
  voice.onChange(tellDevices);
  listenToReaders({ devices, context, log, ignores: setUp.ignores, refusalAt: (counterId, command) => staff.refusalAt(counterId, command), disguise: outside.disguise });
  const care = undo.use(
    await startStoreCare({ database, blobs, key: dataKey, places: { dataFolder, secondFolder: settings.backup.folder ?? null, commune: identity.commune, station: identity.station }, room,
      retention: { ...settings.retention, isAlone: settings.city === null, isHeldByCity: (sha256, bytes) => city.holds(sha256, bytes) }, clock, log, workerFile, onTidied: () => numbers.closePast() }),
  );
  const checkHealth = stationHealth({ dataFolder, host, clock, database, identity, status: context.status, care, numbers, trueTime, keys, shown, room, updates: () => updates, recordings: () => voice.recordings(), logs: logState, setup: () => setUp.setup.health(), shippedHolidays: holidays, staff: () => staff.mode(), shelf });
  const updates = undo.use(outside.startUpdates({ settings, programVersion, resources, workerFile, clock, log, database, scans, trueTime, leave, backups: care.backups, checks: () => checkHealth(), onChange: () => door.publish('update.changed', {}) }));
  undo.use(startDeviceCommands({ holds: setUp.holds, ignores: setUp.ignores, devices, panel: settings.devices.panel, context, run: runPressed, publish: tell, told, log }));
  undo.use(followCounters({ holds: setUp.holds, displays: devices.displays, database, clock, told, log }));
  const parts = undo.move();
  return {
    door,
    health: () => handlers['health.read'](context, {}, { role: 'admin' }),
    resumed: () => {
      staff.lockAll();
      sync.now();
      printRunner.wake();
      door.publish('point.changed', {});
    },
    [Symbol.asyncDispose]: () => parts.disposeAsync(),
  };
}
