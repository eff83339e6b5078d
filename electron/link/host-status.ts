// What a host knows of itself, its station and its windows, and tells each window by 'host.state'. Holds facts; decides nothing.

import type { EpochMs } from '../../shared/base/ids.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { errorCodeSchema, type ErrorCode } from '../../shared/contract/errors.ts';
import type { HostDisplay, HostState, HostWindow, Incident, IncidentCode, SettingsProblem, ShellKind, StationState, Trouble, UnitCall } from '../../shared/contract/host.ts';
import { unitCallOf } from './last-good.ts';
import type { Clock } from '../station/life/clock.ts';

/** What does not change while the host runs. */
export interface HostFacts {
  readonly shell: ShellKind;
  readonly version: string;
  readonly electron: string | null;
  readonly node: string;
}

interface HostStatusParts {
  readonly facts: HostFacts;
  readonly clock: Pick<Clock, 'now'>;
  /** Told after every change: windows are to look again. */
  readonly onChange: () => void;
}

/** Incidents that are kept: enough to see what a night was like. */
const MOST_INCIDENTS = 30;
/** Longest words about an incident, in UTF-16 units. */
const MOST_DETAIL = 200;

/** The host's present state; every setter is one thing that happened. */
export class HostStatus {
  readonly #parts: HostStatusParts;
  #station: StationState = { kind: 'none' };
  #trouble: Trouble | null = null;
  #deaths = 0;
  #exit: HostState['exit'] = 'free';
  #unit: UnitCall | null = null;
  #windows: readonly HostWindow[] = [];
  #displays: readonly HostDisplay[] = [];
  #incidents: readonly Incident[] = [];

  constructor(parts: HostStatusParts) {
    this.#parts = parts;
  }

  /** What keeps the program from serving now; null while it serves, or is about to. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  stationStarts(): void {
    this.#deaths = 0;
    this.#become({ kind: 'starting', since: this.#now() }, null);
  }

  /** It is there and has not opened its store yet; `stationRuns` follows. */
  stationWaits(code: string): void {
    this.#become({ kind: 'starting', since: this.#now() }, { kind: 'station', code: errorCodeSchema.safeParse(code).data ?? 'internal', detail: '' });
  }

  stationRuns(): void {
    this.#deaths = 0;
    this.#become({ kind: 'running', since: this.#now() }, null);
  }

  /** It ended by itself and is started again after `waitMs`. */
  stationDied(how: string, waitMs: number): void {
    this.#deaths += 1;
    this.#note('station.died', null, how);
    this.#become({ kind: 'restarting', since: this.#now(), nextAt: this.#in(waitMs), deaths: this.#deaths, code: 'station.unreachable' }, null);
  }

  /** It cannot run; `retryMs` is null where only a person tries again. */
  stationFailed(code: string, detail: string, retryMs: number | null): void {
    const known: ErrorCode = errorCodeSchema.safeParse(code).data ?? 'internal';
    this.#note('station.failed', null, known);
    this.#become({ kind: 'failed', since: this.#now(), nextAt: retryMs === null ? null : this.#in(retryMs), code: known }, { kind: 'station', code: known, detail: detail.slice(0, 600) });
  }

  /** The settings cannot be used: there is no station at all. */
  settingsAreWrong(file: string, problems: readonly SettingsProblem[]): void {
    this.#become({ kind: 'none' }, { kind: 'settings', file, problems: [...problems] });
  }

  leaveBy(exit: HostState['exit']): void {
    this.#exit = exit;
    this.#parts.onChange();
  }

  /** Whose machine it is, as far as any settings ever said. */
  unitIs(unit: UnitCall | null): void {
    this.#unit = unit === null ? null : unitCallOf(unit);
    this.#parts.onChange();
  }

  windowsAre(windows: readonly HostWindow[], displays: readonly HostDisplay[] = []): void {
    this.#windows = windows;
    this.#displays = displays.slice(0, 32);
    this.#parts.onChange();
  }

  /** Remembers what happened for the health screen; logging it is the caller's. */
  incident(code: IncidentCode, windowId: string | null, detail: string): void {
    this.#note(code, windowId, detail);
    this.#parts.onChange();
  }

  /** The state as this window may see it: what concerns other windows is for staff. */
  stateFor(caller: Caller, windowId: string | null = null): HostState {
    const isStaff = caller.role === 'admin' || caller.role === 'counter';
    return {
      ...this.#parts.facts, caller, windowId, station: this.#station, trouble: this.#trouble, unit: this.#unit, exit: this.#exit,
      windows: isStaff ? [...this.#windows] : [], incidents: isStaff ? [...this.#incidents] : [],
      ...(isStaff && this.#displays.length > 0 ? { displays: [...this.#displays] } : {}),
    };
  }

  #become(station: StationState, trouble: Trouble | null): void {
    this.#station = station;
    this.#trouble = trouble;
    this.#parts.onChange();
  }

  #note(code: IncidentCode, windowId: string | null, detail: string): void {
    this.#incidents = [{ at: this.#now(), code, windowId, detail: detail.slice(0, MOST_DETAIL) }, ...this.#incidents].slice(0, MOST_INCIDENTS);
  }

  #now(): EpochMs {
    return this.#parts.clock.now();
  }

  #in(ms: number): EpochMs {
    return (this.#now() + Math.round(ms)) as EpochMs;
  }
}
