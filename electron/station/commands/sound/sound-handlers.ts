// What the board asks in order to speak, what it tells of how it is heard, and the administration's wish to hear it.

import type { CounterId } from '../../../../shared/base/ids.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import type { Heard, Sound, soundCommands } from '../../../../shared/contract/sound.ts';
import type { HelpTopic } from '../../../../shared/domain/call/spoken-help.ts';
import type { Handlers } from '../context.ts';

/** The hall's voice, as commands use it. */
export interface VoicePort {
  read(): Promise<Sound>;
  announce(call: { readonly number: string; readonly counterId: CounterId }, isTrial: boolean): Promise<Uint8Array | null>;
  help(topic: HelpTopic, number: string | null): Promise<{ readonly wav: Uint8Array; readonly volume: number }>;
  report(report: { readonly heard: Heard; readonly loudspeakers: readonly string[]; readonly hasSpoken: boolean }): void;
}

/** The call of the example in the guide: it has a letter, a 'lăm', and the point's first counter. */
const TRIAL_NUMBER = 'A025';

/** Handlers over the voice that is there once the station stands. */
export function createSoundHandlers(voice: () => VoicePort): Handlers<keyof typeof soundCommands> {
  return {
    'sound.read': () => voice().read(),
    'sound.report': (_context, report) => {
      voice().report(report);
      return {};
    },
    'announcement.read': async (_context, { isTrial, ...call }) => {
      const wav = await voice().announce(call, isTrial);
      return wav === null ? { kind: 'quiet' } : { kind: 'spoken', base64: base64Of(wav) };
    },
    'help.read': async (_context, { topic, number }) => {
      const { wav, volume } = await voice().help(topic, number);
      return { base64: base64Of(wav), volume };
    },
    'sound.try': async (context) => {
      const { isOn, heard } = await voice().read();
      if (!isOn || heard === null) throw new Refusal('loudspeaker.absent');
      const [counter] = context.point.counters;
      const call = { number: TRIAL_NUMBER, counterId: counter?.counterId ?? (1 as CounterId) };
      context.publish('sound.asked', call);
      return call;
    },
  };
}

function base64Of(wav: Uint8Array): string {
  return Buffer.from(wav.buffer, wav.byteOffset, wav.length).toString('base64');
}
