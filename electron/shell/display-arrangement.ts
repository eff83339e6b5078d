// Which window goes to which display, now and each time a display comes or goes. A public window never covers an officer's work, and nobody's papers are shown where another window belongs.

import { z } from 'zod';
import type { Role } from '../../shared/contract/command.ts';
import { shutInRoles } from './key-rules.ts';

const side = z.int().min(-100_000).max(100_000);
export const areaSchema = z.strictObject({ x: side, y: side, width: z.int().min(1).max(100_000), height: z.int().min(1).max(100_000) });
/** In device-independent pixels of the whole desktop. */
export type Area = z.infer<typeof areaSchema>;

/** How a display is known again: by the number that the system gives it, by its name and size, or by its place. */
export const displayMarkSchema = z.strictObject({ id: z.int(), label: z.string().max(200), area: areaSchema });
export type DisplayMark = z.infer<typeof displayMarkSchema>;

/** A display as it is now. */
export interface DisplayNow extends DisplayMark {
  readonly workArea: Area;
  readonly primary: boolean;
}

/** A window that wants a place. `wanted` is what the settings say: a display's name, its number, 'primary', or '2' for the second from the left. */
export interface Wanting {
  readonly windowId: string;
  readonly role: Role;
  readonly wanted: string | null;
  readonly mark: DisplayMark | null;
}

export interface Placement {
  readonly windowId: string;
  /** Null: nowhere safe; the window waits, hidden. */
  readonly display: DisplayNow | null;
  /** True when the display is its own: named, known again, or given to it for the first time, and to be remembered. */
  readonly isOwn: boolean;
}

interface Seat {
  readonly window: Wanting;
  readonly display: DisplayNow;
  readonly isOwn: boolean;
}

const isPublic = ({ role }: Wanting): boolean => shutInRoles.has(role);

/** Places every window. Own displays first, then staff, then the public on what nobody holds; where two meet on one display, `givesWay` says who is hidden. */
export function arrange(windows: readonly Wanting[], displays: readonly DisplayNow[]): readonly Placement[] {
  const primary = displays.find((display) => display.primary) ?? displays[0];
  if (primary === undefined) return windows.map(({ windowId }) => ({ windowId, display: null, isOwn: false }));
  const seats = new Map<string, Seat>();
  const sit = (window: Wanting, display: DisplayNow, isOwn: boolean): void => void seats.set(window.windowId, { window, display, isOwn });
  for (const window of windows) {
    const own = ownDisplay(window, displays);
    if (own !== null) sit(window, own, true);
  }
  const heldBy = (display: DisplayNow, whom: (window: Wanting) => boolean): boolean => [...seats.values()].some((seat) => seat.display === display && whom(seat.window));
  const homeless = (whom: (window: Wanting) => boolean): readonly Wanting[] => windows.filter((window) => !seats.has(window.windowId) && whom(window));
  const primaryFirst = [primary, ...displays.filter((display) => display !== primary)];
  for (const window of homeless((each) => !isPublic(each))) {
    sit(window, primaryFirst.find((display) => !heldBy(display, isPublic)) ?? primary, isFirstTime(window));
  }
  const byPlace = displays.toSorted((one, other) => one.area.x - other.area.x || one.area.y - other.area.y);
  for (const window of homeless(isPublic)) {
    const free = byPlace.find((display) => !heldBy(display, () => true));
    sit(window, free ?? primary, isFirstTime(window) && free !== undefined);
  }
  const all = [...seats.values()];
  return windows.map(({ windowId }) => {
    const seat = seats.get(windowId);
    const isHidden = seat === undefined || all.some((other) => other !== seat && other.display === seat.display && givesWay(seat, other, all));
    return { windowId, display: isHidden ? null : seat.display, isOwn: seat !== undefined && !isHidden && seat.isOwn };
  });
}

const isFirstTime = ({ wanted, mark }: Wanting): boolean => wanted === null && mark === null;

/** Whether the first of two on one display is hidden. Staff never is: an officer without a window could not even say so. */
function givesWay(seat: Seat, other: Seat, all: readonly Seat[]): boolean {
  if (!isPublic(seat.window)) return false;
  if (other.window.role === 'counter') return true;
  // An admin window at home there is somebody's work; one that only shares the machine's single screen lies beneath.
  if (other.window.role === 'admin') return other.isOwn && !seat.isOwn && !isFirstTime(seat.window);
  if (seat.isOwn !== other.isOwn) return other.isOwn;
  return all.indexOf(other) < all.indexOf(seat);
}

function ownDisplay({ wanted, mark }: Wanting, displays: readonly DisplayNow[]): DisplayNow | null {
  if (wanted !== null) return namedDisplay(wanted, displays);
  return mark === null ? null : knownAgain(mark, displays);
}

/** The display that settings name, or null. */
function namedDisplay(wanted: string, displays: readonly DisplayNow[]): DisplayNow | null {
  if (wanted === 'primary') return displays.find((display) => display.primary) ?? null;
  const byName = displays.find((display) => display.label.toLowerCase() === wanted.toLowerCase() || String(display.id) === wanted);
  if (byName !== undefined) return byName;
  return /^[1-9]$/.test(wanted) ? (displays.toSorted((one, other) => one.area.x - other.area.x || one.area.y - other.area.y)[Number(wanted) - 1] ?? null) : null;
}

/** The display that a mark means, or null. The system's number first; else name and size, and among twins the one in the same place. */
function knownAgain(mark: DisplayMark, displays: readonly DisplayNow[]): DisplayNow | null {
  const byNumber = displays.find((display) => display.id === mark.id && display.label === mark.label);
  if (byNumber !== undefined) return byNumber;
  const alike = displays.filter(({ label, area }) => label === mark.label && area.width === mark.area.width && area.height === mark.area.height);
  const inPlace = alike.find(({ area }) => area.x === mark.area.x && area.y === mark.area.y);
  // Displays without a name are alike too easily: only the place tells them apart.
  return inPlace ?? (mark.label !== '' && alike.length === 1 ? (alike[0] ?? null) : null);
}

/** Where a window lies on its display: before the public all of it; an officer's where it was left, if it is still whole there. */
export function boundsOn(display: DisplayNow, role: Role, left: Area | null): Area {
  if (shutInRoles.has(role)) return display.area;
  return left !== null && isWithin(left, display.workArea) ? left : display.workArea;
}

function isWithin(inner: Area, outer: Area): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}
