// Parts of Electron that a test can only look at: what was asked of them is noted down, and tests fire their events by hand.

import { emitterFor, trapped } from '../trap.ts';

class PowerMonitor extends emitterFor('powerMonitor') {
  getSystemIdleTime(): number {
    return 0;
  }

  isOnBatteryPower(): boolean {
    return false;
  }
}

/** Never fires by itself: `powerMonitor.emit('resume')`. */
export const powerMonitor = new PowerMonitor();

const shortcuts = new Map<string, () => void>();

/** Grabs nothing: `globalShortcut._fire(accelerator)`. */
export const globalShortcut = trapped('globalShortcut', {
  register(accelerator: string, listener: () => void): boolean {
    if (shortcuts.has(accelerator)) return false;
    shortcuts.set(accelerator, listener);
    return true;
  },
  registerAll: (accelerators: readonly string[], listener: () => void): void => accelerators.forEach((each) => shortcuts.set(each, listener)),
  isRegistered: (accelerator: string): boolean => shortcuts.has(accelerator),
  unregister: (accelerator: string): void => void shortcuts.delete(accelerator),
  unregisterAll: (): void => shortcuts.clear(),
  _fire: (accelerator: string): void => shortcuts.get(accelerator)?.(),
});

const blockers = new Map<number, string>();

export const powerSaveBlocker = trapped('powerSaveBlocker', {
  start(kind: string): number {
    blockers.set(blockers.size, kind);
    return blockers.size - 1;
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
});

let applicationMenu: unknown = 'the default one';

export const Menu = trapped('Menu', {
  setApplicationMenu: (menu: unknown): void => {
    applicationMenu = menu;
  },
  getApplicationMenu: (): unknown => applicationMenu,
});
