// Whether a message from a page is to be listened to: only from the top frame of a window that the shell opened itself.

import { isOurPage } from './page-origin.ts';

/** The little of Electron's IPC event that decides. */
export interface SenderEvent {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** What `windowOf` knows of the speaking window (by WebContents id), or null for everybody else. */
export function acceptedSender<Window>(event: SenderEvent, windowOf: (contentsId: number) => Window | null): Window | null {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !isOurPage(frame.url)) return null;
  return windowOf(event.sender.id);
}
