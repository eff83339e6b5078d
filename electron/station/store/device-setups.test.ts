// What is kept of each place for a device: an answer and a test that do not disturb each other, over a restart.

import { expect, it } from 'vitest';
import type { CounterId } from '../../../shared/base/ids.ts';
import type { SetupPlace, SetupTest } from '../../../shared/contract/setup.ts';
import { TestStation } from '../../../tests/fakes/test-station.ts';
import { keepAnswer, keepTest, readDeviceSetup } from './device-setups.ts';

const READER: SetupPlace = { role: 'reader', counterId: 2 as CounterId };
const OTHER: SetupPlace = { role: 'reader', counterId: 3 as CounterId };

it('a test and an answer are kept beside each other, each with its last word, for their place alone', async () => {
  await using station = new TestStation();
  const test: SetupTest = { at: station.clock.now(), version: '0.1.0', outcome: 'failed', code: 'card.torn', by: 'program' };
  const { database } = station.context;
  const read = (place: SetupPlace) => station.context.database.read((store) => readDeviceSetup(store, place));
  expect(read(READER)).toEqual({ name: '', answer: null, test: null, testedDevice: null });
  database.write((store) => keepTest(store, READER, 'abc', test));
  database.write((store) => keepAnswer(store, READER, 'device', 'Đầu đọc – quầy 2'));
  database.write((store) => keepTest(store, READER, 'def', { ...test, outcome: 'passed', code: null }));
  station.reopen();
  expect(read(READER)).toEqual({ name: 'Đầu đọc – quầy 2', answer: 'device', testedDevice: 'def', test: { ...test, outcome: 'passed', code: null } });
  expect(read(OTHER).test).toBeNull();
  await station.afterPowerCut(async (left) => {
    await Promise.resolve();
    expect(left.database.read((store) => readDeviceSetup(store, READER)).testedDevice).toBe('def');
  });
});

it('a code that only another version knows is forgotten, and the rest of the test stays', async () => {
  await using station = new TestStation();
  const test: SetupTest = { at: station.clock.now(), version: '9.0.0', outcome: 'failed', code: 'card.torn', by: 'program' };
  station.context.database.write((store) => keepTest(store, READER, 'abc', { ...test, code: 'reader.of-the-future' as never }));
  expect(station.context.database.read((store) => readDeviceSetup(store, READER)).test).toEqual({ ...test, code: null });
});
