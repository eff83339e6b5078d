// Entry of the thread that draws papers: fonts and canvas live here, so that no drawing holds up a call of a window.

import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { must } from '../../shared/base/must.ts';
import { createPaperPress } from './devices/paper/press.ts';
import { parsePaperTexts } from './devices/paper/texts.ts';
import { createDrawPaper, layOutCover } from './printing/draw-paper.ts';
import { drawOrderSchema, drawSettingsSchema, type Drawn } from './printing/drawing-thread.ts';

const port = must(parentPort, 'the station starts this as a thread');
const { widthDots, textsFile, isTraining } = drawSettingsSchema.parse(workerData);
const press = createPaperPress(widthDots, parsePaperTexts(readFileSync(textsFile, 'utf8')), { isTraining });
const draw = createDrawPaper(press);

port.on('message', (message: unknown) => {
  port.postMessage(answer(message));
});

function answer(message: unknown): Drawn {
  try {
    const order = drawOrderSchema.parse(message);
    return order.as === 'picture' ? { kind: 'drawn', picture: draw(order.what, order.paper) } : { kind: 'laid-out', page: layOutCover(press, order.paper) };
  } catch (error) {
    // What zod says of a wrong value names its place, not the value.
    return { kind: 'failed', detail: error instanceof z.ZodError ? z.prettifyError(error) : String(error) };
  }
}
