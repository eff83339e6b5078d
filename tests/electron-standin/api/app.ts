// Electron's `app`: life of the process, its names and places, one instance, and what it asks of the operating system, which is only noted down.

import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stage, switches } from '../engine/stage.ts';
import { emitterFor, notImplemented, trapped } from '../trap.ts';
import { InstanceLock } from './instance-lock.ts';

/** A window as far as the app's end is concerned. */
interface Closable {
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
}

/** Every window that is open; kept by the windows themselves. */
export const openWindows = new Set<Closable>();

/** Events of Electron that can be prevented. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

class App extends emitterFor('app') {
  readonly isPackaged = false;
  readonly commandLine = trapped('app.commandLine', {
    appendSwitch: (name: string, value = ''): void => void switches.set(name, value),
    appendArgument: (): void => undefined,
    hasSwitch: (name: string): boolean => switches.has(name),
    getSwitchValue: (name: string): string => switches.get(name) ?? '',
    removeSwitch: (name: string): void => void switches.delete(name),
  });
  name: string | undefined;
  #isReady = false;
  #isQuitting = false;
  #exitCode: number | null = null;
  readonly #ready = Promise.withResolvers<void>();
  readonly #paths = new Map<string, string>();
  #lock: InstanceLock | null = null;
  #loginItem: object = { openAtLogin: false };
  #isSandboxed = false;
  readonly #atEnd: (() => void)[] = [];

  get isStandinSandboxed(): boolean {
    return this.#isSandboxed;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  /** Called by the stand-in once Chromium runs. */
  _becomeReady(): void {
    this.#isReady = true;
    this.#ready.resolve();
    this.emit('ready', {}, {});
  }

  /** Called at the very end of the process, whatever ends it. */
  _atEnd(listener: () => void): void {
    this.#atEnd.push(listener);
  }

  /** Called by a window that has closed. */
  _windowClosed(): void {
    if (openWindows.size > 0) return;
    if (this.#isQuitting) this.#finish(0);
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  get _hasEnded(): boolean {
    return this.#exitCode !== null;
  }

  quit(): void {
    if (this.#isQuitting) return;
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of [...openWindows]) window.close();
    if (openWindows.size === 0) this.#finish(0);
  }

  /** Called by a window that will not close: the app then does not quit. */
  _quitPrevented(): void {
    this.#isQuitting = false;
  }

  #finish(code: number): void {
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.#isQuitting = false;
    else this.exit(code);
  }

  exit(code = 0): void {
    if (this.#exitCode !== null) return;
    this.#exitCode = code;
    this.emit('quit', {}, code);
    for (const listener of this.#atEnd) listener();
    process.exit(code);
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    this.#lock ??= InstanceLock.take(this.getPath('userData'), additionalData, (argv, folder, data) => {
      this.emit('second-instance', {}, argv, folder, data);
    });
    const lock = this.#lock;
    if (lock === null) return false;
    this.#atEnd.push(() => lock.release());
    return true;
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock !== null;
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release();
    this.#lock = null;
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.#isSandboxed = true;
  }

  getName(): string {
    const { productName, name } = stage().about;
    return this.name ?? [productName, name].find((each) => typeof each === 'string') ?? 'Electron';
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    const { version } = stage().about;
    return typeof version === 'string' ? version : '0.0.0';
  }

  getAppPath(): string {
    return stage().folder;
  }

  getLocale(): string {
    return switches.get('lang') ?? 'vi';
  }

  getPath(name: string): string {
    const own = this.#paths.get(name);
    if (own !== undefined) return own;
    const home = os.homedir();
    const appData = process.env['XDG_CONFIG_HOME'] ?? path.join(home, '.config');
    const userData = (): string => switches.get('user-data-dir') ?? path.join(appData, this.getName());
    switch (name) {
      case 'home':
        return home;
      case 'appData':
        return appData;
      case 'userData':
      case 'sessionData':
        return made(name === 'userData' ? userData() : this.getPath('userData'));
      case 'temp':
        return os.tmpdir();
      case 'exe':
        return stage().executable;
      case 'logs':
        return made(path.join(this.getPath('userData'), 'logs'));
      case 'crashDumps':
        return made(path.join(this.getPath('userData'), 'Crashpad'));
      case 'desktop':
      case 'documents':
      case 'downloads':
        return path.join(home, name[0]?.toUpperCase() + name.slice(1));
      default:
        return notImplemented(`app.getPath('${name}')`);
    }
  }

  setPath(name: string, value: string): void {
    this.#paths.set(name, value);
  }

  setLoginItemSettings(settings: object): void {
    this.#loginItem = { ...settings };
  }

  getLoginItemSettings(): object {
    return { ...this.#loginItem };
  }

  setAppUserModelId(): void {
    // Windows alone knows them.
  }

  disableHardwareAcceleration(): void {
    switches.set('disable-gpu', '');
  }

  focus(): void {}
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const app = new App();
