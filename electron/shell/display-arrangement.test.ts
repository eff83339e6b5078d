// Windows and displays: the first run, a display that goes and comes back, a machine that was moved, and who gives way.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../shared/contract/command.ts';
import { arrange, boundsOn, type Area, type DisplayNow, type Wanting } from './display-arrangement.ts';

function display(id: number, label: string, x: number, primary = false, [width, height] = [1920, 1080]): DisplayNow {
  return { id, label, area: { x, y: 0, width, height }, workArea: { x, y: 0, width, height: height - 40 }, primary };
}
const desk = display(1, 'DELL', 0, true, [1366, 768]);
const glass = display(2, 'ELO', 1366);
const hall = display(3, 'SONY', 3286);
const markOf = ({ id, label, area }: DisplayNow) => ({ id, label, area });

function windows(...wants: readonly (readonly [Role, Partial<Wanting>?])[]): Wanting[] {
  return wants.map(([role, more], index) => ({ windowId: `${role}-${String(index)}`, role, wanted: null, mark: null, ...more }));
}
/** 'DELL' for shown there, '-' for hidden; '*' where the place is to be remembered. */
const places = (wants: readonly Wanting[], displays: readonly DisplayNow[]) => arrange(wants, displays).map(({ display: at, isOwn }) => `${at?.label ?? '-'}${isOwn ? '*' : ''}`);

describe('on the first run', () => {
  it.each<[string, Wanting[], DisplayNow[], string[]]>([
    ['a counter keeps the first display, its citizen gets the second', windows(['counter'], ['citizen-display']), [desk, glass], ['DELL*', 'ELO*']],
    ['whatever their order in the settings', windows(['citizen-display'], ['counter']), [desk, glass], ['ELO*', 'DELL*']],
    ['each public window has a display of its own', windows(['counter'], ['citizen-display'], ['board']), [desk, glass, hall], ['DELL*', 'ELO*', 'SONY*']],
    ['with one display the officer has it, and no public window covers it', windows(['counter'], ['citizen-display'], ['kiosk']), [desk], ['DELL*', '-', '-']],
    ['more public windows than displays: the first are seen', windows(['board'], ['citizen-display'], ['board']), [desk, glass], ['DELL*', 'ELO*', '-']],
    ['a kiosk with an admin window beneath it on one display', windows(['kiosk'], ['admin']), [glass], ['ELO', 'ELO*']],
    ['a kiosk alone', windows(['kiosk']), [glass], ['ELO*']],
    ['without any display nothing is shown', windows(['kiosk'], ['counter']), [], ['-', '-']],
    ['two counters share the first display', windows(['counter'], ['counter']), [desk], ['DELL*', 'DELL*']],
  ])('%s', (_name, wants, displays, expected) => {
    expect(places(wants, displays)).toEqual(expected);
  });
});

