// Electron's `session`: schemes answered by the app, permissions, requests and headers, downloads.

import { announce } from '../addresses.ts';
import { emitterFor, notImplemented, trapped } from '../trap.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;
type RequestListener = (details: Record<string, unknown>, answer: (response: Record<string, unknown>) => void) => void;
type PermissionHandler = (contents: unknown, permission: string, answer: (isGranted: boolean) => void, details: object) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** The app's schemes in one session. */
class Protocol extends emitterFor('session.protocol') {
  readonly #handlers = new Map<string, SchemeHandler>();

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`protocol.handle: ${scheme} is handled already`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  registerSchemesAsPrivileged(customs: readonly { readonly scheme: string }[]): void {
    for (const { scheme } of customs) announce(scheme);
  }

  _handlerOf(scheme: string): SchemeHandler | null {
    return this.#handlers.get(scheme) ?? null;
  }
}

/** One kind of listener of `webRequest`. */
function slot(): { set(filter: unknown, listener?: unknown): void; get(): RequestListener | null } {
  let current: RequestListener | null = null;
  return {
    set: (filter, listener) => {
      const given = typeof filter === 'function' || filter === null ? filter : listener;
      current = typeof given === 'function' ? (given as RequestListener) : null;
    },
    get: () => current,
  };
}

export class Session extends emitterFor('session') {
  readonly protocol = new Protocol();
  readonly #before = slot();
  readonly #headers = slot();
  readonly webRequest = trapped('session.webRequest', { onBeforeRequest: this.#before.set, onHeadersReceived: this.#headers.set });
  #permission: PermissionHandler | null = null;
  #check: PermissionCheck | null = null;

  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    this.#permission = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.#check = handler;
  }

  setDevicePermissionHandler(): void {
    // Chromium's own pickers are all there is, and nobody can answer them.
  }

  setDisplayMediaRequestHandler(): void {
    // As above.
  }

  setUSBProtectedClassesHandler(): void {
    // As above.
  }

  setBluetoothPairingHandler(): void {
    // As above.
  }

  setSpellCheckerEnabled(): void {
    // There is none.
  }

  /** Whether an origin may have a permission; what nobody handles is granted, as in Electron. */
  async _isGranted(contents: unknown, permission: string, origin: string): Promise<boolean> {
    const handler = this.#permission;
    if (this.#check !== null && !this.#check(contents, permission, origin, { requestingUrl: origin, isMainFrame: true })) return false;
    if (handler === null) return true;
    return new Promise((resolve) => handler(contents, permission, resolve, { requestingUrl: origin, isMainFrame: true }));
  }

  /** What `onBeforeRequest` says of a request. */
  _before(details: Record<string, unknown>): Promise<Record<string, unknown>> {
    return ask(this.#before.get(), details);
  }

  /** What `onHeadersReceived` says of an answer. */
  _headers(details: Record<string, unknown>): Promise<Record<string, unknown>> {
    return ask(this.#headers.get(), details);
  }

  get _changesHeaders(): boolean {
    return this.#headers.get() !== null;
  }
}

function ask(listener: RequestListener | null, details: Record<string, unknown>): Promise<Record<string, unknown>> {
  return listener === null ? Promise.resolve({}) : new Promise((resolve) => listener(details, resolve));
}

const defaultSession = new Session();

export const session = trapped('session', {
  defaultSession,
  fromPartition: (): never => notImplemented('session.fromPartition'),
});

/** The module's own `protocol`: that of the default session. */
export const protocol = defaultSession.protocol;
