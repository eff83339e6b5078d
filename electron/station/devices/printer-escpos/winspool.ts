// The calls of the Windows spooler (winspool.drv): raw bytes into a queue, and what the queue says of itself. Used only on the spooler's thread, since every call may wait.

import type { SpoolerAnswer, SpoolerQuestion } from './spooler-questions.ts';

/** Where PRINTER_INFO_2W has Attributes and Status where pointers have eight bytes, and how long it is without its texts. */
const INFO_2 = { attributes: 104, status: 124, length: 136 } as const;
const MOST_INFO_BYTES = 256 * 1024;

/** The calls that are used. A handle is whatever the system gives. */
export interface Spooler {
  open(queue: string): unknown;
  info(handle: unknown): Buffer | null;
  /** False if the queue does not take a job. */
  start(handle: unknown, title: string): boolean;
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
      if (length < INFO_2.length || length > MOST_INFO_BYTES) return null;
      const info = Buffer.alloc(length);
      return getPrinter(handle, 2, info, length, needed) === true ? info : null;
    },
    start: (handle, title) => startDoc(handle, 1, { pDocName: title, pOutputFile: null, pDatatype: 'RAW' }) !== 0 && startPage(handle) === true,
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
  if (handle === null) return question.kind === 'look' ? { kind: 'missing' } : { kind: 'submitted', became: 'refused' };
  try {
    if (question.kind === 'look') {
      const info = spooler.info(handle);
      return info === null ? { kind: 'missing' } : { kind: 'looked', status: info.readUInt32LE(INFO_2.status), attributes: info.readUInt32LE(INFO_2.attributes) };
    }
    if (!spooler.start(handle, 'mot-cua')) return { kind: 'submitted', became: 'refused' };
    const written = spooler.write(handle, question.bytes);
    const isEnded = spooler.end(handle);
    return { kind: 'submitted', became: isEnded && written === question.bytes.length ? 'taken' : 'doubtful' };
  } finally {
    spooler.close(handle);
  }
}
