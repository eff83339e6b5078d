// Puts the printer's line together: the thread that draws papers, the line itself, and the count of the roll.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import { isTrainingStation } from '../../shared/domain/codes/training-station.ts';
import type { PrintJob, SystemPrinter, TicketPrinter } from './devices/ports.ts';
import type { TrialPaper } from './devices/trial-ports.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { formPaperSchema } from './papers/form-paper.ts';
import type { FormThread } from './papers/form-thread.ts';
import { handForm } from './hand-form.ts';
import { startDrawingThread, type DrawSettings } from './printing/drawing-thread.ts';
import type { PaperRoll } from './printing/paper-roll.ts';
import { startPrintRunner, type PrintRunner } from './printing/print-runner.ts';
import type { StationDatabase } from './store/database.ts';
import type { LogIdentity } from './store/event-log.ts';
import type { PrintedThing } from './store/print-jobs.ts';

/** Width that is drawn for where no printer is configured: nothing is printed, and papers can still be checked. */
const WIDTH_WITHOUT_PRINTER = 576;

export interface StationPrintingParts {
  readonly database: StationDatabase;
  readonly clock: Clock;
  readonly identity: LogIdentity;
  readonly log: Log;
  readonly printer: TicketPrinter | null;
  readonly systemPrinter: SystemPrinter;
  readonly forms: FormThread;
  readonly roll: PaperRoll;
  readonly resources: string;
  readonly workerFile: (name: string) => string;
  readonly publish: (event: 'print.changed', payload: EventPayload<'print.changed'>) => void;
  readonly wakeSync: () => void;
}

/** The line, and its thread for the test page of the set-up. */
export interface StationPrinting extends PrintRunner {
  drawTrial(paper: TrialPaper): Promise<PrintJob>;
}

/** Starts printing what the store has queued. Disposing ends the line first, then the thread. */
export function startStationPrinting({ database, clock, identity, log, printer, systemPrinter, forms, roll, resources, workerFile, publish, wakeSync }: StationPrintingParts): StationPrinting {
  const parts = new AsyncDisposableStack();
  const drawSettings: DrawSettings = { widthDots: printer?.widthDots ?? WIDTH_WITHOUT_PRINTER, textsFile: path.join(resources, 'texts', 'paper.vi.json'), isTraining: isTrainingStation(identity.station) };
  const drawing = parts.use(startDrawingThread({ start: () => new Worker(workerFile('paper-worker'), { workerData: drawSettings, resourceLimits: THREAD_LIMITS }), clock }));
  const draw = async (what: PrintedThing, paper: string): Promise<PrintJob> => (what === 'form' ? await forms.strip(formPaperSchema.parse(JSON.parse(paper)), drawSettings.widthDots) : await drawing.draw(what, paper));
  const runner = parts.use(
    startPrintRunner({
      database, clock, identity, printer, publish, wakeSync,
      draw,
      paperUsed: () => roll.changed(),
      onFailure: (error) => log.error('print.failure', error),
    }),
  );
  const office = parts.use(
    startPrintRunner({
      database, clock, identity, printer: null, publish, wakeSync,
      draw,
      hand: async ({ what, paper, printer: named }) => {
        const name = must(named, 'this line is of jobs that name a printer');
        return what === 'cover' ? await systemPrinter.print(await drawing.layOut(paper), name, 1) : await handForm(forms, systemPrinter, paper, name);
      },
      paperUsed: () => undefined,
      onFailure: (error) => log.error('print.failure', error),
    }),
  );
  const wake = (): void => {
    runner.wake();
    office.wake();
  };
  return { wake, drawTrial: async (paper) => await drawing.draw('trial', JSON.stringify(paper)), [Symbol.asyncDispose]: async () => await parts.disposeAsync() };
}
