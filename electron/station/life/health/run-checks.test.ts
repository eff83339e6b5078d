// The numbered self-checks: each finds what it is for, and one that breaks is itself a finding.

import { expect, it } from 'vitest';
import type { CounterId, EpochMs } from '../../../../shared/base/ids.ts';
import type { PlaceView, SetupTest } from '../../../../shared/contract/setup.ts';
import type { UpdateState } from '../../../../shared/contract/update.ts';
import type { Status } from '../../../../shared/contract/point.ts';
import { checkSchema } from '../../../../shared/contract/admin.ts';
import { SELF_TEST_STEPS, type SelfTest, type SelfTestResult } from '../../../../shared/contract/self-test.ts';
import { syncStateSchema } from '../../../../shared/contract/point.ts';
import type { BackupVerdict, HealthSubject, KeyState, StoreVerdicts } from './check.ts';
import { healthChecks, runChecks } from './run-checks.ts';

const NOW = Date.parse('2026-07-13T02:00:00Z') as EpochMs;
const EARLIER = (NOW - 600_000) as EpochMs;
const GIGABYTE = 1024 ** 3;
const sync = (changed: Partial<Status['sync']> = {}): Status['sync'] => syncStateSchema.parse({
  kind: 'idle', code: null, offlineSince: null, lastExchangeAt: NOW, waitingEvents: 0, waitingDossiers: 0, waitingScans: 0, deadLetters: 0, heldLetters: 0, keptLetters: 0, nextAttemptAt: null, ...changed,
});
const device = (kind: Status['devices'][number]['kind']): Status['devices'][number] => ({ device: 'scanner', counterId: null, kind, code: null, since: NOW });
const sound: StoreVerdicts = { pages: { finding: 'ok', at: EARLIER }, seals: { finding: null, at: EARLIER }, failure: null };
const copied = (changed: Partial<BackupVerdict> = {}): BackupVerdict => ({ newest: { at: EARLIER, place: 'second-disk' }, isSecondWanted: true, failure: null, ...changed });
const hoursAgo = (hours: number) => ({ newest: { at: (NOW - hours * 3_600_000) as EpochMs, place: 'second-disk' } }) as const;
const wrap = (kind: KeyState['wraps'][number]['kind'], state: KeyState['wraps'][number]['state'] = 'opens'): KeyState['wraps'][number] => ({ name: `keys/${kind}-1.json`, kind, state });
const inOrder: KeyState = { vault: { kind: 'os', name: 'dpapi' }, wraps: [wrap('vault'), wrap('recovery', 'asks')], isPrivate: true };
const withKeys = (changed: Partial<KeyState>): Partial<HealthSubject> => ({ keys: () => ({ ...inOrder, ...changed }) });
const tried = (states: readonly SelfTestResult['state'][] = ['passed'], daysAgo = 0): SelfTest => ({
  runId: '00000000-0000-4000-8000-000000000001', target: { role: 'kiosk' }, who: 'KT-1', begunAt: EARLIER, endedAt: (NOW - daysAgo * 86_400_000) as EpochMs,
  results: states.map((state, index) => ({ step: SELF_TEST_STEPS[index] ?? 'screen', state, sights: [], said: null, detail: '', at: EARLIER })),
});
const well: HealthSubject = {
  dataFolder: '/data', host: { kind: 'electron', electronVersion: '45.0.0', nodeVersion: '24.0.0' }, now: NOW, status: { sync: sync(), devices: [device('ready'), device('not-configured')] },
  storeCondition: () => ({ kind: 'sound', code: null }), storeVerdicts: () => sound, printsWaiting: () => 0, numbers: () => ({ unaccounted: [], codesLeft: 150 }), backups: () => copied(), keys: () => inOrder, clockDoubt: () => null, history: () => ({ births: [], isOpen: false }), lockDown: () => [tried()], updates: () => ({ version: '1.4.2', last: null, found: null, trouble: null }), freeBytes: () => 50 * GIGABYTE, recordings: () => ({ isThere: null, used: 0, skipped: [] }), logs: () => ({ kind: 'writing' }), calendarYears: () => new Set([2026]), paperTemplates: () => ({ own: 0, broken: [] }), setup: () => [], staff: () => 'asked', catalogue: () => ({ asOf: '2026-10', procedures: 588, origin: 'city', lost: null, refused: null }),
};
const onItsWay: NonNullable<UpdateState['found']> = { bundleId: 'a'.repeat(64), version: '1.5.0', notes: { vi: '', en: '' }, source: 'city', bytes: 10, received: 5, state: 'loading', code: null };
const withUpdate = (changed: Partial<Pick<UpdateState, 'last' | 'found' | 'trouble'>>): Partial<HealthSubject> => ({ updates: () => ({ version: '1.4.2', last: null, found: null, trouble: null, ...changed }) });
const failing = (changed: Partial<HealthSubject>) => runChecks({ ...well, ...changed }).filter(({ state }) => state !== 'ok').map(({ name, state }) => `${name} ${state}`);
const withSync = (changed: Partial<Status['sync']>) => ({ status: { ...well.status, sync: sync(changed) } });

