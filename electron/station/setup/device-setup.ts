// The set-up of this machine's devices: every place as it stands, the search, the one test that may run, and the way into the settings file. Keeps nothing itself: rows are handed in.

import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { must } from '../../../shared/base/must.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { DeviceState } from '../../../shared/contract/point.ts';
import type { PlaceView, Setup, SetupChoice, SetupPlace, SetupTest, SetupTrial, Stored } from '../../../shared/contract/setup.ts';
import { changesAsText, type SettingsChange } from '../../link/settings-file/change-settings.ts';
import { WrongSettings } from '../../link/settings-file/problem.ts';
import { changeMachineSettings, decidedByPolicy, readMachineSettings, type MachineSettings, type SettingsSources } from '../../link/settings.ts';
import { needsRestart, sharesLine } from './needs-restart.ts';
import { changesFor, choiceIn, fingerprintOf, pathsOf, placesOf, takenAlong, type SetupSettings } from './places.ts';
import type { DeviceSearch } from './search.ts';
import type { TrialDesk, TrialPlan } from './trial-desk.ts';

/** One place as it is kept in the store. */
export interface KeptPlace {
  readonly name: string;
  readonly answer: PlaceView['answer'];
  readonly test: SetupTest | null;
  readonly testedDevice: string | null;
}

export interface DeviceSetupParts {
  /** Null where the station was started without one. */
  readonly file: string | null;
  readonly running: MachineSettings;
  /** For tests, which have policies of their own. */
  readonly sources?: SettingsSources;
  readonly kept: (place: SetupPlace) => KeptPlace;
  readonly states: () => readonly DeviceState[];
  readonly search: Pick<DeviceSearch, 'find'>;
  readonly desk: TrialDesk;
  /** Opens what a test is made with; null where the place has nothing to test. May throw for a choice that makes no sense. */
  readonly planOf: (place: SetupPlace, choice: SetupChoice | null, device: string) => TrialPlan | null;
}

export class DeviceSetup {
  readonly #parts: DeviceSetupParts;
  readonly #places: readonly SetupPlace[];

  constructor(parts: DeviceSetupParts) {
    this.#parts = parts;
    this.#places = placesOf(parts.running.profile.counters.map(({ counterId }) => counterId));
  }

