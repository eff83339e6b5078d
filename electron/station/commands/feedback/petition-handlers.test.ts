// Complaints and proposals over a real store: a code and a slip, steps in their order, and the clocks of 2, 5, 15 and 2 working days.

import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { admin, counter, kiosk, newRequestId, QueueBench } from '../../../../tests/fakes/queue-bench.ts';
import type { BusinessDay, EpochMs } from '../../../../shared/base/ids.ts';
import { commands } from '../../../../shared/contract/commands.ts';
import { callerSchema, type Caller } from '../../../../shared/contract/command.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Petition, ReceivedPetition } from '../../../../shared/contract/feedback.ts';
import { projectedRows } from '../../../../tests/fakes/projected-rows.ts';
import { USUAL_OFFICE_HOURS } from '../../../../shared/domain/due-date/office-calendar.ts';
import { loadHolidays } from '../../catalogue/load-holidays.ts';
import { readAccesses } from '../../store/accesses.ts';
import { calendarInForce } from '../../store/holidays.ts';
import { runningNumbers } from '../../store/numbers.ts';
import { renewProjections } from '../../store/projections/replay.ts';
import { helperHandlers } from '../helper/helper-handlers.ts';
import { petitionDuties } from './petition-duties.ts';
import { petitionHandlers } from './petition-handlers.ts';

const handlers = petitionHandlers(loadHolidays(path.join(import.meta.dirname, '../../../../resources/holidays')));
let bench: QueueBench;
beforeEach(() => void (bench = new QueueBench('2026-11-23T09:00:00+07:00')));
afterEach(() => bench[Symbol.dispose]());

function call(name: keyof typeof handlers, input: object, caller: Caller = admin): unknown {
  const given: unknown = commands[name].input.parse(commands[name].changes ? { requestId: newRequestId(), ...input } : input);
  return commands[name].output.parse((handlers[name] as (context: unknown, input: unknown, caller: Caller) => unknown)(bench.context, given, caller));
}
function code(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}
const receive = (more: object = {}) => call('petition.receive', { kind: 'complaint', about: 'delay', text: 'Chờ quá lâu ở quầy 2', contactName: '', contactPhone: '', ...more }, kiosk) as ReceivedPetition;
const list = () => (call('petition.list', {}) as { petitions: Petition[] }).petitions;
const move = (step: string, more: object = {}) => code(() => call('petition.move', { petitionId: list()[0]?.petitionId, step, owner: '', words: 'Đã xem', ...more }));
const DAY = 24 * 3_600_000;
const clocks = () => list()[0]?.clocks.map(({ step, dueAt }) => `${step} ${new Date(dueAt + 7 * 3_600_000).toISOString().slice(0, 10)}`);

it('a list shows so many and says that there are more, at the counter too', () => {
  receive();
  const more = (count: number, state: 'refused_at' | 'supplied_at') => bench.database.write((store) => store.run(
    `INSERT INTO petition (petition_id, aggregate_id, code, day, kind, about, text, contact_name, contact_phone, via, received_at, ${state})
     WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < $count) SELECT printf('%08x-${state === 'refused_at' ? '0001' : '0002'}-7000-8000-%012x', n, n), n, printf('PA-%d', n), day, kind, about, text, '', '', via, received_at + n, received_at + n FROM petition, c WHERE petition.code LIKE 'PA-K1-%'`,
    { count },
  ));
  const both = () => [call('petition.list', {}), call('petition.clocks', {}, counter(1))] as { petitions: object[]; hasMoreOpen: boolean }[];
  more(500, 'refused_at');
  more(90, 'supplied_at');
  expect(both().map(({ petitions, hasMoreOpen }) => [petitions.length, hasMoreOpen])).toEqual([[291, false], [91, false]]);
  bench.database.write((store) => store.run(`DELETE FROM petition WHERE supplied_at IS NOT NULL`));
  more(400, 'supplied_at');
  expect(both().map(({ petitions, hasMoreOpen }) => [petitions.length, hasMoreOpen])).toEqual([[500, true], [100, true]]);
  const plans = bench.database.read((store) => ['NOT', ''].flatMap((not) => store.all(z.object({ detail: z.string() }), `EXPLAIN QUERY PLAN SELECT * FROM petition WHERE ${not} coalesce(refused_at, published_at) IS NOT NULL ORDER BY received_at LIMIT 3`).map(({ detail }) => detail)));
  expect(plans).toEqual([expect.stringContaining('USING INDEX petition_open'), expect.stringContaining('USING INDEX petition_ended')]);
});