const PASSED: SetupTest = { at: EARLIER, version: '0.1.0', outcome: 'passed', code: null, by: 'admin' };
const place = (changed: Partial<PlaceView>): PlaceView => ({ place: { role: 'ticket-printer', counterId: null }, name: 'Máy in số – sảnh', answer: 'device', choice: { device: { kind: 'escpos-tcp' } }, isLocked: false, test: PASSED, isOutdated: false, state: { kind: 'ready', code: null, since: EARLIER }, ...changed });
const withPlace = (changed: Partial<PlaceView>): Partial<HealthSubject> => ({ setup: () => [place(changed)] });

const restored = (missing: readonly { readonly from: number; readonly to: number }[]) => ({ incarnation: 2, at: EARLIER, reason: 'restored' as const, base: 3, lastSeen: 8, returned: 5, missing: [...missing] });

it('a station in order passes them all, in the order of their numbers', () => {
  const checks = runChecks(well).map((check) => checkSchema.parse(check));
  expect(checks.map(({ number, state }) => `${number} ${state}`)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28].map((number) => `${number} ok`));
  expect(new Set(healthChecks.map(({ name }) => name)).size).toBe(healthChecks.length);
});

it.each<[string, Partial<HealthSubject>, string[]]>([
  ['runs in the stand-by host', { host: { kind: 'browser', electronVersion: null, nodeVersion: '24.0.0' } }, ['host warning']],
  ['has a disk that fails', { storeCondition: () => ({ kind: 'failing', code: 'SQLITE_IOERR_FSYNC' }) }, ['store failed']],
  ['has stopped writing because of damage', { storeCondition: () => ({ kind: 'recovering', code: 'SQLITE_CORRUPT' }) }, ['store failed']],
  ['has a damaged store', { storeVerdicts: () => ({ ...sound, pages: { finding: 'row 3 missing from index', at: EARLIER } }) }, ['store failed']],
  ['has a log that was changed', { storeVerdicts: () => ({ ...sound, seals: { finding: 7, at: EARLIER } }) }, ['log-seal failed']],
  ['could not be looked over', { storeVerdicts: () => ({ ...sound, failure: { finding: 'SqliteError', at: NOW } }) }, ['store failed']],
  ['was offered a catalogue that it would not take', { catalogue: () => ({ asOf: '2026-10', procedures: 588, origin: 'city', lost: null, refused: { edition: 7, code: 'catalogue.unreadable', where: 'procedures.3', at: EARLIER } }) }, ['catalogue warning']],
  ['cannot read the catalogue that it held', { catalogue: () => ({ asOf: '2026-10', procedures: 588, origin: 'shipped', lost: 'catalogue.broken', refused: null }) }, ['catalogue warning']],
  ['cannot use a recording of the commune', { recordings: () => ({ isThere: true, used: 3, skipped: [{ file: 'so-1.wav', fault: 'silent' }] }) }, ['recordings warning']],
  ['cannot read the folder of recordings', { recordings: () => ({ isThere: false, used: 0, skipped: [] }) }, ['recordings warning']],
  ['cannot write its log since the disk is full', { logs: () => ({ kind: 'stopped', code: 'ENOSPC' }) }, ['logs warning']],
  ['has lost the folder of its log', { logs: () => ({ kind: 'stopped', code: 'ENOENT' }) }, ['logs warning']],
  ['has a printer that does not answer', withPlace({ state: { kind: 'absent', code: 'printer.absent', since: NOW } }), ['ticket-printer warning']],
  ['has a printer whose test page lacked letters', withPlace({ test: { ...PASSED, outcome: 'failed', code: 'setup.not-as-wished' } }), ['ticket-printer warning']],
  ['has another printer than the one that was tested', withPlace({ isOutdated: true }), ['ticket-printer warning']],
  ['has a printer that nobody said a word about', withPlace({ test: { ...PASSED, outcome: 'unknown' } }), ['ticket-printer warning']],
  ['has a printer that was never tested', withPlace({ test: null }), []],
  ['has a reader that was tested and went', withPlace({ place: { role: 'reader', counterId: 2 as CounterId }, state: { kind: 'absent', code: 'reader.absent', since: NOW } }), ['readers warning']],
  ['has its sign-in put aside by the settings', { staff: () => 'off' }, ['staff warning']],
  ['has no officer’s account yet, which is no fault', { staff: () => 'unset' }, []],
  ['has a template that cannot be read any more', { paperTemplates: () => ({ own: 2, broken: ['receipt'] }) }, ['paper-templates warning']],
  ['has no table of days off for this year', { calendarYears: () => new Set([2027]) }, ['holidays failed']],
  ['has just been started', { storeVerdicts: () => ({ pages: null, seals: null, failure: null }) }, ['store pending', 'log-seal pending']],
  ['cannot account for a number', { numbers: () => ({ unaccounted: ['A007'], codesLeft: 0 }) }, ['numbers failed']],
  ['has none of the city\'s numbers left', { numbers: () => ({ unaccounted: [], codesLeft: 0 }) }, ['numbers warning']],
  ['has a key that others can read', withKeys({ isPrivate: false }), ['key failed']],
  ['has a vault that everybody can open, and no passphrase', withKeys({ vault: { kind: 'os', name: 'basic_text' } }), ['key failed']],
  ['could not put its key into the vault', withKeys({ wraps: [wrap('recovery', 'asks')] }), ['key failed']],
  ['has a wrap that did not open', withKeys({ wraps: [...inOrder.wraps, wrap('vault', 'refused')] }), ['key warning']],
  ['has no wrap for the city', withKeys({ wraps: [wrap('vault')] }), ['key warning']],
  ['has a wrap for the city that is damaged', withKeys({ wraps: [wrap('vault'), wrap('recovery', 'damaged')] }), ['key warning']],
  ['has a key file beside its vault', withKeys({ wraps: [...inOrder.wraps, wrap('file', 'opens')] }), ['key warning']],
  ['has little room', { freeBytes: () => 4 * GIGABYTE }, ['disk warning']],
  ['has no room', { freeBytes: () => GIGABYTE - 1 }, ['disk failed']],
  ['has a clock before its own making', { clockDoubt: () => ({ flag: 'before-build', trueAt: null }) }, ['clock failed']],
  ['has a clock that the city contradicts', { clockDoubt: () => ({ flag: 'behind-log', trueAt: NOW }) }, ['clock failed']],
  ['was put back and has still to ask what it lost', { history: () => ({ births: [restored([{ from: 4, to: 8 }])], isOpen: true }) }, ['city warning', 'history warning']],
  ['was put back and misses what the city has not got', { history: () => ({ births: [restored([{ from: 7, to: 8 }])], isOpen: false }) }, ['city warning', 'history failed']],
  ['was put back and misses nothing', { history: () => ({ births: [restored([])], isOpen: false }) }, ['city warning']],
  ['is offline for an hour', withSync({ kind: 'offline', offlineSince: (NOW - 3_600_000) as Status['sync']['offlineSince'] }), ['city warning']],
  ['is offline for two days', withSync({ kind: 'offline', offlineSince: (NOW - 48 * 3_600_000) as Status['sync']['offlineSince'] }), ['city failed']],
  ['got a past from the city that does not fit its own', withSync({ code: 'city.history' }), ['city failed']],
  ['got news that it cannot read yet', withSync({ code: 'city.update-needed' }), ['city warning']],
  ['is refused by the city', withSync({ kind: 'refused', code: 'city.fork' }), ['city failed']],
  ['has something that the city returned', withSync({ deadLetters: 1 }), ['city failed']],
  ['has no city', withSync({ kind: 'unconfigured' }), ['city warning']],
  ['misses a device', { status: { ...well.status, devices: [device('absent'), device('trouble'), device('busy')] } }, ['devices warning']],
  ['has no copy yet', { backups: () => copied({ newest: null }) }, ['backup pending']],
  ['could not make its first copy', { backups: () => copied({ newest: null, failure: { finding: 'ENOSPC', at: NOW } }) }, ['backup failed']],
  ['has its copies on the disk of the store', { backups: () => copied({ newest: { at: EARLIER, place: 'own-disk' } }) }, ['backup warning']],
  ['has a copy of this morning only', { backups: () => copied(hoursAgo(4)) }, ['backup warning']],
  ['could not make its last copy', { backups: () => copied({ failure: { finding: 'ENOSPC', at: NOW } }) }, ['backup warning']],
  ['could make no copy for more than a day', { backups: () => copied({ ...hoursAgo(26), failure: { finding: 'ENOSPC', at: NOW } }) }, ['backup failed']],
  ['has been switched on after a week', { backups: () => copied(hoursAgo(7 * 24)) }, ['backup warning']],
  ['went back from a version', withUpdate({ last: { kind: 'returned', version: '1.5.0', code: 'update.crashed', checks: [], at: EARLIER } }), ['updates warning']],
  ['could not put a version in place', withUpdate({ last: { kind: 'not-installed', version: '1.4.2', code: 'update.no-room', checks: [], at: EARLIER } }), ['updates warning']],
  ['has to stay with a version that is not well', withUpdate({ last: { kind: 'stayed', version: '1.5.0', code: 'update.worse', checks: [], at: EARLIER } }), ['updates failed']],
  ['could not put the version before back', withUpdate({ last: { kind: 'stayed', version: '1.5.0', code: 'update.not-returned', checks: [], at: EARLIER } }), ['updates failed']],
  ['has a version in place that nobody has started', withUpdate({ last: { kind: 'waiting', version: '1.5.0', code: 'update.not-started', checks: [], at: EARLIER } }), ['updates warning']],
  ['cannot read the record of its versions', withUpdate({ trouble: 'update.unreadable' }), ['updates warning']],
  ['was given a bundle of a stranger', withUpdate({ found: { ...onItsWay, state: 'refused', code: 'update.unknown-key' } }), ['updates warning']],
  ['has no room for a version', withUpdate({ found: { ...onItsWay, state: 'stopped', code: 'update.no-room' } }), ['updates warning']],
  ['waits for the line with half a version', withUpdate({ found: { ...onItsWay, state: 'stopped', code: 'update.unreachable' } }), []],
  ['has a kiosk whose lock-down nobody has tried', { lockDown: () => [tried(), null] }, ['lock-down warning']],
  ['has a kiosk that somebody got out of', { lockDown: () => [tried(['passed', 'failed'])] }, ['lock-down failed']],
  ['has a kiosk of which not everything could be tried', { lockDown: () => [tried(['passed', 'skipped'])] }, ['lock-down warning']],
  ['has a kiosk that was tried before the last updates of the system', { lockDown: () => [tried(['passed'], 201)] }, ['lock-down warning']],
  ['has prints that wait for a person', { printsWaiting: () => 2 }, ['prints warning']],
])('a station that %s is told so', (_name, changed, expected) => {
  expect(failing(changed)).toEqual(expected);
});

