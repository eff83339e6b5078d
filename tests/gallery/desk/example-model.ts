// Models of the counter and admin windows in one state or another, made of the example point's answers.

import { quietUpdates } from './example-updates.ts';
import type { Health, Outbox } from '../../../shared/contract/admin.ts';
import type { RequestId } from '../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import type { Desk } from '../../../shared/contract/queue.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { localFailure } from '../../../renderer/client/call-failed.ts';
import type { ChangingCommand, Intent } from '../../../renderer/client/intents.ts';
import type { Remembered } from '../../../renderer/client/remembered.ts';
import type { AdminModel } from '../../../renderer/screens/admin/admin-model.ts';
import type { CounterModel } from '../../../renderer/screens/counter/counter-model.ts';
import { freshUi } from '../../../renderer/screens/counter/counter-ui.ts';
import type { CounterUi } from '../../../renderer/screens/counter/counter-ui.ts';
import { careModel } from './example-care.ts';
import { dossierModel } from './example-dossier.ts';
import { exampleSelfTests } from './example-self-test.ts';
import { EXAMPLE_DAY, exampleAccess, exampleBackups, goodNumbers, plainHistory } from './example-store.ts';
import { shippedCatalogue } from './example-catalogue.ts';
import { nothingDue } from './example-head.ts';
import { freeFee } from './example-fee.ts';
import { COUNTER, NOW, badDevices, exampleDossiers, exampleCoverPrinters, exampleJob, examplePoint, exampleScanner, goodDevices, goodSync, minutesAgo, offlineSync, uuid } from './example-point.ts';

export function fresh<Value>(value: Value): Remembered<Value> {
  return { kind: 'known', value, at: NOW, failure: null };
}
/** The last known answer after the station has gone. */
export function stale<Value>(value: Value): Remembered<Value> {
  return { kind: 'known', value, at: minutesAgo(2), failure: localFailure('station.unreachable') };
}

export function failed(command: ChangingCommand, code: ErrorCode): Intent {
  return { command, state: 'failed', failure: { code, params: {}, traceId: code === 'station.unreachable' ? '' : '7f3a91c2' }, requestId: uuid(9, 1) as RequestId };
}
export function pending(command: ChangingCommand): Intent {
  return { command, state: 'pending', failure: null, requestId: uuid(9, 1) as RequestId };
}

export function counterModel(desk: Desk, visit: Visit | null, more: Partial<Omit<CounterModel, 'ui'>> & { readonly ui?: Partial<CounterUi> } = {}): CounterModel {
  const { ui, ...rest } = more;
  return {
    point: examplePoint('counter'), counterId: COUNTER, desk: fresh(desk), visit: fresh(visit), dossiers: fresh(exampleDossiers), prints: fresh([]), scanner: fresh(exampleScanner), coverPrinters: fresh(exampleCoverPrinters), status: fresh({ sync: goodSync, devices: [...goodDevices] }),
    fee: fresh(freeFee(visit)), drawer: { kind: 'loading' }, due: fresh(nothingDue), catalogue: fresh(shippedCatalogue),
    intents: {}, care: careModel(), dossier: dossierModel(null), connection: { kind: 'open', since: minutesAgo(60) }, now: NOW, ui: { ...freshUi, ...ui }, ...rest,
  };
}

