// The windows of a host while what serves them changes.

import { expect, it } from 'vitest';
import { Door } from './door/door.ts';
import { Switchboard } from './switchboard.ts';

it('hands every window that is there to the next door and tells it to look again; one that went is gone', async () => {
  const sent: string[] = [];
  const door = (name: string): Door =>
    new Door({ run: () => ({}), log: { info: () => undefined, warn: () => undefined, error: () => undefined }, newTraceId: () => 'trace', monotonic: () => 0, send: (clientId, text) => void sent.push(`${name} ${clientId} ${text}`) });
  const switchboard = new Switchboard();
  switchboard.take({ kind: 'frame', clientId: 'early', text: '{}' });
  switchboard.serve(door('recovery'));
  for (const clientId of ['one', 'two']) switchboard.take({ kind: 'open', clientId, caller: { role: 'admin' } });
  switchboard.take({ kind: 'close', clientId: 'two' });
  switchboard.serve(door('work'));
  switchboard.take({ kind: 'frame', clientId: 'one', text: JSON.stringify({ id: 1, command: 'no.such', input: {} }) });
  await expect.poll(() => sent.length).toBe(2);
  expect(sent).toEqual(['work one {"event":"point.changed","payload":{}}', expect.stringMatching(/^work one .*command\.unknown/)]);
});
