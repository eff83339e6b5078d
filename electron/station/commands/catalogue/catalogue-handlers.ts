// The commands of the catalogue itself: what holds, what is otherwise than before, who has seen it, and the way back.

import type { EpochMs, RequestId } from '../../../../shared/base/ids.ts';
import { CHANGES_A_PAGE } from '../../../../shared/contract/catalogue.ts';
import type { catalogueCommands, CatalogueChange, CatalogueHeld, CatalogueView } from '../../../../shared/contract/catalogue.ts';
import type { Caller } from '../../../../shared/contract/command.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { actorOf } from '../queue/step.ts';

/** The catalogues of this station, as their commands use them. What it refuses is thrown as a `Refusal`. */
export interface CatalogueDesk {
  state(): Omit<CatalogueView, 'counts' | 'changes'> & { readonly held: CatalogueHeld };
  /** Otherwise than in the one before. */
  changes(): readonly CatalogueChange[];
  /** Otherwise than in the one that they saw last. */
  unseenBy(who: string): readonly CatalogueChange[];
  seen(who: string, since: EpochMs): Promise<void>;
  /** Null while pieces are missing. */
  offer(piece: { readonly fileId: string; readonly piece: number; readonly pieces: number; readonly base64: string }): Promise<{ readonly held: CatalogueHeld; readonly changes: readonly CatalogueChange[] } | null>;
  take(fileId: string): Promise<void>;
  goBack(order: { readonly requestId: RequestId; readonly since: EpochMs | null; readonly reason: string }): Promise<void>;
}

/** One handler for each command over the desk. */
export function createCatalogueHandlers(desk: CatalogueDesk): Handlers<keyof typeof catalogueCommands> {
  const view = (context: CommandContext, caller: Caller, from = 0): CatalogueView => {
    const changes = caller.role === 'admin' ? desk.changes() : desk.unseenBy(whoOf(context, caller));
    return { ...desk.state(), counts: countsOf(changes), changes: changes.slice(from, from + CHANGES_A_PAGE) };
  };
  return {
    'catalogue.read': (context, { from }, caller) => view(context, caller, from),
    'catalogue.seen': async (context, { since }, caller) => {
      await desk.seen(whoOf(context, caller), since);
      context.publish('catalogue.changed', {});
      return {};
    },
    'catalogue.offer': async (_context, piece) => {
      const offered = await desk.offer(piece);
      return offered === null ? { isThere: false } : { isThere: true, held: offered.held, counts: countsOf(offered.changes), changes: offered.changes.slice(0, CHANGES_A_PAGE) };
    },
    'catalogue.take': async (context, { fileId }, caller) => {
      await desk.take(fileId);
      return view(context, caller);
    },
    'catalogue.go-back': async (context, order, caller) => {
      await desk.goBack(order);
      return view(context, caller);
    },
  };
}

function countsOf(changes: readonly CatalogueChange[]): CatalogueView['counts'] {
  const count = (kind: CatalogueChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  return { changed: count('changed'), ended: count('ended'), new: count('new') };
}

/** The officer who acts; where nobody signs in, the counter. */
function whoOf({ acting }: CommandContext, caller: Caller): string {
  return acting?.officer?.officerId ?? actorOf(caller);
}