it('of the key it says which vault holds it and which wraps there are, and why it is not content', () => {
  const key = (changed: Partial<KeyState>) => runChecks({ ...well, ...withKeys(changed) }).find(({ name }) => name === 'key')?.params;
  expect(key({})).toEqual({ vault: 'dpapi', wraps: 'keys/vault-1.json, keys/recovery-1.json' });
  expect(key({ vault: { kind: 'file', name: 'key-file' }, wraps: [{ name: 'data.key', kind: 'file', state: 'opens' }] })).toEqual({ vault: 'key-file', wraps: 'data.key', reason: 'no-recovery' });
  expect(key({ vault: { kind: 'os', name: 'basic_text' }, wraps: [...inOrder.wraps, wrap('passphrase', 'asks')] })?.['reason']).toBeUndefined();
});

it('of the city it says what is in the way by its code, and for a day that the store has begun a new life', () => {
  const city = (changed: Partial<HealthSubject>) => runChecks({ ...well, ...changed }).find(({ name }) => name === 'city');
  expect(city(withSync({ kind: 'refused', code: 'city.quarantined' }))?.params).toMatchObject({ code: 'city.quarantined' });
  const life = (hours: number, reason: 'first' | 'restored') => ({ history: () => ({ births: [{ ...restored([]), reason, at: (NOW - hours * 3_600_000) as EpochMs }], isOpen: false }) });
  expect([life(23, 'restored'), life(25, 'restored'), life(1, 'first')].map((history) => city(history)?.params['reason'])).toEqual(['reborn', undefined, undefined]);
});

