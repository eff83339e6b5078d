// Says to the station what the counter's reader works for: the visit, or whatever dialog stands in front of it.

import type { StoreApi } from 'zustand/vanilla';
import type { CounterId } from '../../../shared/base/ids.ts';
import type { ReaderWork } from '../../../shared/contract/dossier.ts';
import { READER_AGAIN_MS } from '../../../shared/contract/dossier.ts';
import type { Client } from '../../client/client.ts';
import { failureOf } from '../../client/call-failed.ts';
import type { CounterDialog, CounterUi } from './counter-ui.ts';

/** The desk of hand-over and results looks for whoever holds the card, as the search for dossiers does; no other dialog has a use for it. */
function workUnder(dialog: CounterDialog | null): ReaderWork {
  if (dialog === null) return 'visit';
  return dialog.kind === 'find' || dialog.kind === 'hand' ? 'search' : 'nothing';
}

/** Begins, and says it at once: a window that vanished before may have left the reader to a dialog of its own. The answer ends it, and leaves the reader to the visit. */
export function startReaderWork(client: Client, counterId: CounterId, ui: StoreApi<CounterUi>): () => void {
  // What cannot be said is said again in a moment; the reader works for the visit until then, which is told behind the dialog.
  const say = (work: ReaderWork): void =>
    void client.call('reader.work-for', { work }).catch((thrown: unknown) => {
      const { code, params } = failureOf(thrown);
      if (work !== 'visit') ui.setState({ obstacle: { key: `error.${code}`, params } });
    });
  const now = (): ReaderWork => workUnder(ui.getState().dialog);
  const stops = [
    ui.subscribe(({ dialog }, before) => {
      if (workUnder(dialog) !== workUnder(before.dialog)) say(workUnder(dialog));
    }),
    // A station that was started again knows of no dialog.
    client.onConnection(({ kind }) => {
      if (kind === 'open') say(now());
    }),
    client.on('reader.searched', ({ counterId: at }) => {
      if (at !== counterId || now() === 'search') return;
      // Read for a search that is gone: nobody has the card, and whoever laid it down hears so.
      say(now());
      ui.setState({ readerNote: 'card.in-front' });
    }),
  ];
  say(now());
  const again = setInterval(() => {
    if (now() !== 'visit') say(now());
  }, READER_AGAIN_MS);
  return () => {
    for (const stop of stops) stop();
    clearInterval(again);
    if (now() !== 'visit') say('visit');
  };
}
