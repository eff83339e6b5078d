// The calls of the Windows spooler (winspool.drv): raw bytes into a queue, and what the queue says of itself. Used only on the spooler's thread, since every call may wait.

import type { SpoolerAnswer, SpoolerQuestion } from './spooler-questions.ts';
import { jobsOf, queueOf } from './spooler-structures.ts';

const MOST_INFO_BYTES = 256 * 1024;
/** More jobs than this no ticket printer has in its queue; the first ones say whether it moves. */
const MOST_JOBS = 256;

/** The calls that are used. A handle is whatever the system gives. */
export interface Spooler {
  open(queue: string): unknown;
  info(handle: unknown): Buffer | null;
  /** Structures of JOB_INFO_1W with their texts behind them; null if the spooler gives none. */
  jobs(handle: unknown): { readonly bytes: Buffer; readonly count: number } | null;
  /** The number of the job; 0 if the queue does not take one. */
  start(handle: unknown, title: string): number;
  /** How many bytes were taken. */
  write(handle: unknown, bytes: Uint8Array): number;
  end(handle: unknown): boolean;
  close(handle: unknown): void;
}

/** @throws Error where there is no such library, that is anywhere but on Windows */
export async function loadSpooler(): Promise<Spooler> {
  const { default: koffi } = await import('koffi');
  const library = koffi.load('winspool.drv');
  const doc = koffi.struct({ pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' });
  const openPrinter = library.func('__stdcall', 'OpenPrinterW', 'bool', ['str16', koffi.out(koffi.pointer('void *')), 'void *']);
  const getPrinter = library.func('__stdcall', 'GetPrinterW', 'bool', ['void *', 'uint32', 'void *', 'uint32', koffi.out(koffi.pointer('uint32'))]);
  const enumJobs = library.func('__stdcall', 'EnumJobsW', 'bool', ['void *', 'uint32', 'uint32', 'uint32', 'void *', 'uint32', koffi.out(koffi.pointer('uint32')), koffi.out(koffi.pointer('uint32'))]);
  const startDoc = library.func('__stdcall', 'StartDocPrinterW', 'uint32', ['void *', 'uint32', koffi.pointer(doc)]);
  const startPage = library.func('__stdcall', 'StartPagePrinter', 'bool', ['void *']);
  const writePrinter = library.func('__stdcall', 'WritePrinter', 'bool', ['void *', 'void *', 'uint32', koffi.out(koffi.pointer('uint32'))]);
  const endPage = library.func('__stdcall', 'EndPagePrinter', 'bool', ['void *']);
  const endDoc = library.func('__stdcall', 'EndDocPrinter', 'bool', ['void *']);
  const closePrinter = library.func('__stdcall', 'ClosePrinter', 'bool', ['void *']);
  return {
    open: (queue) => {
      const handle: unknown[] = [null];
      return openPrinter(queue, handle, null) === true ? handle[0] : null;
    },
    info: (handle) => {
      const needed = [0];
      getPrinter(handle, 2, null, 0, needed);
      const length = needed[0] ?? 0;
      if (length === 0 || length > MOST_INFO_BYTES) return null;
      const info = Buffer.alloc(length);
      return getPrinter(handle, 2, info, length, needed) === true ? info : null;
    },
    jobs: (handle) => {
      const [needed, count] = [[0], [0]];
      enumJobs(handle, 0, MOST_JOBS, 1, null, 0, needed, count);
      // Jobs that come meanwhile have room, too.
      const length = (needed[0] ?? 0) + 4_096;
      if (length > MOST_INFO_BYTES) return null;
      const bytes = Buffer.alloc(length);
      return enumJobs(handle, 0, MOST_JOBS, 1, bytes, length, needed, count) === true ? { bytes, count: count[0] ?? 0 } : null;
    },
    start: (handle, title) => {
      const job: unknown = startDoc(handle, 1, { pDocName: title, pOutputFile: null, pDatatype: 'RAW' });
      if (typeof job !== 'number' || job === 0) return 0;
      if (startPage(handle) === true) return job;
      endDoc(handle);
      return 0;
    },
    write: (handle, bytes) => {
      const written = [0];
      return writePrinter(handle, bytes, bytes.length, written) === true ? (written[0] ?? 0) : 0;
    },
    end: (handle) => [endPage(handle), endDoc(handle)].every((done) => done === true),
    close: (handle) => void closePrinter(handle),
  };
}

/** Answers one question with real calls. Never throws. */
export function askSpooler(spooler: Spooler, question: SpoolerQuestion): SpoolerAnswer {
  const handle = spooler.open(question.queue);
  if (handle === null) return question.kind === 'look' ? { kind: 'missing' } : { kind: 'submitted', became: 'refused', job: null };
  try {
    if (question.kind === 'look') return look(spooler, handle);
    const job = spooler.start(handle, 'mot-cua');
    if (job === 0) return { kind: 'submitted', became: 'refused', job: null };
    const written = spooler.write(handle, question.bytes);
    const isEnded = spooler.end(handle);
    return { kind: 'submitted', became: isEnded && written === question.bytes.length ? 'taken' : 'doubtful', job };
  } finally {
    spooler.close(handle);
  }
}

function look(spooler: Spooler, handle: unknown): SpoolerAnswer {
  const info = spooler.info(handle);
  const queue = info === null ? null : queueOf(info);
  if (queue === null) return { kind: 'missing' };
  const listed = queue.jobs === 0 ? null : spooler.jobs(handle);
  const jobs = queue.jobs === 0 ? [] : listed === null ? null : jobsOf(listed.bytes, listed.count);
  return { kind: 'looked', status: queue.status, attributes: queue.attributes, jobs };
}
