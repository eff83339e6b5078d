// Windows of one machine while displays are unplugged, come back, and change their size; and what is remembered of it.

import { beforeEach, expect, it } from 'vitest';
import type { Role } from '../../shared/contract/command.ts';
import type { Area, DisplayNow } from './display-arrangement.ts';
import type { WindowMemory } from './shell-memory.ts';
import { WindowSeats } from './window-seats.ts';

const display = (id: number, label: string, x: number, width = 1920): DisplayNow => ({ id, label, area: { x, y: 0, width, height: 1080 }, workArea: { x, y: 0, width, height: 1040 }, primary: x === 0 });
const desk = display(1, 'DELL', 0);
const glass = display(2, 'ELO', 1920);

let kept: Record<string, WindowMemory>;
let did: string[];
beforeEach(() => {
  kept = {};
  did = [];
});
function seats(...roles: readonly (readonly [Role, string?])[]): WindowSeats {
  return new WindowSeats({
    windows: roles.map(([role, wanted]) => ({ windowId: role, role, wanted: wanted ?? null, place: (bounds: Area | null) => did.push(`${role} ${bounds === null ? 'hidden' : `at ${String(bounds.x)}+${String(bounds.width)}`}`) })),
    memory: { windowOf: (id) => kept[id] ?? null, keepWindow: (id, memory) => void (kept[id] = memory) },
    onIncident: (code, windowId, detail) => did.push(`${code} ${windowId} ${detail}`),
  });
}
const take = (): string[] => did.splice(0);

it('each window is placed once and remembered; nothing moves while nothing changes', () => {
  const own = seats(['counter'], ['citizen-display']);
  own.arrange([desk, glass]);
  expect(take()).toEqual(['counter at 0+1920', 'citizen-display at 1920+1920']);
  expect([kept['citizen-display']?.mark.label, own.placeOf('citizen-display'), own.boundsOf('counter')]).toEqual(['ELO', { place: 'shown', display: 'ELO' }, desk.workArea]);
  own.arrange([structuredClone(desk), structuredClone(glass)]);
  expect(take()).toEqual([]);
});

it('an unplugged display hides its window and says so; plugged in again, the window is back where it was', () => {
  const own = seats(['counter'], ['citizen-display']);
  own.arrange([desk, glass]);
  take();
  own.arrange([desk]);
  expect(take()).toEqual(['citizen-display hidden', 'display.gone citizen-display ELO']);
  expect(own.placeOf('citizen-display')).toEqual({ place: 'hidden', display: null });
  own.arrange([desk, glass]);
  expect(take()).toEqual(['citizen-display at 1920+1920', 'display.back citizen-display ELO']);
});

it('after a restart without the display its window waits for it, and the place is not forgotten', () => {
  seats(['counter'], ['citizen-display']).arrange([desk, glass]);
  take();
  const next = seats(['counter'], ['citizen-display']);
  next.arrange([desk]);
  expect(take()).toEqual(['citizen-display hidden', 'display.unknown citizen-display ', 'counter at 0+1920']);
  next.arrange([desk, display(2, 'ELO', -1920)]);
  expect(take()).toEqual(['citizen-display at -1920+1920', 'display.back citizen-display ELO']);
});

it('another resolution lays the window out anew and is remembered', () => {
  const own = seats(['kiosk']);
  own.arrange([desk]);
  own.arrange([display(1, 'DELL', 0, 1080)]);
  expect(take()).toEqual(['kiosk at 0+1920', 'kiosk at 0+1080']);
  expect(kept['kiosk']?.mark.area.width).toBe(1080);
});

it('an officer’s window is next time where it was left; where the system throws it is nobody’s wish', () => {
  const own = seats(['counter'], ['kiosk']);
  own.arrange([desk, glass]);
  own.moved('counter', { x: 100, y: 100, width: 800, height: 600 });
  expect(kept['counter']?.bounds).toEqual({ x: 100, y: 100, width: 800, height: 600 });
  own.moved('counter', { x: 50_000, y: 0, width: 800, height: 600 });
  own.moved('kiosk', { x: 0, y: 0, width: 800, height: 600 });
  own.moved('nobody', { x: 0, y: 0, width: 800, height: 600 });
  expect([kept['counter']?.bounds?.x, kept['kiosk']?.bounds]).toEqual([100, null]);
  take();
  seats(['counter']).arrange([desk, glass]);
  expect(take()).toEqual(['counter at 100+800']);
});

it('a display that the settings name and that is not there is said by its name', () => {
  seats(['admin'], ['counter'], ['board', 'SONY']).arrange([desk]);
  expect(take()).toContain('display.unknown board SONY');
});
