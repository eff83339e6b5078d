// How a window of each role is made: one pure function, so that what is switched on and off can be compared as a whole.

import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Role } from '../../shared/contract/command.ts';

export interface WindowPlace {
  readonly role: Role;
  /** Work area of the display it goes to. */
  readonly bounds: Rectangle;
  /** Path of the built preload. */
  readonly preload: string;
  /** Developer tools are for developers: false in a package. */
  readonly devTools: boolean;
}

/** Roles whose window is the whole screen of a machine that nobody works at. */
const screenFilling: ReadonlySet<Role> = new Set<Role>(['kiosk', 'citizen-display', 'board']);

/** Options of one window. Safe defaults of Electron are never spelled out: what is not named cannot be named wrongly. */
export function windowOptions({ role, bounds, preload, devTools }: WindowPlace): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    show: false,
    title: 'Một Cửa',
    backgroundColor: '#f6f4ef',
    autoHideMenuBar: true,
    kiosk: role === 'kiosk',
    fullscreen: screenFilling.has(role),
    minimizable: !screenFilling.has(role),
    webPreferences: { preload, devTools, spellcheck: false, disableDialogs: true },
  };
}