it('of lost places it names the first and the last of each range, and a single one by itself', () => {
  const missing = [{ from: 7, to: 8 }, { from: 10, to: 10 }];
  expect(runChecks({ ...well, history: () => ({ births: [restored(missing)], isOpen: false }) }).find(({ name }) => name === 'history')?.params).toMatchObject({ missing: 3, ranges: '7–8, 10' });
});

it('each verdict says when it was made: now, or when the store was last looked over', () => {
  const verdicts = (changed: Partial<HealthSubject> = {}) => Object.fromEntries(runChecks({ ...well, ...changed }).map(({ name, at }) => [name, at]));
  expect(verdicts()).toMatchObject({ host: NOW, store: EARLIER, 'log-seal': EARLIER, prints: NOW });
  expect(verdicts({ storeVerdicts: () => ({ pages: null, seals: null, failure: null }) })).toMatchObject({ store: null, 'log-seal': null });
});

it('a machine without a kiosk has nothing to lock down, and says so', () => {
  expect(runChecks({ ...well, lockDown: () => [] }).find(({ name }) => name === 'lock-down')).toMatchObject({ state: 'ok', params: { reason: 'no-kiosk' } });
});

it('a check that breaks is a finding, without the words of its error', () => {
  const broken = runChecks({ ...well, printsWaiting: () => { throw new RangeError('Nguyễn Thị Ví Dụ'); } }).find(({ name }) => name === 'prints');
  expect(broken).toEqual({ number: 9, name: 'prints', state: 'failed', at: NOW, params: { detail: 'RangeError' } });
});

