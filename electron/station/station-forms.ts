// Puts the forms together: the thread that draws them, and what commands may ask of it.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StationId } from '../../shared/base/ids.ts';
import { isTrainingStation } from '../../shared/domain/codes/training-station.ts';
import type { Forms } from './commands/context.ts';
import { parsePaperTexts } from './devices/paper/texts.ts';
import type { SystemPrinter } from './devices/ports.ts';
import type { Clock } from './life/clock.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { createFormThread, type FormThread } from './papers/form-thread.ts';
import { loadShippedTemplates } from './papers/shipped-templates.ts';

export interface FormsParts {
  readonly resources: string;
  readonly workerFile: (name: string) => string;
  readonly clock: Pick<Clock, 'sleep'>;
  /** False where no printer of tickets is configured. */
  readonly hasRoll: boolean;
  /** In training every form says that it is one. */
  readonly station: StationId;
  /** The tables of days off that came with the program. */
  readonly holidays: Forms['holidays'];
  readonly systemPrinter: Pick<SystemPrinter, 'printers'>;
}

/** The forms as commands use them, and their thread, which is started with the first that is asked for. Throws where a template or a text that came with the program is missing. */
export function startForms({ resources, workerFile, clock, hasRoll, station, holidays, systemPrinter }: FormsParts): AsyncDisposable & { readonly forms: Forms; readonly thread: FormThread } {
  const textsFile = path.join(resources, 'texts', 'paper.vi.json');
  const shipped = loadShippedTemplates(path.join(resources, 'papers'));
  const words = parsePaperTexts(readFileSync(textsFile, 'utf8'));
  const thread = createFormThread(() => new Worker(workerFile('form-worker'), { workerData: { textsFile, isTraining: isTrainingStation(station) }, resourceLimits: THREAD_LIMITS }), clock);
  return {
    thread,
    forms: { shipped, holidays, words, hasRoll, printers: () => systemPrinter.printers(), pdf: (paper) => thread.pdf(paper), pictures: (paper, wanted) => thread.pictures(paper, wanted) },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}
