// What the Windows spooler writes about a queue and its jobs, as bytes: winspool.h where pointers have eight bytes. Every offset is that of a 64-bit Windows; there is no other build of this program.

import type { SpoolerJob } from './spooler-questions.ts';

/** PRINTER_INFO_2W: thirteen pointers, then numbers. */
const INFO_2 = { attributes: 104, status: 124, jobs: 128, length: 136 } as const;
/** JOB_INFO_1W: its number, six pointers, then numbers. */
const JOB_1 = { id: 0, status: 56, length: 96 } as const;

/** What PRINTER_INFO_2W says of a queue; null for bytes that are no such structure. */
export function queueOf(info: Buffer): { readonly attributes: number; readonly status: number; readonly jobs: number } | null {
  if (info.length < INFO_2.length) return null;
  return { attributes: info.readUInt32LE(INFO_2.attributes), status: info.readUInt32LE(INFO_2.status), jobs: info.readUInt32LE(INFO_2.jobs) };
}

/** What `count` structures of JOB_INFO_1W say of the jobs in a queue; null for bytes that hold fewer. The texts behind them are not read: they name people and papers. */
export function jobsOf(bytes: Buffer, count: number): readonly SpoolerJob[] | null {
  if (count * JOB_1.length > bytes.length) return null;
  return Array.from({ length: count }, (_, index) => ({ id: bytes.readUInt32LE(index * JOB_1.length + JOB_1.id), status: bytes.readUInt32LE(index * JOB_1.length + JOB_1.status) }));
}
