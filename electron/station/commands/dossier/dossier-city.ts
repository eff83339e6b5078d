// The commands about one dossier and the city: how far it is there, and trying now.

import type { DossierId } from '../../../../shared/base/ids.ts';
import type { DossierCity, dossierCityCommands } from '../../../../shared/contract/dossier-city.ts';
import { heardWord } from '../../store/dossier-at-city.ts';
import type { CommandContext, Handlers } from '../context.ts';
import { requireDossier } from './dossier-life.ts';

/** One handler for each; `syncNow` forgets the waiting time and tries the city at once. */
export function dossierCityHandlers(syncNow: () => void): Handlers<keyof typeof dossierCityCommands> {
  return {
    'dossier.at-city': (context, { dossierId }) => atCity(context, dossierId),
    'dossier.send-again': (context, { dossierId }) => {
      const before = atCity(context, dossierId);
      syncNow();
      return { ...before, sync: context.status().sync };
    },
  };
}

function atCity({ database, status }: CommandContext, dossierId: DossierId): DossierCity {
  return database.read((store) => {
    const row = requireDossier(store, dossierId);
    return { status: row.status, isVoided: row.isVoided, dueAt: row.dueAt, city: heardWord(store, dossierId), unsent: { events: row.lag.events, oldestAt: row.lag.since, pages: row.lag.pages, letters: row.lag.letters }, sync: status().sync };
  });
}