it('each family of devices says when it was tested and how, under a number of its own', () => {
  const of = (changed: Partial<PlaceView>, number = 20) => runChecks({ ...well, ...withPlace(changed) }).find((check) => check.number === number)?.params;
  expect([of({}), of({ test: null }), of({ choice: null, answer: 'none', test: null, state: null }), of({}, 21)]).toEqual([
    { count: 1, since: EARLIER, counter: 0 }, { count: 1, reason: 'untested' }, { count: 0, reason: 'none' }, { count: 0, reason: 'none' },
  ]);
  expect(of({ state: { kind: 'trouble', code: 'printer.paper-out', since: NOW } })).toEqual({ count: 1, missing: 1, code: 'printer.paper-out' });
  expect(of({ test: { ...PASSED, outcome: 'failed', code: 'printer.paper-out' } })).toEqual({ count: 1, since: EARLIER, counter: 0, reason: 'test-failed', code: 'printer.paper-out' });
});

it('next year’s table of days off is missed from November on, and not before', () => {
  const told = (day: string, years: readonly number[]) => runChecks({ ...well, now: Date.parse(`${day}T02:00:00Z`) as EpochMs, calendarYears: () => new Set(years) }).flatMap(({ name, state, params }) => (name === 'holidays' ? [state, params['year']] : []));
  expect([told('2026-10-31', [2026]), told('2026-11-01', [2026]), told('2026-12-31', [2026, 2027]), told('2027-01-01', [2026])]).toEqual([['ok', 2026], ['warning', 2027], ['ok', 2026], ['failed', 2027]]);
});