describe('what is received', () => {
  it('has a code by station, day and number, an honest day of answer, and a slip without a word of it', () => {
    const first = receive();
    const second = receive({ kind: 'proposal' });
    // Fifteen working days after Monday the 23rd of November; the 24th of November is a holiday since 2026.
    expect([first.code, second.code, new Date((first.handleBy ?? 0) + 7 * 3_600_000).toISOString().slice(0, 10)]).toEqual(['PA-K1-261123-01', 'PA-K1-261123-02', '2026-12-15']);
    const [{ paper, what }] = bench.database.read((store) => store.all(z.object({ paper: z.string(), what: z.string() }), 'SELECT paper, what FROM print_job LIMIT 1')) as [{ paper: string; what: string }];
    expect(what).toBe('petition');
    expect(paper).toContain('PA-K1-261123-01');
    expect(paper).not.toContain('Chờ quá lâu');
    expect(bench.told.filter(([event]) => event === 'feedback.changed')).toHaveLength(2);
  });

  it('comes from the screen at a counter as well, and whoever asks for it cannot say otherwise', () => {
    call('petition.receive', { kind: 'complaint', about: 'manner', text: 'Thái độ', contactName: '', contactPhone: '' }, callerSchema.parse({ role: 'citizen-display', counterId: 2 }));
    expect(bench.events(0).at(-1)).toMatchObject({ type: 'petition.received', actor: 'citizen-display-2', body: { via: 'citizen-display' } });
    expect(list()[0]).toMatchObject({ via: 'citizen-display', clocks: [{ step: 'refuse' }, { step: 'ask' }, { step: 'handle' }] });
    expect(bench.told.some(([what]) => what === 'wake printer')).toBe(true);
  });

  it('comes once for one request, however often it is sent', () => {
    const requestId = newRequestId();
    expect(receive({ requestId })).toEqual(receive({ requestId }));
    expect(list()).toHaveLength(1);
  });

  it('is found by the code of its slip, and says neither its words nor who wrote', () => {
    receive({ contactPhone: '0900000001' });
    const found = JSON.stringify(call('petition.look-up', { code: 'pa-k1-261123-01' }, kiosk));
    expect(found).toContain('open');
    for (const secret of ['Chờ quá lâu', '0900000001']) expect(found).not.toContain(secret);
    expect(code(() => call('petition.look-up', { code: 'PA-K1-261123-77' }, kiosk))).toBe('petition.not-found');
  });
});

it('what a step answers, and is kept of that for days, names nobody', () => {
  receive({ contactName: 'Ông Nguyễn Văn Mẫu', contactPhone: '0900000001' });
  expect(move('assigned', { owner: 'Cán bộ mẫu', words: '' })).toBe('accepted');
  const kept = bench.database.read((store) => store.all(z.object({ output: z.string() }), 'SELECT output FROM request', {})).map(({ output }) => output).join('\n');
  for (const secret of ['Chờ quá lâu', 'Nguyễn Văn Mẫu', '0900000001']) expect(kept).not.toContain(secret);
});

it('a counter that takes one down sees the clocks of what runs, and neither words nor who wrote', () => {
  call('petition.receive', { kind: 'complaint', about: 'delay', text: 'Chờ quá lâu ở quầy 2', contactName: 'Trần Văn Mẫu', contactPhone: '0900000001' }, counter(1));
  expect(list()[0]).toMatchObject({ via: 'counter', contactName: 'Trần V. M.', contactPhone: '••• 001' });
  const seen = call('petition.clocks', {}, counter(1)) as { petitions: object[] };
  expect(seen.petitions).toMatchObject([{ about: 'delay', clocks: [{ step: 'refuse' }, { step: 'ask' }, { step: 'handle' }] }]);
  expect(JSON.stringify(seen)).not.toMatch(/Mẫu|0900|quầy/u);
  move('refused');
  expect(call('petition.clocks', {}, counter(1))).toEqual({ petitions: [], hasMoreOpen: false });
});

it('who wrote is shown whole only by a look that the access log has first, under the code of the slip', () => {
  const { code: slip } = receive({ contactName: 'Ông Nguyễn Văn Mẫu', contactPhone: '0900 000 001' });
  const looks = () => bench.context.database.read((store) => readAccesses(store, { from: 0 as EpochMs, before: 9e15 as EpochMs, dossierId: null }, 10));
  expect(JSON.stringify(list())).not.toMatch(/Văn|0900/u);
  expect(looks()).toEqual([]);
  const look = () => call('petition.contact', { petitionId: list()[0]?.petitionId });
  expect([look(), look()]).toEqual([{ contactName: 'Ông Nguyễn Văn Mẫu', contactPhone: '0900 000 001' }, { contactName: 'Ông Nguyễn Văn Mẫu', contactPhone: '0900 000 001' }]);
  expect(looks()).toMatchObject([{ actor: 'admin', label: slip, purpose: 'detail' }]);
});

describe('a code is given once', () => {
  it('also where the rows of earlier ones are not there: the mark beside the store remembers how far the day is', () => {
    receive();
    receive();
    expect(bench.database.read((store) => runningNumbers(store, '2026-11-23' as BusinessDay))).toContainEqual({ name: 'petition/2026-11-23', last: 2 });
    bench.database.write((store) => store.run('DELETE FROM petition'));
    expect(receive().code).toBe('PA-K1-261123-03');
  });

  it('and where its series has gone back, none is received: nothing is written', () => {
    receive();
    bench.database.write((store) => store.run(`DELETE FROM running_number WHERE name GLOB 'petition/*'`));
    expect(() => receive()).toThrow('given once');
    expect([bench.events(1), list().length]).toEqual([[], 1]);
  });
});

