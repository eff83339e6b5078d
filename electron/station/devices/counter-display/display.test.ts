// Counter displays of models that answer and models that do not, several on one line.

import { afterEach, expect, test } from 'vitest';
import { BUILT_IN_DISPLAY_TABLES, displayTableSchema } from '../../../link/devices/counter-display.ts';
import { must } from '../../../../shared/base/must.ts';
import { fakeLine, settle, type FakeLine } from '../../../../tests/fakes/fake-line.ts';
import { TestClock } from '../../../../tests/fakes/test-clock.ts';
import { charactersOf, LineDisplay } from './display.ts';

const table = (name: string) => must(BUILT_IN_DISPLAY_TABLES[name], 'it is built in');
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one[Symbol.asyncDispose]();
});

function stage(name: string, address = 3, clock = new TestClock(), fake: FakeLine = fakeLine(clock)) {
  const display = new LineDisplay(fake.line, table(name), address, clock);
  open.push(display, fake.line);
  return { clock, fake, display };
}

test.each<[string, object, string | null, string]>([
  ['a number', {}, 'A025', 'A025'],
  ['nobody', {}, null, '    '],
  ['digits alone', { letters: false }, 'A025', ' 025'],
  ['a narrow one', { width: 2 }, 'A025', '25'],
  ['a wide one from the left, filled', { width: 6, align: 'left', blank: '-' }, 'A025', 'A025--'],
  ['characters of its own', { characters: { A: '8141', 0: 'F0' } }, 'A025', '\x81A\xf025'],
])('%s in the characters of the model', (_name, changed, number, text) => {
  expect(Buffer.from(charactersOf(displayTableSchema.parse(changed), number)).toString('latin1')).toBe(text);
});

test('a model that never answers gets each change and the same again every ten seconds, and is ready while its line is', async () => {
  const { clock, fake, display } = stage('stx-etx');
  await settle();
  expect([fake.sent, display.state().kind]).toEqual([['\x0203    \x03'], 'ready']);
  display.show('A025');
  await settle();
  display.show('A025');
  clock.advance(10_000);
  await settle();
  expect(fake.sent.slice(1)).toEqual(['\x0203A025\x03', '\x0203A025\x03']);
  fake.unplug();
  await settle();
  expect(display.state()).toMatchObject({ kind: 'absent', code: 'counter-display.absent' });
  display.show('A026');
  fake.plug();
  clock.advance(2_000);
  await settle();
  expect([fake.sent.at(-1), display.state().kind]).toEqual(['\x0203A026\x03', 'ready']);
});

test('a model that answers is asked again after NAK or silence, absent when it stays silent, and ready again when it speaks', async () => {
  const { clock, fake, display } = stage('stx-etx-ack');
  let answers = ['\x15', '\x06'];
  fake.onSent = () => {
    const answer = answers.shift();
    if (answer !== undefined) setImmediate(() => fake.say(answer));
  };
  await settle();
  await settle();
  expect([fake.sent.length, display.state().kind]).toEqual([2, 'ready']);
  display.show('A001');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await settle();
    clock.advance(500);
  }
  await settle();
  expect([fake.sent.length, display.state().kind]).toEqual([5, 'absent']);
  answers = ['\x06'];
  clock.advance(2_000);
  await settle();
  await settle();
  expect([fake.sent.at(-1), display.state().kind]).toEqual(['\x0203A001s\x03', 'ready']);
});

test('displays of one line wait for each other’s answers', async () => {
  const { clock, fake } = stage('stx-etx-ack', 1);
  stage('stx-etx-ack', 2, clock, fake);
  await settle();
  expect(fake.sent.map((text) => text.slice(1, 3))).toEqual(['01']);
  fake.say('\x06');
  await settle();
  expect(fake.sent.map((text) => text.slice(1, 3))).toEqual(['01', '02']);
});
