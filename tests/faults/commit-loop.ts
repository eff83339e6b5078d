// A process that commits as fast as it can and says each commit after it is durable; made to be killed. Arguments: data folder, hex key.

import { StationDatabase } from '../../electron/station/store/database.ts';
import { appendEvent, type LogIdentity } from '../../electron/station/store/event-log.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { nextNumber } from '../../electron/station/store/numbers.ts';
import type { CounterId } from '../../shared/base/ids.ts';

const [folder = '', key = ''] = process.argv.slice(2);
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: systemClock.uuid() };
using database = StationDatabase.open(folder, Buffer.from(key, 'hex'));
for (;;) {
  const number = database.write((store) => {
    appendEvent(store, identity, systemClock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
    return nextNumber(store, 'commits');
  });
  process.stdout.write(`${number}\n`);
}
