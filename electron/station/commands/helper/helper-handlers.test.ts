// Teams that help at the kiosk: a PIN of the settings opens their bar, tries are slowed, and the table has numbers and nobody's name.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { admin, kiosk, newRequestId, QueueBench } from '../../../../tests/fakes/queue-bench.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { HelpKind } from '../../../../shared/contract/feedback.ts';
import { helperHandlers } from './helper-handlers.ts';

const TEAMS = [{ team: 'Đoàn Thanh niên', pin: 'hash of 1357' }, { team: 'Tổ công nghệ số', pin: 'hash of 2468' }];
let bench: QueueBench;
let handlers: ReturnType<typeof helperHandlers>;
beforeEach(() => {
  bench = new QueueBench();
  handlers = helperHandlers((pin, hash) => Promise.resolve(hash === `hash of ${pin}`));
});
afterEach(() => bench[Symbol.dispose]());
const context = () => ({ ...bench.context, point: { ...bench.context.point, helpers: TEAMS } });
const enter = async (pin: string): Promise<string> => {
  try {
    return (await handlers['helper.enter'](context(), { pin }, kiosk)).team;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
};
const count = (team: string, kind: HelpKind = 'online', requestId = newRequestId()) => handlers['helper.count'](context(), { requestId, team, kind }, kiosk);
const list = () => handlers['helper.list'](context(), { from: '2026-11-01' as never, to: '2026-11-30' as never }, admin);

it('a PIN opens its own team’s bar, and another none', async () => {
  expect([await enter('1357'), await enter('2468'), await enter('0000')]).toEqual(['Đoàn Thanh niên', 'Tổ công nghệ số', 'helper.wrong-pin']);
});

it('who tries PINs one after the other waits longer each time, the right one too', async () => {
  for (let tries = 0; tries < 5; tries += 1) expect(await enter('0000')).toBe('helper.wrong-pin');
  expect([await enter('1357'), await enter('1357')]).toEqual(['helper.wait', 'helper.wait']);
  bench.clock.advance(60_000);
  expect(await enter('1357')).toBe('Đoàn Thanh niên');
});

it('each person helped is one more, by day, team and kind; a repeated request counts once', async () => {
  const requestId = newRequestId();
  expect([count('Đoàn Thanh niên', 'online', requestId), count('Đoàn Thanh niên', 'online', requestId), count('Đoàn Thanh niên', 'device'), count('Tổ công nghệ số')]).toEqual([{ today: 1 }, { today: 1 }, { today: 2 }, { today: 1 }]);
  bench.clock.advance(24 * 3_600_000);
  await count('Đoàn Thanh niên');
  expect(list()).toEqual({
    rows: [
      { day: '2026-11-24', team: 'Đoàn Thanh niên', kind: 'online', count: 1 },
      { day: '2026-11-23', team: 'Tổ công nghệ số', kind: 'online', count: 1 },
      { day: '2026-11-23', team: 'Đoàn Thanh niên', kind: 'device', count: 1 },
      { day: '2026-11-23', team: 'Đoàn Thanh niên', kind: 'online', count: 1 },
    ],
  });
  expect(Object.keys(bench.events(0)[0]?.body as object)).toEqual(['day', 'kind', 'team']);
});

it('a team that the settings do not name counts nothing', () => {
  expect(() => count('Đội lạ')).toThrow(new Refusal('helper.unknown'));
  expect(bench.events(0)).toEqual([]);
});
