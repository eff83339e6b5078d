// Puts the shell's windows where they belong each time the displays change, remembers where that is, and says which window waits for its display.

import type { Role } from '../../shared/contract/command.ts';
import type { HostWindow, IncidentCode } from '../../shared/contract/host.ts';
import { arrange, boundsOn, type Area, type DisplayNow, type Placement } from './display-arrangement.ts';
import { shutInRoles } from './key-rules.ts';
import type { WindowMemory } from './shell-memory.ts';

/** A window as far as its place goes. */
export interface SeatedWindow {
  readonly windowId: string;
  readonly role: Role;
  /** Display that the settings name, or null. */
  readonly wanted: string | null;
  /** Shows it there, or hides it; told only when something is to change. */
  place(bounds: Area | null): void;
}

interface WindowSeatsParts {
  readonly windows: readonly SeatedWindow[];
  readonly memory: { windowOf(windowId: string): WindowMemory | null; keepWindow(windowId: string, memory: WindowMemory): void };
  readonly onIncident: (code: IncidentCode, windowId: string, detail: string) => void;
}

interface Seat {
  readonly placement: Placement;
  readonly bounds: Area | null;
}

export class WindowSeats {
  readonly #parts: WindowSeatsParts;
  readonly #seats = new Map<string, Seat>();
  #displays: readonly DisplayNow[] = [];

  constructor(parts: WindowSeatsParts) {
    this.#parts = parts;
  }

  /** Places every window for the displays that there are now. */
  arrange(displays: readonly DisplayNow[]): void {
    const { windows, memory } = this.#parts;
    this.#displays = displays;
    const wanting = windows.map(({ windowId, role, wanted }) => ({ windowId, role, wanted, mark: memory.windowOf(windowId)?.mark ?? null }));
    // Hidden first: for a moment nothing is where it must not be.
    const placements = arrange(wanting, displays).toSorted((one, other) => Number(one.display !== null) - Number(other.display !== null));
    for (const placement of placements) this.#seat(placement);
  }

  /** A person moved or sized an officer's window: there it is next time. */
  moved(windowId: string, bounds: Area): void {
    const window = this.#parts.windows.find((each) => each.windowId === windowId);
    const before = this.#seats.get(windowId)?.bounds ?? null;
    const display = this.#displays.find(({ area }) => contains(area, bounds));
    // What we did ourselves, and where the system throws windows when a display goes, is nobody's wish.
    if (window === undefined || shutInRoles.has(window.role) || before === null || display === undefined || isNear(before, bounds)) return;
    this.#seats.set(windowId, { placement: { windowId, display, isOwn: true }, bounds });
    this.#remember(windowId, display, bounds);
  }

  /** What the host tells of a window's place. */
  placeOf(windowId: string): Pick<HostWindow, 'place' | 'display'> {
    const display = this.#seats.get(windowId)?.placement.display ?? null;
    return { place: display === null ? 'hidden' : 'shown', display: display === null ? null : display.label === '' ? String(display.id) : display.label };
  }

  /** Where a window is to be now; null for one that waits. */
  boundsOf(windowId: string): Area | null {
    return this.#seats.get(windowId)?.bounds ?? null;
  }

  #seat(placement: Placement): void {
    const { windows, memory, onIncident } = this.#parts;
    const { windowId, display, isOwn } = placement;
    const window = windows.find((each) => each.windowId === windowId);
    if (window === undefined) return;
    const before = this.#seats.get(windowId);
    const bounds = display === null ? null : boundsOn(display, window.role, memory.windowOf(windowId)?.bounds ?? null);
    this.#seats.set(windowId, { placement, bounds });
    if (display !== null && isOwn) this.#remember(windowId, display, memory.windowOf(windowId)?.bounds ?? null);
    if (before === undefined || !sameOrNull(before.bounds, bounds)) window.place(bounds);
    if (before === undefined) {
      if (display === null) onIncident('display.unknown', windowId, window.wanted ?? '');
    } else if (before.placement.display !== null && display === null) onIncident('display.gone', windowId, before.placement.display.label);
    else if (before.placement.display === null && display !== null) onIncident('display.back', windowId, display.label);
  }

  #remember(windowId: string, { id, label, area }: DisplayNow, bounds: Area | null): void {
    this.#parts.memory.keepWindow(windowId, { mark: { id, label, area }, bounds });
  }
}

function same(one: Area, other: Area): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

/** Frames and scaled displays give back another place than was asked for, by less than a title bar. */
const NEAR = 48;

function isNear(one: Area, other: Area): boolean {
  return (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(one[side] - other[side]) <= NEAR);
}

function sameOrNull(one: Area | null, other: Area | null): boolean {
  return one === null || other === null ? one === other : same(one, other);
}

function contains(area: Area, { x, y, width, height }: Area): boolean {
  const [middleX, middleY] = [x + width / 2, y + height / 2];
  return middleX >= area.x && middleY >= area.y && middleX < area.x + area.width && middleY < area.y + area.height;
}