describe('the clocks', () => {
  it('run from the reception, stand still while a supplement is awaited, and begin anew with it', () => {
    receive();
    expect(clocks()).toEqual(['refuse 2026-11-26', 'ask 2026-12-01', 'handle 2026-12-15']);
    expect(move('asked', { words: 'Xin cho biết ngày nào' })).toBe('accepted');
    expect(clocks()).toEqual([]);
    bench.clock.advance(7 * DAY);
    expect(move('supplied')).toBe('accepted');
    expect(clocks()).toEqual(['handle 2026-12-21']);
    expect(move('answered', { words: 'Đã nhắc nhở cán bộ' })).toBe('accepted');
    expect(clocks()).toEqual(['publish 2026-12-02']);
    expect(move('published')).toBe('accepted');
    expect([clocks(), list()[0]?.isLate]).toEqual([[], false]);
  });

  it('say what is late, and what is late stays so once it was', () => {
    receive();
    bench.clock.advance(8 * DAY);
    expect(move('refused', { words: 'Không thuộc thẩm quyền' })).toBe('accepted');
    expect(list()[0]).toMatchObject({ state: 'refused', isLate: true });
  });
});

it.each([
  ['an answer without words', 'answered', { words: '' }, 'words.missing'],
  ['an owner without a name', 'assigned', { words: '' }, 'words.missing'],
  ['publishing what is not answered', 'published', {}, 'petition.wrong-state'],
  ['a supplement that nobody asked for', 'supplied', {}, 'petition.wrong-state'],
])('%s is refused', (_what, step, more, expected) => {
  receive();
  expect(move(step, more)).toBe(expected);
  expect(bench.events(1)).toEqual([]);
});

it('what is refused goes no further, and a second question is none', () => {
  receive();
  expect([move('asked'), move('supplied'), move('asked'), move('refused'), move('answered')]).toEqual(['accepted', 'accepted', 'petition.wrong-state', 'accepted', 'petition.wrong-state']);
});

it('made anew out of the log, complaints and counts of help stand as they were', () => {
  receive({ contactName: 'Ông Nguyễn Văn Mẫu', contactPhone: '0900000001' });
  move('assigned', { owner: 'Cán bộ mẫu', words: '' });
  move('asked');
  move('supplied');
  move('answered');
  move('disliked');
  receive({ kind: 'proposal' });
  const point = { ...bench.context.point, helpers: [{ team: 'Đoàn Thanh niên', pin: '' }, { team: 'Tổ công nghệ số', pin: '' }] };
  const help = helperHandlers(() => Promise.resolve(false))['helper.count'];
  for (const [team, kind] of [['Đoàn Thanh niên', 'online'], ['Tổ công nghệ số', 'online'], ['Đoàn Thanh niên', 'online']] as const) void help({ ...bench.context, point }, { requestId: newRequestId(), team, kind }, kiosk);
  const before = projectedRows(bench.database);
  expect([before['petition']?.length, before['helped']?.map(({ count }) => count)]).toEqual([2, [1, 2]]);
  bench.database.write((store) => {
    store.run('DELETE FROM petition');
    store.run('DELETE FROM helped');
    store.run(`INSERT INTO meta (name, value) VALUES ('projection-version', 'older') ON CONFLICT (name) DO UPDATE SET value = 'older'`);
  });
  renewProjections(bench.database);
  expect(projectedRows(bench.database)).toEqual(before);
});

it('the head sees how many are late, due soon and nobody’s: an answer within 15 working days, its publishing within 2, and no clock of a step that need not be', () => {
  const duties = () => bench.database.read((store) => petitionDuties(store, { now: bench.clock.now(), soon: (bench.clock.now() + DAY) as EpochMs }, USUAL_OFFICE_HOURS, calendarInForce(store, loadHolidays(path.join(import.meta.dirname, '../../../../resources/holidays')))));
  receive();
  // Refusing is too late since the 25th; nothing is owed by that.
  bench.clock.set('2026-11-27T09:00:00+07:00');
  expect(duties()).toEqual({ running: 1, late: 0, dueSoon: 0, unowned: 1 });
  bench.clock.set('2026-12-15T09:00:00+07:00');
  expect(duties()).toEqual({ running: 1, late: 0, dueSoon: 1, unowned: 1 });
  bench.clock.set('2026-12-16T09:00:00+07:00');
  expect(duties()).toEqual({ running: 1, late: 1, dueSoon: 0, unowned: 1 });
  move('assigned', { owner: 'Cán bộ mẫu' });
  move('answered');
  expect(duties()).toEqual({ running: 1, late: 0, dueSoon: 0, unowned: 0 });
  bench.clock.set('2026-12-19T09:00:00+07:00');
  expect(duties()).toMatchObject({ late: 1 });
  move('published');
  expect(duties()).toEqual({ running: 0, late: 0, dueSoon: 0, unowned: 0 });
});
