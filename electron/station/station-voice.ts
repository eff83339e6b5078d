// The hall's voice of this machine: the window that speaks, and the thread that joins what it says.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MachineSettings } from '../link/settings.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { HallVoice, speakingWindow } from './sound/hall-voice.ts';
import { createSoundThread } from './sound/sound-thread.ts';

interface StationVoiceParts {
  readonly settings: Pick<MachineSettings, 'sound' | 'host'>;
  /** Folder of what is shipped. */
  readonly resources: string;
  readonly workerFile: (name: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Starts it; disposing ends its thread. */
export function startVoice({ settings: { sound, host }, resources, workerFile, clock, log }: StationVoiceParts): HallVoice {
  const start = (): Worker => new Worker(workerFile('sound-worker'), { workerData: { shipped: path.join(resources, 'sounds') }, resourceLimits: THREAD_LIMITS });
  return new HallVoice({ settings: sound, windowId: speakingWindow(sound, host.windows), clock, log, thread: createSoundThread(start, clock) });
}
