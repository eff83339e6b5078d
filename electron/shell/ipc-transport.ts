// The one ear of the shell: listens to pages on one channel and asks of each message who is speaking.

import { ipcMain } from 'electron';
import { CALL_CHANNEL } from './channels.ts';
import type { PageReply } from './frame-relay.ts';
import { acceptedSender } from './sender-check.ts';

interface IpcParts {
  /** Client id of a window that the shell opened, by WebContents id; null for all others. */
  readonly clientOf: (contentsId: number) => string | null;
  readonly call: (clientId: string, request: unknown) => Promise<PageReply>;
  /** A message from somebody else: a line for the log. */
  readonly onStranger: (contentsId: number) => void;
}

const refused: PageReply = { ok: false, error: { code: 'caller.refused', params: {}, traceId: '' } };

/** Starts listening, until disposed. */
export function listenToPages({ clientOf, call, onStranger }: IpcParts): Disposable {
  ipcMain.handle(CALL_CHANNEL, (event, request: unknown) => {
    const clientId = acceptedSender(event, clientOf);
    if (clientId !== null) return call(clientId, request);
    onStranger(event.sender.id);
    return refused;
  });
  return {
    [Symbol.dispose]: () => {
      ipcMain.removeHandler(CALL_CHANNEL);
    },
  };
}
