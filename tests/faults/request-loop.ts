// A process that answers numbered requests over the real store and says each answer, or the code of its refusal; made to run on a disk that fails. Arguments: data folder, hex key, first and last request.

import type { CounterId, RequestId } from '../../shared/base/ids.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { StationDatabase } from '../../electron/station/store/database.ts';
import { appendEvent, type LogIdentity } from '../../electron/station/store/event-log.ts';
import { nextNumber } from '../../electron/station/store/numbers.ts';
import { answerOnce } from '../../electron/station/store/requests.ts';

const [folder = '', key = '', first = '', last = ''] = process.argv.slice(2);
const identity: LogIdentity = { commune: 'T149', station: 'K1', incarnation: 1, bootId: systemClock.uuid() };
using database = StationDatabase.open(folder, Buffer.from(key, 'hex'));
for (let request = Number(first); request <= Number(last); request += 1) {
  const input = { requestId: `018f0000-0000-7000-8000-${String(request).padStart(12, '0')}` as RequestId };
  let said: string;
  try {
    said = String(answerOnce(database, systemClock, { command: 'queue.next', input, caller: { role: 'kiosk' } }, (store) => {
      appendEvent(store, identity, systemClock, { type: 'counter.resumed', aggregate: 'counter', aggregateId: '1', body: { counterId: 1 as CounterId }, actor: 'counter-1' });
      return nextNumber(store, 'numbers');
    }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    said = error.code;
  }
  process.stdout.write(`${request} ${said}\n`);
}
