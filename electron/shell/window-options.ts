// How a window of each role is made: one pure function, so that what is switched on and off can be compared as a whole.

import type { BrowserWindowConstructorOptions } from 'electron';
import type { Role } from '../../shared/contract/command.ts';
import type { Area } from './display-arrangement.ts';
import { shutInRoles } from './key-rules.ts';

export interface WindowPlace {
  readonly role: Role;
  readonly bounds: Area;
  /** Path of the built preload. */
  readonly preload: string;
  /** Developer tools are for developers: false in a package. */
  readonly devTools: boolean;
}

/** Options of one window. Safe defaults of Electron are never spelled out: what is not named cannot be named wrongly. */
export function windowOptions({ role, bounds, preload, devTools }: WindowPlace): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    show: false,
    title: 'Một Cửa',
    backgroundColor: '#f6f4ef',
    autoHideMenuBar: true,
    kiosk: role === 'kiosk',
    fullscreen: shutInRoles.has(role),
    minimizable: !shutInRoles.has(role),
    webPreferences: { preload, devTools, spellcheck: false, disableDialogs: true },
  };
}

/** Options of the hidden window that is printed: no program runs in it, and no bridge leads out of it. */
export function paperOptions(): BrowserWindowConstructorOptions {
  return { show: false, width: 794, height: 1123, webPreferences: { javascript: false, devTools: false, spellcheck: false, disableDialogs: true } };
}
