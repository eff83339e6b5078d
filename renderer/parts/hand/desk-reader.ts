// What a counter's reader reads while the desk of hand-over and results is in front: by a card whoever stands there is looked for, or is who takes the result; a receipt brings its dossier.

import { createContext, useContext, useEffect, useEffectEvent } from 'react';
import type { CounterId, DossierId } from '../../../shared/base/ids.ts';
import { useServices } from '../services.tsx';

/** A card's number, or the dossier of a receipt. */
export type DeskReading = { readonly kind: 'card'; readonly idNumber: string } | { readonly kind: 'dossier'; readonly dossierId: DossierId };

/** The counter at which the desk is open; null in the administration, which has no reader. */
export const DeskCounter = createContext<CounterId | null>(null);

/** Hears whatever is read for the desk. */
export function useDeskReader(onRead: (reading: DeskReading) => void): void {
  const { client } = useServices();
  const counterId = useContext(DeskCounter);
  const read = useEffectEvent(onRead);
  useEffect(() => {
    const stops = [
      client.on('reader.searched', ({ counterId: at, idNumber }) => {
        if (at === counterId) read({ kind: 'card', idNumber });
      }),
      client.on('reader.dossier', ({ counterId: at, dossierId }) => {
        if (at === counterId) read({ kind: 'dossier', dossierId });
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, counterId]);
}