export const goodHealth: Health = {
  host: { kind: 'electron', electronVersion: '45.4.1', nodeVersion: '24.21.0' }, programVersion: '0.1.0', stationId: 'K1', communeId: 'T149', incarnation: 1, at: NOW, devices: [...goodDevices], sync: goodSync,
  checks: [
    { number: 1, name: 'host', state: 'ok', at: NOW, params: { version: '45.4.1' } },
    { number: 2, name: 'store', state: 'ok', at: minutesAgo(43), params: {} },
    { number: 3, name: 'log-seal', state: 'ok', at: minutesAgo(43), params: {} },
    { number: 4, name: 'key', state: 'ok', at: NOW, params: { vault: 'dpapi', wraps: 'keys/recovery-1.json, keys/vault-1.json' } },
    { number: 5, name: 'disk', state: 'ok', at: NOW, params: { freeGb: 81 } },
    { number: 6, name: 'clock', state: 'ok', at: NOW, params: { now: NOW } },
    { number: 7, name: 'city', state: 'ok', at: NOW, params: { waiting: 0, deadLetters: 0, since: 0 } },
    { number: 8, name: 'devices', state: 'ok', at: NOW, params: { missing: 0, expected: 3 } },
    { number: 9, name: 'prints', state: 'ok', at: NOW, params: { waiting: 0 } },
    { number: 10, name: 'backup', state: 'ok', at: NOW, params: { since: minutesAgo(40) } },
    { number: 11, name: 'numbers', state: 'ok', at: NOW, params: { missing: 0, first: '', left: 38 } },
    { number: 12, name: 'history', state: 'ok', at: NOW, params: {} },
    { number: 13, name: 'lock-down', state: 'ok', at: NOW, params: { since: minutesAgo(60 * 24 * 9), passed: 23, failed: 0, skipped: 0 } },
    { number: 14, name: 'updates', state: 'ok', at: NOW, params: { version: '1.4.2' } },
    { number: 20, name: 'ticket-printer', state: 'ok', at: NOW, params: { count: 1, since: minutesAgo(60 * 24 * 9), counter: 0 } },
    { number: 21, name: 'system-printer', state: 'ok', at: NOW, params: { count: 0, reason: 'none' } },
    { number: 22, name: 'readers', state: 'ok', at: NOW, params: { count: 2, since: minutesAgo(60 * 24 * 9), counter: 2 } },
    { number: 23, name: 'scanners', state: 'ok', at: NOW, params: { count: 2, reason: 'untested' } },
    { number: 24, name: 'buttons', state: 'ok', at: NOW, params: { count: 0, reason: 'none' } },
    { number: 25, name: 'counter-displays', state: 'ok', at: NOW, params: { count: 0, reason: 'none' } },
    { number: 26, name: 'loudspeaker', state: 'ok', at: NOW, params: { count: 1, since: minutesAgo(60 * 24 * 9), counter: 0 } },
    { number: 27, name: 'screens', state: 'ok', at: NOW, params: { count: 1, reason: 'untested' } },
    { number: 28, name: 'catalogue', state: 'ok', at: NOW, params: { month: '11/2026', count: 2656 } },
  ],
};

export const badHealth: Health = {
  ...goodHealth,
  host: { kind: 'browser', electronVersion: null, nodeVersion: '24.21.0' }, devices: [...badDevices], sync: offlineSync,
  checks: [
    { number: 1, name: 'host', state: 'warning', at: NOW, params: { version: '24.21.0' } },
    { number: 2, name: 'store', state: 'ok', at: minutesAgo(43), params: {} },
    { number: 3, name: 'log-seal', state: 'failed', at: minutesAgo(43), params: { sequence: 4112 } },
    { number: 4, name: 'key', state: 'warning', at: NOW, params: { vault: 'key-file', wraps: 'data.key', reason: 'no-recovery' } },
    { number: 5, name: 'disk', state: 'warning', at: NOW, params: { freeGb: 3 } },
    { number: 6, name: 'clock', state: 'ok', at: NOW, params: { now: NOW } },
    { number: 7, name: 'city', state: 'warning', at: NOW, params: { waiting: 23, deadLetters: 0, since: minutesAgo(28) } },
    { number: 8, name: 'devices', state: 'warning', at: NOW, params: { missing: 3, expected: 3 } },
    { number: 9, name: 'prints', state: 'warning', at: NOW, params: { waiting: 2 } },
    { number: 10, name: 'backup', state: 'ok', at: NOW, params: { since: minutesAgo(40) } },
    { number: 11, name: 'numbers', state: 'ok', at: NOW, params: { missing: 0, first: '', left: 38 } },
    { number: 12, name: 'history', state: 'ok', at: NOW, params: {} },
    { number: 13, name: 'lock-down', state: 'warning', at: NOW, params: { reason: 'never' } },
    { number: 14, name: 'updates', state: 'ok', at: NOW, params: { version: '1.4.2' } },
  ],
};

