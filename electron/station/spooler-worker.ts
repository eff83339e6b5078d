// Entry of the thread that hands jobs to the spooler of Windows, whose calls may wait for minutes.

import { parentPort } from 'node:worker_threads';
import { must } from '../../shared/base/must.ts';
import { spoolerQuestionSchema, type SpoolerAnswer } from './devices/printer-escpos/spooler-questions.ts';
import { askSpooler, loadSpooler } from './devices/printer-escpos/winspool.ts';

const port = must(parentPort, 'the station starts this as a thread');
// Where the library cannot be loaded every queue is missing, and the station goes on.
const loading = loadSpooler().catch(() => null);

port.on('message', (message: unknown) => {
  void answer(message).then((said) => port.postMessage(said));
});

async function answer(message: unknown): Promise<SpoolerAnswer> {
  const question = spoolerQuestionSchema.parse(message);
  const spooler = await loading;
  if (spooler !== null) return askSpooler(spooler, question);
  return question.kind === 'look' ? { kind: 'missing' } : { kind: 'submitted', became: 'refused', job: null };
}
