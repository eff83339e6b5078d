// Entry of the thread that lays out and draws forms.

import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { parsePaperTexts } from './devices/paper/texts.ts';
import { createFormMaker } from './papers/form-maker.ts';
import { formOrderSchema, formSettingsSchema, type MadeForm } from './papers/form-thread.ts';

const port = must(parentPort, 'the station starts this as a thread');
const { textsFile, isTraining } = formSettingsSchema.parse(workerData);
const make = createFormMaker(parsePaperTexts(readFileSync(textsFile, 'utf8')), isTraining);

port.on('message', (message: unknown) => {
  void answer(message).then((made) => port.postMessage(made));
});

async function answer(message: unknown): Promise<MadeForm> {
  try {
    return await make(formOrderSchema.parse(message));
  } catch (error) {
    // What zod says of a wrong value names its place, not the value.
    return { kind: 'failed', detail: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
  }
}
