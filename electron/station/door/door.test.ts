// The door with commands of the test's own: bugs, slow ones, broken answers, windows that come and go, and frames of any kind.

import { beforeEach, describe, expect, it } from 'vitest';
import type { Caller, StationFrame } from '../../../shared/contract/command.ts';
import { stationFrameSchema } from '../../../shared/contract/command.ts';
import { commands } from '../../../shared/contract/commands.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { EventPayload } from '../../../shared/contract/events.ts';
import { createLog } from '../life/log.ts';
import { Door, type Run } from './door.ts';

let run: Run;
let lines: string[];
let sent: [clientId: string, frame: StationFrame][];
let traces: number;
let nowMs: number;
let door: Door;

beforeEach(() => {
  run = () => ({ fields: [] });
  [lines, sent, traces, nowMs] = [[], [], 0, 0];
  door = new Door({
    run: (name, input, caller) => run(name, input, caller),
    log: createLog('test', () => 0, (line) => void lines.push(line)),
    newTraceId: () => `trace-${(traces += 1)}`,
    monotonic: () => nowMs,
    send: (clientId, text) => void sent.push([clientId, stationFrameSchema.parse(JSON.parse(text))]),
  });
  door.open('k', { role: 'kiosk' });
});

const overview = (id: number) => JSON.stringify({ id, command: 'queue.overview', input: {} });
const goodOverview = { day: '2026-11-23', fields: [], calling: [], recent: [], counters: [] };
const failure = (frame: StationFrame | undefined) => (frame !== undefined && 'error' in frame ? frame.error : expect.fail('not a failure'));

describe('what a command throws', () => {
  it('crosses as its code and values when it is a refusal', async () => {
    run = () => {
      throw new Refusal('series.full', { field: 'A' });
    };
    await door.receive('k', overview(1));
    expect(sent).toEqual([['k', { id: 1, ok: false, error: { code: 'series.full', params: { field: 'A' }, traceId: 'trace-1' } }]]);
    expect(lines).toEqual([]);
  });

  it('crosses as internal with a trace id that stands in the log when it is a bug, without what it said', async () => {
    run = () => {
      throw new Error('no such column');
    };
    await door.receive('k', overview(1));
    expect(sent).toEqual([['k', { id: 1, ok: false, error: { code: 'internal', params: {}, traceId: 'trace-1' } }]]);
    expect(lines.join('')).toContain('"traceId":"trace-1"');
  });

  it('is the machine’s fault, and logged, when a refusal carries what the disk said', async () => {
    run = () => {
      const refusal = new Refusal('store.disk-full');
      refusal.cause = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      throw refusal;
    };
    await door.receive('k', overview(1));
    expect(failure(sent[0]?.[1])).toEqual({ code: 'store.disk-full', params: {}, traceId: 'trace-1' });
    expect(lines.join('')).toMatch(/door.machine-failed.*trace-1/);
  });

  it('is a bug as well when the answer is not of the contract; nothing of it crosses and nothing of it is logged', async () => {
    run = () => ({ ...goodOverview, day: '001185000012 Nguyễn Thị Mẫu', extra: 1 });
    await door.receive('k', overview(1));
    expect(failure(sent[0]?.[1]).code).toBe('internal');
    expect(lines.join('')).toMatch(/door.bug/);
    expect(lines.join('')).not.toMatch(/001185000012|Nguyễn/);
  });

  it('is a bug as well when it is a promise that fails', async () => {
    run = () => Promise.reject(new Error('later'));
    await door.receive('k', overview(1));
    expect(failure(sent[0]?.[1]).code).toBe('internal');
  });
});

describe('a command', () => {
  it('gets parsed input and the caller whom the host named', async () => {
    const got: unknown[] = [];
    run = (...all) => {
      got.push(all);
      return goodOverview;
    };
    const caller: Caller = { role: 'kiosk' };
    await door.receive('k', JSON.stringify({ id: 1, command: 'queue.overview', input: {} }));
    expect(got).toEqual([['queue.overview', {}, caller]]);
    expect(sent).toEqual([['k', { id: 1, ok: true, output: goodOverview }]]);
  });

  it.each(Object.keys(commands))('%s is run for the roles of its definition only', async (name) => {
    const definition = commands[name as keyof typeof commands];
    const callers = [{ role: 'kiosk' }, { role: 'counter', counterId: 1 }, { role: 'citizen-display', counterId: 1 }, { role: 'board' }, { role: 'admin' }] as Caller[];
    for (const [id, caller] of callers.entries()) {
      door.open(`w${id}`, caller);
      await door.receive(`w${id}`, JSON.stringify({ id, command: name, input: 'never right' }));
      expect([caller.role, failure(sent.at(-1)?.[1]).code]).toEqual([caller.role, definition.roles.includes(caller.role) ? 'request.invalid' : 'caller.refused']);
    }
  });

  it('that takes long is told in the log, by name only', async () => {
    run = () => {
      nowMs += 300;
      return goodOverview;
    };
    await door.receive('k', overview(1));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/door.slow.*queue.overview.*300/);
  });
});

