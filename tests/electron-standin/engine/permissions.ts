// Permissions as Chromium can be told them beforehand: each once for an origin, before its first page runs.

import type { Session as ElectronSession } from '../api/session.ts';
import { toWire } from '../addresses.ts';
import type { Session } from './cdp.ts';

/** Electron's name of a permission, and Chromium's. */
const permissions = [
  ['media', 'camera'],
  ['media', 'microphone'],
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['storage-access', 'storage-access'],
] as const;

const asked = new Map<string, Promise<void>>();

/** Asks the session's handlers about every permission of an origin, and tells Chromium. */
export function grantPermissions(browser: Session, session: ElectronSession, contents: unknown, origin: string): Promise<void> {
  if (!/^https?:/.test(toWire(origin))) return Promise.resolve();
  const before = asked.get(origin);
  if (before !== undefined) return before;
  const now = ask(browser, session, contents, origin);
  asked.set(origin, now);
  return now;
}

async function ask(browser: Session, session: ElectronSession, contents: unknown, origin: string): Promise<void> {
  await Promise.all(
    permissions.map(async ([electron, chromium]) => {
      const isGranted = await session._isGranted(contents, electron, origin);
      await browser.send('Browser.setPermission', { permission: { name: chromium }, setting: isGranted ? 'granted' : 'denied', origin: toWire(origin) }).catch((error: unknown) => {
        process.stderr.write(`electron-standin: ${chromium}: ${String(error)}\n`);
      });
    }),
  );
}
