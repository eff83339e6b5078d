// Entry of the thread that joins announcements.

import { parentPort, workerData } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { createSoundMaker } from './sound/sound-maker.ts';
import { soundOrderSchema, soundPlacesSchema, type SoundAnswer } from './sound/sound-thread.ts';

const port = must(parentPort, 'the station starts this as a thread');
const make = createSoundMaker(soundPlacesSchema.parse(workerData).shipped);

port.on('message', (message: unknown) => {
  port.postMessage(answer(message));
});

function answer(message: unknown): SoundAnswer {
  try {
    return { kind: 'done', ...make(soundOrderSchema.parse(message)) };
  } catch (error) {
    return { kind: 'failed', detail: String(error) };
  }
}
