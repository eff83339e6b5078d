// Finds out at the start whose store this is, whether it is the one that was here last, and what time it is; keeps the mark beside it for the next start.

import type { EpochMs } from '../../shared/base/ids.ts';
import type { PaymentSettings } from '../../shared/contract/payment-settings.ts';
import type { PointProfile } from '../../shared/contract/point-profile.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { machineIdentity } from './life/machine-identity.ts';
import { TrueTime } from './life/true-time.ts';
import type { StationDatabase } from './store/database.ts';
import { newestBelievedAt } from './store/event-log.ts';
import { HighWaterKeeper, readHighWater } from './store/high-water.ts';
import { claimIdentity, type LiveIdentity } from './store/identity.ts';
import { noticeRebirth, takeNewIncarnation, type OtherHistory, type Rebirth } from './store/rebirth.ts';
import { isRestored, lowerRestored } from './store/restored-flag.ts';

/** What the claim is made from. */
export interface ClaimedParts {
  readonly database: StationDatabase;
  readonly dataFolder: string;
  readonly profile: PointProfile;
  /** The book of receipts that is in use, if any. */
  readonly book: PaymentSettings['receiptBook'];
  readonly clock: Clock;
  readonly log: Log;
  /** When this build was made. */
  readonly builtAt: EpochMs;
}

/** The store as this station's own. Disposing writes the last mark; the database must still be open then. */
export interface ClaimedStore extends AsyncDisposable {
  readonly identity: LiveIdentity;
  readonly trueTime: TrueTime;
  /** The city holds another history of this station: begins a new incarnation. False where a person must look. */
  readonly takeNewIncarnation: (other: OtherHistory) => boolean;
}

/** Throws `ForeignStore`, and what the disk says when the mark cannot be written: a station that could not notice a restore does not start. */
export async function claimStore({ database, dataFolder, profile, book, clock, log, builtAt }: ClaimedParts): Promise<ClaimedStore> {
  const seen = readHighWater(dataFolder);
  const machine = machineIdentity(dataFolder);
  const trueTime = new TrueTime(clock, { builtAt, serverAt: seen.kind === 'seen' ? seen.mark.serverAt : null, newestEventAt: database.read(newestBelievedAt) });
  const identity = claimIdentity(database, { commune: profile.commune, station: profile.station, bootId: clock.uuid(), stamp: () => trueTime.stamp() });
  const rebirth = (): Rebirth => ({ clock, fields: profile.fields.map(({ code }) => code), day: trueTime.trueDay().day, book });
  const finding = noticeRebirth(database, identity, seen, machine, rebirth(), isRestored(dataFolder));
  lowerRestored(dataFolder);
  if (finding.kind === 'reborn') log.warn('store.reborn', { reason: finding.reason, incarnation: finding.incarnation, base: finding.base, lastSeen: finding.lastSeen });
  const keeper = new HighWaterKeeper({ folder: dataFolder, database, identity, machine, clock, serverAt: () => trueTime.serverAt, onFailure: (error) => log.error('store.mark-failed', error) });
  // Before the first event of this run: a store with events and without a mark is taken for a copy.
  await keeper.write();
  return {
    identity, trueTime,
    takeNewIncarnation: (other) => takeNewIncarnation(database, identity, other, rebirth()),
    [Symbol.asyncDispose]: () => keeper[Symbol.asyncDispose](),
  };
}
