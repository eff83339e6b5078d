// Which display a window goes to when its machine has several: screens for the public leave the officer's alone.

import type { Rectangle } from 'electron';
import type { Role } from '../../shared/contract/command.ts';

export interface DisplayPlace {
  readonly bounds: Rectangle;
  readonly primary: boolean;
}

const forThePublic: ReadonlySet<Role> = new Set<Role>(['citizen-display', 'board']);

/** Bounds for each of the given roles, in their order. Public screens take the other displays in turn; the rest the primary one. */
export function placeWindows(roles: readonly Role[], displays: readonly DisplayPlace[]): readonly Rectangle[] {
  const primary = displays.find((display) => display.primary)?.bounds ?? displays[0]?.bounds ?? { x: 0, y: 0, width: 1366, height: 768 };
  const others = displays.filter((display) => !display.primary).map((display) => display.bounds);
  let taken = 0;
  return roles.map((role) => {
    if (!forThePublic.has(role)) return primary;
    const next = others[taken % Math.max(1, others.length)] ?? primary;
    taken += 1;
    return next;
  });
}
