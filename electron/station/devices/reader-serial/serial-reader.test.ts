// A reader on a line, over a real socket: codes whole, named refusals, and a new session for each plug-in.

import { afterEach, expect, test, vi } from 'vitest';
import { PRACTICE_CARDS } from '../../../practice/reader/cards.ts';
import type { VirtualReader } from '../../../practice/reader/interface.ts';
import { startVirtualReader } from '../../../practice/reader/virtual-reader.ts';
import { systemClock } from '../../life/clock.ts';
import { SharedLines } from '../serial/shared-lines.ts';
import { SerialReader } from './serial-reader.ts';

const DEADLINE = 15_000;
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0).toReversed()) await one[Symbol.asyncDispose]();
});
function kept<T extends AsyncDisposable>(one: T): T {
  open.push(one);
  return one;
}

interface Heard {
  readonly virtual: VirtualReader;
  readonly reader: SerialReader;
  readonly texts: string[];
  readonly origins: string[];
  readonly refusals: string[];
}

async function plugged(): Promise<Heard> {
  const virtual = kept(await startVirtualReader({ port: 0, mode: 'serial' }));
  const lines = kept(new SharedLines({ reader: { kind: 'serial-tcp', host: '127.0.0.1', port: virtual.port } }, systemClock));
  const heard: Heard = { virtual, reader: kept(new SerialReader(lines.of('reader'), { end: 'cr', prefix: '' }, systemClock)), texts: [], origins: [], refusals: [] };
  heard.reader.onPayload((bytes, origin) => {
    heard.texts.push(Buffer.from(bytes).toString('utf8'));
    heard.origins.push(`${origin.session}.${origin.sequence}`);
  });
  heard.reader.onRefused((code) => heard.refusals.push(code));
  expect(heard.reader.state()).toMatchObject({ kind: 'absent', code: 'reader.absent' });
  await ready(heard);
  return heard;
}
async function ready({ reader, virtual }: Heard): Promise<void> {
  await vi.waitFor(() => expect([reader.state().kind, virtual.isConnected()]).toEqual(['ready', true]), DEADLINE);
}

test('every practice card arrives letter for letter, in order, also from a slow reader', async () => {
  const heard = await plugged();
  for (const card of PRACTICE_CARDS) expect(heard.virtual.scan(card.text)).toBe(true);
  heard.virtual.scan(PRACTICE_CARDS[0]?.text ?? '', 'slow');
  await vi.waitFor(() => expect(heard.texts).toEqual([...PRACTICE_CARDS, PRACTICE_CARDS[0]].map((card) => card?.text)), DEADLINE);
  expect([heard.origins, heard.refusals]).toEqual([['1.1', '1.2', '1.3', '1.4', '1.5', '1.6'], []]);
});

test.each([
  ['torn', 'card.torn'],
  ['oversized', 'card.oversized'],
] as const)('a code that is %s is refused as %s, and the next card is read', async (fault, code) => {
  const heard = await plugged();
  const card = PRACTICE_CARDS[0]?.text ?? '';
  heard.virtual.scan(card, fault);
  await vi.waitFor(() => expect(heard.refusals).toEqual([code]), DEADLINE);
  heard.virtual.scan(card);
  await vi.waitFor(() => expect(heard.texts).toEqual([card]), DEADLINE);
});

test('a plug pulled in the middle of a code tears it, and nothing of it is in the next session', async () => {
  const heard = await plugged();
  heard.virtual.scan(PRACTICE_CARDS[0]?.text ?? '', 'unplug');
  await vi.waitFor(() => expect([heard.refusals, heard.reader.state().kind]).toEqual([['card.torn'], 'absent']), DEADLINE);
  expect(heard.virtual.scan('lost')).toBe(false);
  await heard.virtual.setPlugged(true);
  await ready(heard);
  heard.virtual.scan('A025');
  await vi.waitFor(() => expect([heard.texts, heard.origins]).toEqual([['A025'], ['2.1']]), DEADLINE);
});
