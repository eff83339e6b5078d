// The bridge of a page in Electron: one frozen object, and nothing at all unless the page is really shut in.

import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from './shell/channels.ts';

// An answering bridge is thereby the proof that sandbox and isolation are on.
if (process.sandboxed && process.contextIsolated) {
  contextBridge.exposeInMainWorld(
    'motCua',
    Object.freeze({
      /** Asks the station; gives {ok: true, output} or {ok: false, error}. */
      call: (command: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CALL_CHANNEL, { command, input }),
      /** Hears every pushed frame; the returned function ends it. Electron's own event object never reaches the page. */
      subscribe(listener: (frame: unknown) => void): () => void {
        const hear = (_event: unknown, frame: unknown): void => {
          listener(frame);
        };
        ipcRenderer.on(EVENT_CHANNEL, hear);
        return () => {
          ipcRenderer.off(EVENT_CHANNEL, hear);
        };
      },
      version: process.versions.electron,
    }),
  );
}
