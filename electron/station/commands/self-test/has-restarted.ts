// Whether the machine itself was restarted since a moment: by how long it has been running, so that a program that only came back is not taken for it.

import type { Moment } from '../../store/self-tests.ts';

/** Uptime and wall clock do not begin to count at the same instant. */
const SLACK_S = 5;

/** True if the machine has been running for less time than has passed since the note, or for less than at the note, whatever the wall clock says. */
export function hasRestarted(note: { readonly notedAt: number; readonly uptime: number }, { now, uptime }: Moment): boolean {
  return uptime + SLACK_S < note.uptime || uptime + SLACK_S < (now - note.notedAt) / 1000;
}
