// What a numbered self-check is.

import type { EpochMs } from '../../../../shared/base/ids.ts';
import type { Check } from '../../../../shared/contract/admin.ts';
import type { Backup, StoreHistory } from '../../../../shared/contract/care.ts';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { SelfTest } from '../../../../shared/contract/self-test.ts';
import type { PlaceView } from '../../../../shared/contract/setup.ts';
import type { OwnRecordings } from '../../../../shared/contract/sound.ts';
import type { UpdateState } from '../../../../shared/contract/update.ts';
import type { LogFileState } from '../log-file.ts';
import type { ClockDoubt } from '../true-time.ts';
import type { Host, Status } from '../../../../shared/contract/point.ts';
import type { KnownWrap } from '../keys/key-state.ts';
import type { KeyVault } from '../keys/vault.ts';

/** What is known, and since when. */
export interface Verdict<Finding> {
  readonly finding: Finding;
  readonly at: EpochMs;
}

/** Each is null before the first look has ended. `failure` names why the last look did not come to an end. */
export interface StoreVerdicts {
  /** SQLite's answer: 'ok', or what it finds wrong. */
  readonly pages: Verdict<string> | null;
  /** First broken seal of the log, or null. */
  readonly seals: Verdict<number | null> | null;
  readonly failure: Verdict<string> | null;
}

/** The store's copies: the newest verified one, whether it should lie on a second disk, and why the last try failed. */
export interface BackupVerdict {
  readonly newest: { readonly at: EpochMs; readonly place: Backup['place'] } | null;
  readonly isSecondWanted: boolean;
  readonly failure: Verdict<string> | null;
}

/** How the data key is kept. */
export interface KeyState {
  readonly vault: Pick<KeyVault, 'kind' | 'name'>;
  readonly wraps: readonly KnownWrap[];
  /** Nobody but the program's user can read keys and wraps. */
  readonly isPrivate: boolean;
}

/** What checks may look at. All of it is cheap, for the health screen asks again and again: what takes longer is looked at beside, and here is its last verdict. */
export interface HealthSubject {
  readonly dataFolder: string;
  readonly host: Host;
  readonly now: EpochMs;
  readonly status: Status;
  /** How the disk has behaved since the start; `code` is SQLite's. */
  storeCondition(): { readonly kind: 'sound' | 'failing' | 'recovering'; readonly code: string | null };
  storeVerdicts(): StoreVerdicts;
  printsWaiting(): number;
  backups(): BackupVerdict;
  /** Numbers of the last days without an account; `codesLeft` of the city's for today, null where there is no city. */
  numbers(): { readonly unaccounted: readonly string[]; readonly codesLeft: number | null };
  keys(): KeyState;
  /** Why the wall clock is doubted, and the time by the city's last word. */
  clockDoubt(): ClockDoubt | null;
  /** The store's lives, and whether the city has still to say what it holds of the earlier ones. */
  history(): Pick<StoreHistory, 'births'> & { readonly isOpen: boolean };
  /** The last finished self-test of each kiosk window of this machine; null for one that was never tried. */
  lockDown(): readonly (SelfTest | null)[];
  /** How new versions of the program stand. */
  updates(): Pick<UpdateState, 'version' | 'last' | 'found' | 'trouble'>;
  /** The commune's own recordings for the hall's voice, at the last look. */
  recordings(): OwnRecordings;
  /** Every place for a device with how it is, and how its last test went. */
  setup(): readonly PlaceView[];
  /** Whether the station's log reaches its file; null where it has none. */
  logs(): LogFileState | null;
  /** Years whose table of days off is known. */
  calendarYears(): ReadonlySet<number>;
  /** How many templates of forms are the point's own, and which of them cannot be read any more. */
  paperTemplates(): { readonly own: number; readonly broken: readonly string[] };
  /** Whether officers sign in: not yet, put aside by the settings, or as it should be. */
  staff(): 'unset' | 'off' | 'asked';
  /** The catalogue of procedures that holds; `lost` is why one that held cannot be read any more, `refused` what was offered last and not taken. */
  catalogue(): {
    readonly asOf: string; readonly procedures: number; readonly origin: 'shipped' | 'city' | 'file'; readonly lost: ErrorCode | null;
    readonly refused: { readonly edition: number; readonly code: ErrorCode; readonly where: string; readonly at: EpochMs } | null;
  };
  /** Free bytes of the data folder's disk. */
  freeBytes(): number;
}

/** One self-check; its number is its place on the screen and in the guide, and is never given to another. */
export interface HealthCheck {
  readonly number: number;
  readonly name: string;
  /** Its verdict; one that names no time is made now. */
  run(subject: HealthSubject): Pick<Check, 'state' | 'params'> & Partial<Pick<Check, 'at'>>;
}
