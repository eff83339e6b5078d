// What the keeper needs of the machine: where versions lie and how the program is run. One implementation for folders, one for the system's installer.

import type { Installed } from './plan.ts';

/** A bundle in the keeper's own folder, verified there. */
export interface TakenBundle {
  readonly payloadFile: string;
  /** What was signed; left out where a person says what to keep. */
  readonly sha256?: string;
}

/** There was no room; nothing was changed that is used. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom';
}

/** Where versions lie. Every act may be done again after it was interrupted anywhere. */
export interface Layout {
  /** Whether a version runs only after `activate` came to its end; where it does not, `activate` is for people who look. */
  readonly mustActivate: boolean;
  /** Makes a version whole beside the one in use. Throws `NoRoom`, `BundleRefused` for other bytes than were signed, or anything else for a payload that cannot be used. */
  prepare(target: Installed, taken: TakenBundle): Promise<void>;
  /** Makes a version that is there whole the one that is started; at once, or not at all. Throws `BundleRefused` for one that is not what was kept. */
  activate(version: Installed): Promise<void>;
  /** Says that a version lies in its place already, put there by a person. */
  declare(version: Installed): void;
  /** Whether a version is there whole, as it was kept, so that it can be returned to. */
  has(version: Installed): boolean;
  /** What lies in its place by the machine's own word; null where it says nothing. */
  inPlace(): Installed | null;
  /** Removes what is none of `keep`. */
  tidy(keep: readonly Installed[]): void;
}

/** A start of the program. */
export interface RunningProgram {
  /** The name of this life in the program's notes; null while a session has not been seen to start it yet. */
  startedAs(): string | null;
  /** Since when its process is seen again and again while it has said nothing, on the monotonic clock in ms; null where nobody seems to start it. */
  seenSince(): number | null;
  /** Its exit code, or a signal's name; resolves once. */
  readonly ended: Promise<number | string>;
  /** Ends it: asked first, then by force. Resolves when it has ended. */
  stop(): Promise<void>;
}

/** How the program is run. */
export interface Runner {
  /** Whether the program is the keeper's own child; else a session starts it, when it likes. */
  readonly isOwn: boolean;
  /** Has whatever lies there started, of any version, where nothing is known of it and nothing watched; resolves when it was told. */
  wake(): Promise<void>;
  /** Ends whatever runs of the program, of any version; resolves when it was told. */
  clear(): Promise<void>;
  /** `start` names this life in the program's notes. */
  start(version: Installed, start: string): RunningProgram;
}