  read(): Setup {
    const { file, running, desk } = this.#parts;
    const inFile = this.#inFile();
    const settings = inFile ?? running;
    const isDecided = decidedByPolicy(this.#parts.sources);
    return {
      file: file ?? '',
      fileState: inFile === null ? 'wrong' : canReplace(file) ? 'writable' : 'not-writable',
      mustRestart: inFile !== null && partsOf(inFile) !== partsOf(running),
      places: this.#places.map((place) => this.#viewOf(place, settings, isDecided(pathsOf(place)))),
      trial: desk.read(),
    };
  }

  /** Each place with what is kept of it, for the self-checks: as the station runs. Whether the policy locks it is not looked at. */
  health(): readonly PlaceView[] {
    return this.#places.map((place) => this.#viewOf(place, this.#parts.running, false));
  }

  find(place: SetupPlace): ReturnType<DeviceSearch['find']> {
    return this.#parts.search.find(place);
  }

  /** Writes the choice for a place into the file, or takes its device out of it. */
  write(place: SetupPlace, answer: 'device' | 'none', choice: SetupChoice | null): Stored {
    this.#check(place);
    if (answer === 'device' && choice === null) return { kind: 'stored', text: '', words: [] };
    const settings = this.#inFile() ?? this.#parts.running;
    const others = answer === 'none' || choice === null ? [] : takenAlong(settings, place, choice);
    if (others.length > 0) return { kind: 'wrong', text: '', words: [sharedLineWords(others.join(', '))] };
    const changes = changesFor(settings, place, answer === 'none' ? null : choice).filter((change) => !isSaidAlready(settings, change));
    if (changes.length === 0) return { kind: 'stored', text: '', words: [] };
    const end = this.#parts.file === null ? { kind: 'not-writable' as const } : changeMachineSettings(this.#parts.file, changes, this.#parts.sources);
    if (end.kind === 'stored') return { kind: 'stored', text: '', words: [] };
    return { kind: end.kind, text: changesAsText(changes), words: end.kind === 'wrong' ? end.problems.slice(0, 20).map(({ where, line, words: { vi, en } }) => ({ vi: `${where} (dòng ${line}): ${vi}`, en: `${where} (line ${line}): ${en}` })) : [] };
  }

  async begin(trialId: string, place: SetupPlace, choice: SetupChoice | null): Promise<SetupTrial> {
    this.#check(place);
    const { running, desk, planOf } = this.#parts;
    // A repeat must not open the device a second time.
    const before = desk.read();
    if (before?.trialId === trialId) return before;
    const now = choiceIn(running, place);
    const inFile = this.#inFile() ?? running;
    // What was just stored may speak of a line that does not run yet.
    const device = choice === null ? fingerprintOf(running, place, now) : fingerprintOf(inFile, place, choice);
    // The device that runs is tried as it runs: nobody else can open it meanwhile.
    const isRunning = choice === null || device === fingerprintOf(running, place, now);
    if (!isRunning && needsRestart(running.devices, inFile.devices, place, choice)) throw new Refusal('setup.restart-first');
    return await desk.begin(trialId, { place, device, isRunning: isRunning || sharesLine(running.devices, place, choice) }, () => {
      const plan = planOf(place, isRunning ? null : choice, device);
      if (plan === null) throw new Refusal('setup.nothing-to-test');
      return plan;
    });
  }

  end(trialId: string, said: 'yes' | 'no' | 'left'): SetupTrial {
    return this.#parts.desk.end(trialId, said);
  }

  #viewOf(place: SetupPlace, settings: SetupSettings, isLocked: boolean): PlaceView {
    const { kept, states } = this.#parts;
    const { name, answer, test, testedDevice } = kept(place);
    const choice = choiceIn(settings, place);
    const state = states().find(({ device, counterId }) => device === place.role && counterId === place.counterId);
    return {
      place, name, answer, choice, test, isLocked,
      isOutdated: test !== null && testedDevice !== fingerprintOf(settings, place, choice),
      state: state === undefined ? null : { kind: state.kind, code: state.code, since: state.since },
    };
  }

  #check(place: SetupPlace): void {
    if (!this.#places.some(({ role, counterId }) => role === place.role && counterId === place.counterId)) throw new Refusal('request.invalid', { field: 'place' });
  }

  /** Null where the file does not stand as it is. */
  #inFile(): MachineSettings | null {
    const { file, running, sources } = this.#parts;
    if (file === null) return running;
    try {
      return readMachineSettings(file, sources);
    } catch (error) {
      if (error instanceof WrongSettings) return null;
      throw error;
    }
  }
}

const sharedLineWords = (others: string): Stored['words'][number] => ({
  vi: `Đường nối này đang dùng chung với: ${others}. Đổi ở đây thì các thiết bị đó cũng bị đổi. Xin chuyển các thiết bị đó sang đường nối khác trước, hoặc sửa đường nối trong tệp cài đặt.`,
  en: `This line is shared with: ${others}. Changing it here would change those devices too. Please move them to another line first, or change the line in the settings file.`,
});

/** What of the settings a restart would bring in. */
function partsOf({ devices, sound, host, profile }: MachineSettings): string {
  return JSON.stringify([devices, sound, host, profile.counters]);
}

/** Whether the folder takes a new file, which is what replacing the old one needs. */
function canReplace(file: string | null): boolean {
  if (file === null) return false;
  try {
    accessSync(path.dirname(must(file, 'it is there')), constants.W_OK);
    return true;
  } catch {
    // Whatever keeps it from being written, the wizard says so and offers the text.
    return false;
  }
}

/** A null where nothing stands needs no writing: files stay as short as somebody wrote them. */
function isSaidAlready(settings: SetupSettings, { path: at, value }: SettingsChange): boolean {
  let here: unknown = settings;
  for (const key of at) here = typeof here === 'object' && here !== null ? (here as Record<string | number, unknown>)[key] : undefined;
  return JSON.stringify(here ?? null) === JSON.stringify(value ?? null);
}
