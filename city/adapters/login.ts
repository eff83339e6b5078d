// A log-in that several dossiers share: asked for once, kept until somebody finds that it is no longer good.

import { PortalFailure } from './failures.ts';
import { readCredentials, type Credentials } from './settings.ts';

/** Nobody says how a portal puts it that a log-in has expired: what is refused under one from before is begun anew under a new one, everything that was asked before it included. */
export class RefusedUnderOldLogin extends PortalFailure {}

/** Does it, and once more from the beginning where it was refused under an old log-in. */
export async function underFreshLogin(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RefusedUnderOldLogin)) throw error;
    await work();
  }
}

/** The name and the secret, read anew for each log-in; a file that cannot be used is a log-in that cannot be made. */
export async function credentialsFor(file: string): Promise<Credentials> {
  return await readCredentials(file).catch(() => {
    throw new PortalFailure('portal.login-refused', 'credentials-file');
  });
}

/** Keeps what a log-in gave. */
export class SharedLogin {
  readonly #ask: () => Promise<string>;
  #held: Promise<string> | null = null;

  constructor(ask: () => Promise<string>) {
    this.#ask = ask;
  }

  /** The present one, or a new one. `isOld`: it was there before, and may have expired meanwhile. */
  async get(): Promise<{ readonly value: string; readonly isOld: boolean }> {
    const isOld = this.#held !== null;
    const asked = (this.#held ??= this.#ask());
    try {
      return { value: await asked, isOld };
    } catch (error) {
      if (this.#held === asked) this.#held = null;
      throw error;
    }
  }

  /** Forgets one that is no longer good; a newer one stays. */
  async drop(value: string): Promise<void> {
    const asked = this.#held;
    if (asked !== null && (await asked.catch(() => value)) === value && this.#held === asked) this.#held = null;
  }
}
