// Notes in the log who looked at whose data, and why. One look that is refreshed again and again is one entry.

import type { DossierId } from '../../../../shared/base/ids.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import { isAccessNoted, type AccessPurpose } from '../../store/accesses.ts';
import type { Readable, Writable } from '../../store/handle.ts';
import { record } from '../../store/record.ts';
import type { CommandContext } from '../context.ts';
import { actorOf } from '../queue/step.ts';

/** For so long a repeated look by the same window for the same purpose is the same one. */
const SAME_LOOK_MS = 10 * 60_000;

/** True while the same look by the same window and officer is on record: another entry would say nothing new. */
export function isLookNoted(store: Readable, context: CommandContext, caller: Caller, dossierId: DossierId, purpose: AccessPurpose): boolean {
  const now = context.clock.now();
  return isAccessNoted(store, { dossierId, actor: actorOf(caller), officerId: context.acting?.officer?.officerId ?? '', purpose }, { after: now - SAME_LOOK_MS, upTo: now });
}

/** Writes 'access.noted', at most once for a window, an officer, a dossier and a purpose in ten minutes. */
export function noteAccess(store: Writable, context: CommandContext, caller: Caller, dossierId: DossierId, purpose: AccessPurpose): void {
  if (isLookNoted(store, context, caller, dossierId, purpose)) return;
  record(store, context.identity, context.clock, { type: 'access.noted', aggregate: 'access', aggregateId: dossierId, actor: actorOf(caller), body: { dossierId, purpose } });
  store.afterCommit(() => context.wakeSync());
}