describe('a window', () => {
  it('may have 64 requests under way; the next is refused and other windows are not held up', async () => {
    const gate = Promise.withResolvers<typeof goodOverview>();
    run = () => gate.promise;
    door.open('other', { role: 'board' });
    const waiting = Array.from({ length: 64 }, async (_, id) => await door.receive('k', overview(id)));
    await door.receive('k', overview(64));
    expect(failure(sent[0]?.[1])).toMatchObject({ code: 'request.too-many', params: { most: 64 } });
    run = () => goodOverview;
    await door.receive('other', overview(1));
    expect(sent.at(-1)).toEqual(['other', { id: 1, ok: true, output: goodOverview }]);
    gate.resolve(goodOverview);
    await Promise.all(waiting);
    await door.receive('k', overview(65));
    expect(sent.filter(([clientId]) => clientId === 'k')).toHaveLength(66);
  });

  it('that has gone, or has come again under its name, gets no answer to what it asked before', async () => {
    const gate = Promise.withResolvers<typeof goodOverview>();
    run = () => gate.promise;
    const asked = door.receive('k', overview(1));
    door.close('k');
    door.open('k', { role: 'board' });
    gate.resolve(goodOverview);
    await asked;
    expect(sent).toEqual([]);
    await door.receive('nobody', overview(2));
    expect(sent).toEqual([]);
  });

  it('that sends rubbish without end does not fill the log', async () => {
    for (let index = 0; index < 50; index += 1) await door.receive('k', '{');
    await door.receive('k', 'x'.repeat(17 * 65_536));
    expect([lines.length, sent]).toEqual([10, []]);
  });

  it('that cannot be reached stops nobody', async () => {
    const reached: string[] = [];
    const failing = new Door({
      run: () => goodOverview, log: createLog('test', () => 0, (line) => void lines.push(line)), newTraceId: () => 't', monotonic: () => 0,
      send: (clientId) => {
        if (clientId === 'broken') throw new Error('closed');
        reached.push(clientId);
      },
    });
    for (const id of ['broken', 'whole']) failing.open(id, { role: 'board' });
    failing.publish('queue.changed', {});
    await failing.receive('broken', overview(1));
    expect(reached).toEqual(['whole']);
  });
});

describe('an event', () => {
  const roles = ['kiosk', 'board', 'admin', 'counter-1', 'counter-2', 'citizen-display-1'];
  beforeEach(() => {
    door.close('k');
    for (const name of roles) {
      const [, role, counterId] = /^(.*?)(?:-(\d))?$/.exec(name) ?? [];
      door.open(name, { role, ...(counterId === undefined ? {} : { counterId: Number(counterId) }) } as Caller);
    }
  });
  const visit = { counterId: 1, visitId: null } as EventPayload<'visit.changed'>;

  it('goes to its roles, and where it is of a counter to that counter’s windows only', () => {
    door.publish('queue.changed', {});
    expect(sent.map(([clientId]) => clientId)).toEqual(roles);
    sent = [];
    door.publish('visit.changed', visit);
    expect(sent).toEqual([['counter-1', { event: 'visit.changed', payload: visit }], ['citizen-display-1', { event: 'visit.changed', payload: visit }]]);
    sent = [];
    door.publish('dossiers.changed', {});
    expect(sent.map(([clientId]) => clientId)).toEqual(['admin', 'counter-1', 'counter-2']);
  });

  it('that is not of the contract is told to nobody', () => {
    door.publish('visit.changed', { counterId: 'Nguyễn' } as never);
    expect([sent, lines.length]).toEqual([[], 1]);
    expect(lines[0]).not.toContain('Nguyễn');
  });
});
