// One scan over eSCL: what there is to scan, the job, page after page until the feeder is empty, and the job deleted, also after a failure or a cancel.

import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageOf } from '../../../../shared/domain/scan/page-kind.ts';
import type { ScannedPage, ScanOptions } from '../ports.ts';
import { inputFor } from './capabilities.ts';
import type { EsclAnswer, EsclLine } from './line.ts';
import { jobAt, scanSettings, troubleOf, workOn } from './messages.ts';

/** A page is asked for only when the caller takes the next one. */
export async function* scanPages(line: EsclLine, options: ScanOptions, stop: AbortSignal): AsyncGenerator<ScannedPage> {
  let job: URL | null = null;
  try {
    job = await startJob(line, options, stop);
    if (stop.aborted) throw new Refusal('scanner.cancelled');
    for (let pages = 0; ; pages += 1) {
      const page = await nextPage(line, job, options, pages, stop);
      if (page === null) break;
      yield page;
      if (options.source === 'glass') break;
    }
  } finally {
    // A job that is not deleted keeps many scanners busy for minutes. Nobody waits for the answer to matter.
    if (job !== null) await line.ask('DELETE', job);
  }
}

/** Makes sure that there is something to scan, and orders it; the address of the job. */
async function startJob(line: EsclLine, options: ScanOptions, stop: AbortSignal): Promise<URL> {
  const capabilities = await line.capabilities(stop);
  if (capabilities === null) throw new Refusal('scanner.error');
  const input = inputFor(capabilities, options);
  if (input === null) throw new Refusal('scanner.unsupported');
  // Some scanners answer a job on an empty feeder with a jam.
  const trouble = troubleOf(await line.status(stop), options.source);
  if (trouble !== null) throw new Refusal(trouble);
  // Never broken off: a job that was ordered and whose address nobody heard could not be deleted.
  const answer = await line.whileBusy(async () => await order(line, scanSettings(options, input), stop), options.source, stop);
  if (answer.status === 409) throw new Refusal(troubleOf(await line.status(stop), options.source) ?? 'scanner.busy');
  if (answer.status !== 201 || answer.location === null) throw new Refusal('scanner.error');
  const job = jobAt(answer.location, line.root);
  if (job === null) throw new Refusal('scanner.error');
  return job;
}

async function order(line: EsclLine, settings: string, stop: AbortSignal): Promise<EsclAnswer> {
  if (stop.aborted) throw new Refusal('scanner.cancelled');
  return await line.send('POST', 'ScanJobs', undefined, settings);
}

/** The next page of a job; null when there is none left. */
async function nextPage(line: EsclLine, job: URL, options: ScanOptions, pages: number, stop: AbortSignal): Promise<ScannedPage | null> {
  const since = line.now();
  for (;;) {
    const answer = await line.whileBusy(async () => await line.send('GET', new URL('NextDocument', job), stop), options.source, stop);
    if (answer.status === 200) {
      const page = pageOf(answer.body);
      if (page === null) throw new Refusal('scanner.cut');
      return page;
    }
    if (answer.status !== 404 && answer.status !== 409) throw new Refusal('scanner.error');
    const status = await line.status(stop);
    const trouble = troubleOf(status, options.source);
    if (trouble !== null && trouble !== 'scanner.feeder-empty') throw new Refusal(trouble);
    const { hasPages, isWorking } = workOn(status, job);
    const isPulling = status?.feeder === 'ScannerAdfProcessing';
    const holdsPaper = isPulling || status?.feeder === 'ScannerAdfLoaded';
    const isRefused = answer.status === 409 && pages > 0;
    // A scanner at work may have said too early that there is no more; the sensor of the feeder does not see a sheet on its way.
    const patience = !holdsPaper && (!isWorking || isRefused) ? 0 : isRefused || (holdsPaper && !isPulling && !isWorking) ? line.times.doubtMs : line.times.busyMs;
    if (patience === 0 || line.now() - since > patience) {
      // Sheets that still lie there are pages that nobody has: never a whole scan.
      if (isRefused && status?.feeder === 'ScannerAdfLoaded') throw new Refusal('scanner.cut');
      if ((holdsPaper || hasPages) && answer.status === 404) throw new Refusal('scanner.timeout');
      if (pages > 0) return null;
      throw new Refusal(options.source === 'feeder' ? 'scanner.feeder-empty' : 'scanner.error');
    }
    await line.pause(stop);
  }
}
