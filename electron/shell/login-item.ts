// Start at log-in as the settings say: Windows by Electron's own call, Linux by an entry in the user's autostart folder. Doing it again changes nothing.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The part of Electron's `app` that is used on Windows. */
interface LoginItems {
  getLoginItemSettings(options: { args: string[] }): { readonly openAtLogin: boolean };
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
}

interface LoginItemParts {
  readonly wanted: boolean;
  readonly platform: NodeJS.Platform;
  readonly app: LoginItems;
  /** Path of the running program. */
  readonly program: string;
  /** The user's folder of settings: $XDG_CONFIG_HOME or ~/.config. */
  readonly configFolder: string;
}

const ENTRY = 'vn.motcua.desktop.desktop';
const ARGS = ['--autostart'];

/** Makes it so; says whether anything had to change. Throws what the system throws. */
export function startAtLogin({ wanted, platform, app, program, configFolder }: LoginItemParts): boolean {
  if (platform !== 'linux') {
    if (app.getLoginItemSettings({ args: [...ARGS] }).openAtLogin === wanted) return false;
    app.setLoginItemSettings({ openAtLogin: wanted, args: [...ARGS] });
    return true;
  }
  const file = path.join(configFolder, 'autostart', ENTRY);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null;
  if (!wanted) {
    rmSync(file, { force: true });
    return before !== null;
  }
  const text = entryOf(program);
  if (before === text) return false;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return true;
}

/** A desktop entry (freedesktop.org, Desktop Application Autostart). In `Exec`, quotes hold what must not be read as syntax. */
function entryOf(program: string): string {
  const quoted = `"${program.replaceAll(/(["`$\\])/g, '\\\\$1').replaceAll('%', '%%')}"`;
  return ['[Desktop Entry]', 'Type=Application', 'Version=1.0', 'Name=Một Cửa', `Exec=${quoted} ${ARGS.join(' ')}`, 'Terminal=false', 'X-GNOME-Autostart-enabled=true', ''].join('\n');
}
