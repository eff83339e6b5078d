// What a numbered self-check is.

import type { Check } from '../../../../shared/contract/admin.ts';
import type { Host, Status } from '../../../../shared/contract/point.ts';

/** What checks may look at. All of it is cheap: the health screen asks again and again. */
export interface HealthSubject {
  readonly dataFolder: string;
  readonly host: Host;
  readonly now: number;
  /** When this build's sources were last changed, in epoch ms; a clock before it is wrong. */
  readonly builtAt: number;
  readonly status: Status;
  quickCheck(): string;
  brokenSeal(): number | null;
  printsWaiting(): number;
  isKeyPrivate(): boolean;
  /** Free bytes of the data folder's disk. */
  freeBytes(): number;
}

/** One self-check; its number is its place on the screen and in the guide, and is never given to another. */
export interface HealthCheck {
  readonly number: number;
  readonly name: string;
  run(subject: HealthSubject): Pick<Check, 'state' | 'params'>;
}
