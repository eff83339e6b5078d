// The operating system's printers through Electron: their list, and a hidden window that prints.

import { BrowserWindow } from 'electron';
import { lockContents } from './lock-down.ts';
import type { PrintablePage, SystemPrinter } from './silent-print.ts';
import { paperOptions } from './window-options.ts';

/** Names of the printers as the system knows them now, asked through any window of ours. */
export async function systemPrinters(window: BrowserWindow): Promise<readonly SystemPrinter[]> {
  const printers = await window.webContents.getPrintersAsync();
  return printers.map(({ name, displayName }) => ({ name, label: displayName === '' ? name : displayName }));
}

/** A window that nobody sees, without a program in it. */
export function openPaper(onRefused: (what: string) => void): PrintablePage {
  const window = new BrowserWindow(paperOptions());
  lockContents(window.webContents, onRefused);
  return {
    load: async (url) => await window.loadURL(url),
    print: (options, done) => window.webContents.print(options, (isTaken, reason) => done(isTaken, reason)),
    close: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
