// A station that hears the city's word of a transfer and is made to die over it, by SIGKILL: between hearing and keeping it, after keeping it, before its effect is committed, or after that and before anybody was told. Its argument says where.

import { z } from 'zod';
import { applyBankWords } from '../../electron/station/commands/payment/bank-words.ts';
import { systemClock } from '../../electron/station/life/clock.ts';
import { takeNewIncarnation } from '../../electron/station/store/rebirth.ts';
import { CityClient } from '../../electron/station/sync/city-client.ts';
import { HttpTransport, type CityTransport } from '../../electron/station/sync/http-transport.ts';
import { startSync } from '../../electron/station/sync/loop.ts';
import { COPIES, MONEY } from '../fakes/paying-visit.ts';
import { TestStation } from '../fakes/test-station.ts';

const orderSchema = z.strictObject({
  folder: z.string(), url: z.string(), commune: z.string(), station: z.string(), key: z.string(),
  /** 'hearing': once the city's answer with the word is here. 'doing': once its effect is begun. */
  phase: z.enum(['hearing', 'doing']), moment: z.enum(['commit', 'committed']),
});
const { folder, url, commune, station, key, phase, moment } = orderSchema.parse(JSON.parse(process.argv[2] ?? ''));
const reached = { phase: '' };
const own = new TestStation({
  folder, place: { commune, station }, procedures: [COPIES],
  disk: { clock: systemClock, atMoment: (now) => void (reached.phase === phase && now === moment && process.kill(process.pid, 'SIGKILL')) },
});
const line = new HttpTransport({ url, timeoutMs: 30_000 });
const listening: CityTransport = {
  ask: async (call, signal) => {
    const answer = await line.ask(call, signal);
    if (answer.text.includes('payment.seen')) reached.phase = 'hearing';
    return answer;
  },
  [Symbol.asyncDispose]: () => line[Symbol.asyncDispose](),
};
const { database, blobs, identity } = own.context;
const failed = (error: unknown): void => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
};
startSync({
  database, blobs, identity, clock: systemClock, backOff: { baseMs: 20, capMs: 200 },
  takeNewIncarnation: (other) => takeNewIncarnation(database, identity, other, { clock: systemClock, fields: [], day: own.context.trueDay().day }),
  client: new CityClient({ url, key, commune, station, timeoutMs: 30_000 }, systemClock, listening),
  onState: () => undefined, onDossiers: () => undefined, onNote: () => undefined, onBug: failed,
  onBankWords: () => {
    reached.phase = 'doing';
    applyBankWords(own.context, { settings: MONEY, holidays: [] });
  },
});
