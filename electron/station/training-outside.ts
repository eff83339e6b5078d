// In place of the ways out of a station while people only practise on it: there is none, neither to a city nor to new versions. This file and all that it imports knows no client of either.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePaperTexts } from './devices/paper/texts.ts';
import type { Outside } from './outside.ts';
import { updatesFolder } from '../update/health-watch.ts';
import { placesOf } from '../update/notes.ts';
import { Refusal } from '../../shared/contract/errors.ts';
import type { SyncState } from '../../shared/contract/point.ts';
import type { UpdateState } from '../../shared/contract/update.ts';
import { startLifeWatch } from './life-watch.ts';
import { startNumberCare } from './number-care.ts';
import type { StationUpdatesParts } from './station-updates.ts';
import { printerForTraining } from './training-printer.ts';
import { inventedCard } from './training-card.ts';
import { seedTraining } from './training-seed.ts';

/** Nothing waits for a city that there is not. */
const NOWHERE: SyncState = {
  kind: 'unconfigured', code: 'city.unconfigured', offlineSince: null, lastExchangeAt: null, waitingEvents: 0, waitingDossiers: 0, waitingScans: 0, deadLetters: 0, heldLetters: 0, keptLetters: 0, nextAttemptAt: null,
};

export const trainingOutside: Outside = {
  joinCity({ database, clock, identity, trueTime, log }) {
    const numbers = startNumberCare({ database, clock, identity, log, trueDay: () => trueTime.trueDay(), loop: null, wakeSync: () => undefined });
    return {
      numbers,
      sync: { read: () => NOWHERE, now: () => undefined },
      holds: () => Promise.resolve(null),
      wake: () => numbers.wake(),
      [Symbol.asyncDispose]: () => numbers[Symbol.asyncDispose](),
    };
  },
  startUpdates({ settings, programVersion, checks, clock, log }) {
    const failing = (): string[] => checks().filter(({ state }) => state === 'failed').map(({ name }) => name);
    const life = startLifeWatch({ places: placesOf(updatesFolder(settings.updates.folder)), version: programVersion, windows: settings.host.windows, failing, clock, log });
    const refuse = (): never => {
      throw new Refusal('update.unmanaged');
    };
    return {
      updater: { read: () => stateOf(settings.updates, programVersion), look: refuse, install: refuse, postpone: refuse },
      noteActivity: () => undefined,
      notePainted: (caller) => life.notePainted(caller),
      [Symbol.asyncDispose]: () => life[Symbol.asyncDispose](),
    };
  },
  furnish: seedTraining,
  printer: (printer) => printerForTraining(printer, paperMark()),
  disguise: inventedCard,
};

function stateOf({ channel, isAutomatic, window }: StationUpdatesParts['settings']['updates'], version: string): UpdateState {
  return { version, previous: null, isKept: false, channel, isAutomatic, window, sources: [], found: null, intent: 'none', nextAt: null, blockers: [], trouble: null, last: null };
}

function paperMark(): string {
  return parsePaperTexts(readFileSync(path.resolve(import.meta.dirname, '../../resources/texts/paper.vi.json'), 'utf8'))['paper.training'];
}