describe('a display', () => {
  const machine = windows(['counter', { mark: markOf(desk) }], ['citizen-display', { mark: markOf(glass) }]);

  it('that goes hides its public window instead of putting it over the officer’s, and shows it again when it is back', () => {
    expect(places(machine, [desk, glass])).toEqual(['DELL*', 'ELO*']);
    expect(places(machine, [desk])).toEqual(['DELL*', '-']);
    expect(places(machine, [desk, glass])).toEqual(['DELL*', 'ELO*']);
  });

  it('of the officer that goes leaves the officer a window, and the public one gives way', () => {
    expect(places(machine, [{ ...glass, primary: true }])).toEqual(['ELO', '-']);
  });

  it('that goes does not put one public window over another', () => {
    const kiosk = windows(['kiosk', { mark: markOf(glass) }], ['board', { mark: markOf(hall) }]);
    expect(places(kiosk, [{ ...hall, primary: true }])).toEqual(['-', 'SONY*']);
  });

  it('that was replaced over night is taken by the window that lost its own', () => {
    expect(places(windows(['kiosk', { mark: markOf(glass) }]), [display(9, 'NEW', 0, true)])).toEqual(['NEW']);
    expect(places(machine, [desk, display(9, 'NEW', 1366)])).toEqual(['DELL*', 'NEW']);
  });

  it('is known again by its number, by name and size elsewhere, and without a name only in its place', () => {
    const known = (mark: DisplayNow, now: readonly DisplayNow[]) => places(windows(['counter', { mark: markOf(desk) }], ['citizen-display', { mark: markOf(mark) }]), [desk, ...now])[1];
    expect(known(glass, [display(2, 'ELO', -1080, false, [1080, 1920]), hall])).toBe('ELO*');
    expect(known(glass, [display(77, 'ELO', 5000), hall])).toBe('ELO*');
    const twins = [display(77, 'ELO', 1366), display(78, 'ELO', 3286)];
    expect(arrange(windows(['counter', { mark: markOf(desk) }], ['board', { mark: markOf(display(5, 'ELO', 3286)) }]), [desk, ...twins])[1]?.display?.id).toBe(78);
    const nameless = display(6, '', 1366);
    expect(known(nameless, [display(8, '', 1366), hall])).toBe('*');
    expect(known(nameless, [display(8, '', 9000)])).toBe('');
  });

  it.each([['ELO', 'ELO*'], ['elo', 'ELO*'], ['2', 'ELO*'], ['3', 'SONY*'], ['primary', 'DELL*']])('that the settings call %s is found', (wanted, expected) => {
    expect(places(windows(['admin'], ['board', { wanted }]), [desk, glass, hall])[1]).toBe(expected);
  });

  it('that the settings name and that is not there hides the public window on a counter’s machine', () => {
    expect(places(windows(['counter'], ['board', { wanted: 'SONY' }]), [desk])).toEqual(['DELL*', '-']);
  });

  it('that comes for the first time gets the window that had no place', () => {
    expect(places(windows(['counter', { mark: markOf(desk) }], ['citizen-display']), [desk, glass])).toEqual(['DELL*', 'ELO*']);
  });
});

it('whatever is plugged in and out, no public window ever shares a display with a counter or with another public one, and staff is never hidden', () => {
  const anyDisplays = fc.subarray([desk, glass, hall, display(4, '', 6000), display(5, '', 8000)]);
  const anyMark = fc.constantFrom(null, ...[desk, glass, hall].map(markOf));
  const anyWindow = fc.record({ role: fc.constantFrom<Role>('kiosk', 'board', 'citizen-display', 'counter', 'admin'), wanted: fc.constantFrom(null, 'primary', '2', 'SONY', 'GONE'), mark: anyMark });
  fc.assert(
    fc.property(anyDisplays, fc.array(anyWindow, { minLength: 1, maxLength: 6 }), (displays, wants) => {
      const named = wants.map((want, index) => ({ windowId: String(index), ...want }));
      const placed = arrange(named, displays).map((place, index) => ({ ...place, role: wants[index]?.role ?? 'kiosk' }));
      for (const [index, one] of placed.entries()) {
        const isStaff = one.role === 'counter' || one.role === 'admin';
        if (isStaff) expect(one.display === null).toBe(displays.length === 0);
        if (isStaff || one.display === null) continue;
        for (const [at, other] of placed.entries()) if (at !== index && other.display === one.display) expect(other.role).toBe('admin');
      }
      // A machine with a display is never black.
      if (displays.length > 0) expect(placed.some((place) => place.display !== null)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

it.each<[string, Role, Area | null, Area]>([
  ['a kiosk covers its display', 'kiosk', { x: 10, y: 10, width: 5, height: 5 }, desk.area],
  ['a counter lies where it was left', 'counter', { x: 10, y: 10, width: 800, height: 600 }, { x: 10, y: 10, width: 800, height: 600 }],
  ['unless the display has become smaller', 'counter', { x: 800, y: 10, width: 800, height: 600 }, desk.workArea],
  ['and fills it the first time', 'counter', null, desk.workArea],
])('%s', (_name, role, left, expected) => {
  expect(boundsOn(desk, role, left)).toEqual(expected);
});
