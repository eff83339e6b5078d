// The voice of the hall as the station keeps it: which window speaks, what a call sounds like, and how the board says that it is heard.

import type { EpochMs } from '../../../shared/base/ids.ts';
import { Refusal, type ErrorCode } from '../../../shared/contract/errors.ts';
import type { DeviceState as ReportedState } from '../../../shared/contract/point.ts';
import type { Heard, OwnRecordings, Sound } from '../../../shared/contract/sound.ts';
import type { SpokenCall } from '../../../shared/domain/call/spoken-call.ts';
import type { HelpTopic } from '../../../shared/domain/call/spoken-help.ts';
import { isBetween } from '../../../shared/domain/time/times-of-day.ts';
import type { SoundSettings } from '../../link/sound-settings.ts';
import { DeviceStateCell, type Unsubscribe } from '../devices/ports.ts';
import type { Clock } from '../life/clock.ts';
import type { Log } from '../life/log.ts';
import type { SoundOrder, SoundThread } from './sound-thread.ts';

interface HallVoiceParts {
  readonly settings: SoundSettings;
  /** The board that speaks; null where this machine has none. */
  readonly windowId: string | null;
  readonly thread: SoundThread;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the board told last. */
interface Report {
  readonly heard: Heard;
  readonly loudspeakers: readonly string[];
  readonly hasSpoken: boolean;
}

/** A board reports every ten seconds; after so long without a word nobody knows whether it is heard, in ms. */
const SILENT_MS = 35_000;
/** A folder that kept the thread waiting is left out for so long, in ms: the next call must not wait for it again. */
const FOLDER_REST_MS = 900_000;
/** What an own folder is called that keeps the thread waiting. */
const SLOW_FOLDER: OwnRecordings = { isThere: false, used: 0, skipped: [] };

const STATES: Readonly<Record<Heard, readonly [ReportedState['kind'], ErrorCode | null]>> = {
  chosen: ['ready', null], instead: ['absent', 'loudspeaker.instead'], blocked: ['trouble', 'loudspeaker.blocked'], none: ['absent', 'loudspeaker.absent'],
};

export class HallVoice implements AsyncDisposable {
  readonly #parts: HallVoiceParts;
  readonly #cell: DeviceStateCell;
  readonly #over = new AbortController();
  #report: Report | null = null;
  #spokeAt: EpochMs | null = null;
  #own: OwnRecordings = { isThere: null, used: 0, skipped: [] };
  #silence = new AbortController();
  #folderRestsUntil = 0;

  constructor(parts: HallVoiceParts) {
    this.#parts = parts;
    const isExpected = parts.settings.isOn && parts.windowId !== null;
    this.#cell = new DeviceStateCell(parts.clock, isExpected ? 'absent' : 'not-configured', isExpected ? 'loudspeaker.absent' : null);
    // The first person called must not wait for the thread, and the own recordings are known from the start.
    if (isExpected) void this.#ask(null);
  }

  state(): ReportedState {
    return { device: 'loudspeaker', counterId: null, ...this.#cell.get() };
  }

  onChange(listener: () => void): Unsubscribe {
    return this.#cell.onChange(listener);
  }

  /** The own recordings as they were at the last look. */
  recordings(): OwnRecordings {
    return this.#own;
  }

  /** How the voice is set and heard; looks at the own recordings. */
  async read(): Promise<Sound> {
    if (this.#parts.settings.folder !== undefined) await this.#ask(null);
    const { settings, windowId } = this.#parts;
    return {
      isOn: settings.isOn, windowId, loudspeaker: settings.loudspeaker ?? null, volume: settings.volume,
      heard: this.#report?.heard ?? null, loudspeakers: [...(this.#report?.loudspeakers ?? [])], spokeAt: this.#spokeAt, own: this.#own,
    };
  }

  /** The sound of a call as WAV, or null in the quiet hours. Refuses 'sound.failed'. */
  async announce(call: SpokenCall, isTrial: boolean): Promise<Uint8Array | null> {
    const { settings, clock } = this.#parts;
    if (!isTrial && settings.quiet !== null && isBetween(clock.now(), settings.quiet)) return null;
    const wav = await this.#ask({ ...call, hasChime: settings.hasChime, times: isTrial ? 1 : settings.times });
    if (wav === null) throw new Refusal('sound.failed');
    return wav;
  }

  /** The help of a page as WAV, at any hour: whoever stands at the kiosk has asked for it. Refuses 'sound.failed'. */
  async help(topic: HelpTopic, number: string | null): Promise<{ readonly wav: Uint8Array; readonly volume: number }> {
    const wav = await this.#ask({ topic, number });
    if (wav === null) throw new Refusal('sound.failed');
    return { wav, volume: this.#parts.settings.volume };
  }

  /** Takes the board's word. */
  report(report: Report): void {
    const { clock } = this.#parts;
    this.#report = report;
    if (report.hasSpoken) this.#spokeAt = clock.now();
    this.#cell.set(...STATES[report.heard]);
    this.#silence.abort();
    this.#silence = new AbortController();
    clock.sleep(SILENT_MS, AbortSignal.any([this.#silence.signal, this.#over.signal])).then(
      () => {
        this.#report = null;
        this.#cell.set('absent', 'loudspeaker.absent');
      },
      () => undefined,
    );
  }

  /** Asks the thread, and once more without the own folder where that keeps it waiting. */
  async #ask(call: SoundOrder['call']): Promise<Uint8Array | null> {
    const { settings, thread, clock, log } = this.#parts;
    const isResting = clock.monotonic() < this.#folderRestsUntil;
    const ownFolder = isResting ? null : (settings.folder ?? null);
    const answer = await thread.ask({ ownFolder, call }).catch(async (error: unknown) => {
      if (ownFolder === null || this.#over.signal.aborted) throw error;
      log.warn('sound.folder-slow', { reason: String(error) });
      this.#folderRestsUntil = clock.monotonic() + FOLDER_REST_MS;
      return await thread.ask({ ownFolder: null, call });
    }).catch((error: unknown) => ({ kind: 'failed' as const, detail: String(error) }));
    if (this.#over.signal.aborted) return null;
    if (answer.kind === 'failed') {
      // Where nobody waits to be called it is no more than a bad beginning; the next call starts the thread anew.
      if (call === null) log.warn('sound.look-failed', { reason: answer.detail });
      else log.error('sound.failed', new Error(answer.detail));
      return null;
    }
    this.#own = clock.monotonic() < this.#folderRestsUntil ? SLOW_FOLDER : answer.own;
    return answer.wav;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort();
    await this.#parts.thread[Symbol.asyncDispose]();
  }
}

/** The window that speaks: the one that the settings name, or the first board of this machine. */
export function speakingWindow({ window }: SoundSettings, windows: readonly { readonly windowId: string; readonly caller: { readonly role: string } }[]): string | null {
  return window ?? windows.find(({ caller }) => caller.role === 'board')?.windowId ?? null;
}
