// The catalogues of procedures, joined: the shelf, what is looked up in it, and the commands over it.

import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { CommuneId } from '../../shared/base/ids.ts';
import type { CatalogueHeld } from '../../shared/contract/catalogue.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { OwnLimits } from '../../shared/contract/own-limits.ts';
import { titlesOf, type CatalogueFile } from '../../shared/contract/catalogue-file.ts';
import { CatalogueInbox } from './catalogue/inbox.ts';
import { CatalogueShelf } from './catalogue/shelf.ts';
import type { OfferedCatalogue } from './catalogue/shelf-parts.ts';
import type { ReadCatalogue } from './catalogue/lying-catalogues.ts';
import { UnfitCatalogue } from './catalogue/unpack.ts';
import { createCatalogueHandlers } from './commands/catalogue/catalogue-handlers.ts';
import type { CatalogueDesk } from './commands/catalogue/catalogue-handlers.ts';
import type { Catalogue, CommandContext } from './commands/context.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { withOwnLimits } from './own-limits.ts';
import { rankedByReceived } from './received-procedures.ts';
import type { StationDatabase } from './store/database.ts';

export interface StationCatalogueParts {
  /** Of the program. */
  readonly resources: string;
  readonly dataFolder: string;
  readonly commune: CommuneId;
  readonly limits: OwnLimits;
  readonly database: StationDatabase;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly publish: CommandContext['publish'];
}

export interface StationCatalogue {
  readonly shelf: CatalogueShelf;
  readonly catalogue: Catalogue;
  readonly handlers: ReturnType<typeof createCatalogueHandlers>;
}

/** Reads what holds. Throws where the shipped one is broken. */
export function startCatalogue({ resources, dataFolder, commune, limits, database, clock, log, publish }: StationCatalogueParts): StationCatalogue {
  const shelf = new CatalogueShelf({
    resources: path.join(resources, 'catalogue'), folder: path.join(dataFolder, 'catalogue'), commune, now: () => clock.now(), breathe,
    onLost: (code, where) => log.error('catalogue.lost', new Error(`${code}: ${where}`)),
    onLeft: (name) => log.warn('catalogue.left-over', { name }),
    onChange: () => publish('catalogue.changed', {}),
  });
  const portalPages = (): CatalogueFile['procedures'] => shelf.file.procedures.filter(({ origin, level }) => origin === 'portal' && level !== 'other');
  return { shelf, catalogue: withOwnLimits({ ...rankedByReceived(shelf, database, clock), asOf: () => shelf.file.asOf, portalPages }, limits, clock), handlers: createCatalogueHandlers(deskOf(shelf)) };
}

function deskOf(shelf: CatalogueShelf): CatalogueDesk {
  const inbox = new CatalogueInbox();
  const asFile = (packed: Uint8Array): OfferedCatalogue => ({ origin: 'file', edition: 0, commune: null, sha256: null, packed });
  return {
    state: () => ({ held: heldOf(shelf.now), since: shelf.since, before: shelf.before === null ? null : heldOf(shelf.before), reason: shelf.note.back?.reason ?? '', lost: shelf.lost, refused: shelf.note.refused }),
    changes: () => shelf.changes().map(copied),
    unseenBy: (who) => shelf.unseenBy(who).map(copied),
    seen: (who, since) => refusing(() => shelf.seen(who, since)),
    offer: ({ fileId, piece, pieces, base64 }) =>
      refusing(async () => {
        const packed = inbox.put(fileId, piece, pieces, base64);
        if (packed === null) return null;
        const { file, changes } = await shelf.preview(asFile(packed));
        return { held: heldOf({ held: null, file }, 'file'), changes: changes.map(copied) };
      }),
    take: (fileId) => refusing(() => shelf.take(asFile(inbox.whole(fileId)))),
    goBack: (order) => refusing(() => shelf.goBack(order)),
  };
}

function heldOf({ held, file }: ReadCatalogue, origin: CatalogueHeld['origin'] = held?.origin ?? 'shipped'): CatalogueHeld {
  return { origin, edition: held?.edition ?? 0, asOf: file.asOf, procedures: file.procedures.length, titles: titlesOf(file).length };
}

/** The answer's schema has arrays that may be written. */
function copied({ differences, ...change }: ReturnType<CatalogueShelf['changes']>[number]): ReturnType<CatalogueDesk['changes']>[number] {
  return { ...change, differences: [...differences] };
}

/** What the shelf will not take, as a window hears it. */
async function refusing<Output>(work: () => Output | Promise<Output>): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UnfitCatalogue ? new Refusal(error.code, error.params) : error;
  }
}
