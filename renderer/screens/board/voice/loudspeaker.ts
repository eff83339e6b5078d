// The board's loudspeaker: plays one sound to its end through the device that is wanted, and says how it is heard. The only place that knows the browser's audio.

import type { Heard } from '../../../../shared/contract/sound.ts';

/** What plays; replaced in tests. */
export interface Loudspeaker {
  /** Plays a WAV file to its end; volume in percent. Rejects where nothing can be heard. */
  play(wav: Uint8Array<ArrayBuffer>, volume: number): Promise<void>;
  /** Looks for the device of that name, or takes the machine's own choice for null; tells how it is heard now. */
  choose(name: string | null): Promise<{ readonly heard: Heard; readonly names: readonly string[] }>;
  /** Hears of devices that come and go. */
  onDevices(listener: () => void): () => void;
  /** Tries again to be heard; to be called from a touch. */
  wake(): Promise<void>;
  close(): void;
}

/** Silence before each sound, in seconds: a TV that has had nothing to play takes a moment to open its ears. */
const LEAD_S = 0.3;
/** How long a browser that allows sound takes to begin, in ms. */
const WAKE_MS = 1_500;
/** After the sound's own length, the end is not waited for any longer, in ms: a device that was pulled out never comes to it. */
const LATE_MS = 3_000;
/** How long the browser's audio may take over anything else, in ms: a device or a sound server that hangs leaves its promises open for ever. */
const ANSWER_MS = 4_000;
/** Names that stand for another device of the list. */
const ALIASES: ReadonlySet<string> = new Set(['default', 'communications', '']);

/** What Chromium's has beyond what TypeScript knows (W3C Web Audio 1.1, AudioContext.setSinkId). */
interface SinkContext extends AudioContext {
  readonly sinkId: string;
  setSinkId(sinkId: string): Promise<void>;
}
// Nobody minds a fifth of a second, and a weak machine that is busy must not tear words apart.
const openContext = (): SinkContext => new AudioContext({ latencyHint: 0.2 }) as SinkContext;

/** The browser's; null where it has none. */
export function browserLoudspeaker(): Loudspeaker | null {
  if (typeof AudioContext === 'undefined') return null;
  let context = openContext();
  let wantedSink = '';
  const { mediaDevices } = navigator;

  /** Whatever it hangs on, a new one begins anew; the end of the old one is not waited for. */
  const openAnew = (old: SinkContext): void => {
    if (old !== context) return;
    context = openContext();
    old.close().catch(() => undefined);
  };
  const answered = async <Value>(promise: Promise<Value>): Promise<Value> => {
    const asked = context;
    const answer = await within(ANSWER_MS, promise);
    if (answer !== null) return answer;
    openAnew(asked);
    throw new Error('the browser’s audio does not answer');
  };
  const toWantedSink = async (): Promise<void> => {
    if (context.sinkId !== wantedSink) await answered(context.setSinkId(wantedSink));
  };

  const isRunning = async (): Promise<boolean> => {
    if (context.state === 'running') return true;
    // A browser that wants a touch first leaves the promise open.
    await within(WAKE_MS, context.resume());
    return (context.state as AudioContextState) === 'running';
  };

  return {
    async play(wav, volume) {
      // A new context has the machine's own choice; a device that is not there is no reason to be silent.
      await toWantedSink().catch(() => undefined);
      if (!(await isRunning())) throw new Error('the browser allows no sound yet');
      const sound = await answered(context.decodeAudioData(wav.slice().buffer));
      const playing = context;
      const [source, gain] = [context.createBufferSource(), context.createGain()];
      source.buffer = sound;
      gain.gain.value = volume / 100;
      source.connect(gain).connect(context.destination);
      const ended = Promise.withResolvers<true>();
      source.onended = () => ended.resolve(true);
      source.start(context.currentTime + LEAD_S);
      const isEnded = await within((LEAD_S + sound.duration) * 1_000 + LATE_MS, ended.promise);
      source.disconnect();
      if (isEnded === true) return;
      openAnew(playing);
      throw new Error('the sound did not come to its end');
    },
    async choose(name) {
      const found = await within(ANSWER_MS, mediaDevices.enumerateDevices());
      // What is playing meanwhile is not to be torn off for that.
      if (found === null) throw new Error('the browser does not list its devices');
      const outputs = named(found.filter(({ kind }) => kind === 'audiooutput'));
      const wanted = name === null ? undefined : outputs.find((output) => output.name === name);
      wantedSink = wanted?.id ?? '';
      await toWantedSink();
      const names = outputs.flatMap((output) => (output.name === null ? [] : [output.name]));
      if (outputs.length === 0) return { heard: 'none', names };
      if (!(await isRunning())) return { heard: 'blocked', names };
      return { heard: name === null || wanted !== undefined ? 'chosen' : 'instead', names };
    },
    onDevices(listener) {
      mediaDevices.addEventListener('devicechange', listener);
      return () => mediaDevices.removeEventListener('devicechange', listener);
    },
    async wake() {
      await within(WAKE_MS, context.resume());
    },
    close: () => void context.close().catch(() => undefined),
  };
}

/**
 * Devices by the name that the system gives them; the second of one name gets ' (2)', in the order of the browser's ids, which stay the same for a device. An id alone is no identity that a settings
 * file could hold: the browser makes another for each profile. The name is null where the browser tells none.
 */
export function named(devices: readonly Pick<MediaDeviceInfo, 'deviceId' | 'label'>[]): readonly { readonly name: string | null; readonly id: string }[] {
  const own = devices.filter(({ deviceId }) => !ALIASES.has(deviceId)).toSorted((one, other) => (one.deviceId < other.deviceId ? -1 : 1));
  const seen = new Map<string, number>();
  const all = own.map(({ deviceId, label }) => {
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return { name: label === '' ? null : `${label.slice(0, 190)}${count === 1 ? '' : ` (${count})`}`, id: deviceId };
  });
  // Without the right to know names there is one entry without any.
  return all.length > 0 || devices.length === 0 ? all : [{ name: null, id: '' }];
}

/** What a promise gives, or null if it takes longer. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | null> {
  const late = Promise.withResolvers<null>();
  const timer = setTimeout(() => late.resolve(null), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