/** A machine whose disk fails, put back with a loss, with numbers that nobody knows. */
export const lostHealth: Health = {
  ...goodHealth,
  checks: [
    { number: 2, name: 'store', state: 'failed', at: minutesAgo(3), params: { reason: 'failing', detail: 'fsync: EIO' } },
    { number: 4, name: 'key', state: 'failed', at: NOW, params: { vault: 'dpapi', wraps: 'keys/recovery-1.json', reason: 'no-own-wrap' } },
    { number: 5, name: 'disk', state: 'failed', at: NOW, params: { freeGb: 0 } },
    { number: 6, name: 'clock', state: 'failed', at: NOW, params: { now: minutesAgo(-60 * 30), trueAt: NOW, reason: 'city-knows' } },
    { number: 7, name: 'city', state: 'failed', at: NOW, params: { waiting: 23, deadLetters: 3, since: minutesAgo(28) } },
    { number: 10, name: 'backup', state: 'failed', at: NOW, params: { reason: 'old', since: minutesAgo(60 * 30), detail: 'ENOSPC' } },
    { number: 11, name: 'numbers', state: 'failed', at: NOW, params: { missing: 3, first: 'A014', left: 0 } },
    { number: 12, name: 'history', state: 'failed', at: NOW, params: { since: minutesAgo(120), missing: 4, ranges: '3987–3989, 4010', returned: 56 } },
    { number: 13, name: 'lock-down', state: 'failed', at: NOW, params: { since: minutesAgo(60 * 24 * 2), passed: 20, failed: 2, skipped: 1 } },
    { number: 14, name: 'updates', state: 'failed', at: NOW, params: { version: '1.5.0' } },
  ],
};

export const emptyOutbox: Outbox = { sync: goodSync, waiting: [], scans: [], restored: { feedAt: null, rewound: null } };
export const fullOutbox: Outbox = {
  sync: { ...offlineSync, deadLetters: 1, heldLetters: 2, keptLetters: 1 },
  waiting: [
    { sequence: 4101, type: 'ticket.issued', at: minutesAgo(28), label: 'A009' },
    { sequence: 4102, type: 'ticket.called', at: minutesAgo(27), label: 'A009' },
    { sequence: 4103, type: 'dossier.opened', at: minutesAgo(21), label: 'T149-K1-000009-9' },
    { sequence: 4104, type: 'print.ended', at: minutesAgo(20), label: 'T149-K1-000009-9' },
    { sequence: 4105, type: 'ticket.served', at: minutesAgo(18), label: 'A009' },
    { sequence: 4106, type: 'counter.paused', at: minutesAgo(12), label: '3' },
  ],
  scans: [
    { label: 'T149-K1-000009-9', bytes: 412_000, at: minutesAgo(21), attempts: 3, code: 'city.unreachable' },
    { label: 'T149-K1-000009-9', bytes: 1_398_000, sent: 524_288, at: minutesAgo(20), attempts: 0, code: null },
  ],
  restored: { feedAt: minutesAgo(190), rewound: { at: minutesAgo(195), events: 42 } },
};

export function adminModel(more: Partial<AdminModel> = {}): AdminModel {
  return {
    point: examplePoint('admin'), tab: 'health', health: fresh(goodHealth), outbox: fresh(emptyOutbox), prints: fresh([]), dossiers: fresh(exampleDossiers), found: null, intents: {}, care: careModel(), dossier: dossierModel(null),
    backups: fresh(exampleBackups), history: fresh(plainHistory), numbers: fresh(goodNumbers), rebuilt: null, selfTests: fresh(exampleSelfTests), access: fresh(exampleAccess), accessDays: { from: EXAMPLE_DAY, to: EXAMPLE_DAY }, exported: null, updates: fresh(quietUpdates), updateAsk: { asked: null, failure: null },
    syncNow: { asked: false, failure: null }, connection: { kind: 'open', since: minutesAgo(60) }, now: NOW, ...more,
  };
}

export const examplePrints = [
  exampleJob(14), exampleJob(12, { what: 'receipt', label: 'T149-K1-000012-C', state: 'unknown', code: 'printer.interrupted', at: minutesAgo(3) }), exampleJob(15, { state: 'queued', code: null, attempts: 0, at: minutesAgo(1) }),
];
