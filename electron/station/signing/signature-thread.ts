// The thread on which files are made ready, signed and looked at: a dossier's PDF has some dozen MB, and hashing and reading it keeps one core for a while.

import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import type { Clock } from '../life/clock.ts';
import { createWorkerThread } from '../life/worker-thread.ts';
import { readCertificate } from './cms/certificate.ts';
import { UnsignablePdf } from './pdf/prepare-pdf.ts';
import { beginSignature, finishSignature, WrongKey } from './sign.ts';
import { verifyDetached, verifyPdf } from './verify.ts';

const LONGEST_MS = 60_000;
const REST_MS = 10_000;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const begunSchema = { file: bytes, roomAt: z.int().min(0).nullable(), digest: bytes };
/** What the thread is asked. Certificates in DER, moments in epoch ms. */
export const signatureOrderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begin'), file: bytes, certificate: bytes, format: z.enum(['pades', 'cades']), at: z.int() }),
  z.strictObject({ kind: z.literal('finish'), ...begunSchema, certificate: bytes, at: z.int(), signature: bytes }),
  z.strictObject({ kind: z.literal('verify'), file: bytes, apart: bytes.nullable(), known: z.array(bytes), at: z.int() }),
]);
export type SignatureOrder = z.infer<typeof signatureOrderSchema>;

const facts = { name: z.string(), organisation: z.string(), issuer: z.string(), serial: z.string(), fingerprint: z.string(), validFrom: z.number(), validTo: z.number() };
const answerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('begun'), ...begunSchema, toSign: bytes }),
  z.strictObject({ kind: z.literal('finished'), file: bytes, apart: bytes.nullable() }),
  z.strictObject({
    kind: z.literal('verdict'), integrity: z.enum(['intact', 'changed', 'added-to', 'unreadable']),
    signer: z.strictObject({ ...facts, inTime: z.enum(['yes', 'expired', 'not-yet']), chain: z.enum(['trusted', 'unknown', 'broken', 'unfit', 'no-roots']) }).nullable(),
  }),
  z.strictObject({ kind: z.literal('unsignable') }),
  z.strictObject({ kind: z.literal('wrong-key') }),
]);
export type SignatureAnswer = z.infer<typeof answerSchema>;

export interface SignatureThread extends AsyncDisposable {
  /** Rejects if the thread dies or is too slow. */
  ask(order: SignatureOrder): Promise<SignatureAnswer>;
}

export function createSignatureThread(start: () => Worker, clock: Pick<Clock, 'sleep'>): SignatureThread {
  const thread = createWorkerThread({ start, clock, parse: (said) => answerSchema.parse(said), longestMs: LONGEST_MS, restMs: REST_MS });
  return { ask: (order) => thread.ask(order), [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose]() };
}

/** On the thread: one answer for each order. Throws only for bugs. */
export async function answerOrder(order: SignatureOrder): Promise<SignatureAnswer> {
  try {
    switch (order.kind) {
      case 'begin':
        return { kind: 'begun', ...(await beginSignature({ ...order, certificate: readCertificate(order.certificate) })) };
      case 'finish':
        return { kind: 'finished', ...finishSignature(order, { ...order, certificate: readCertificate(order.certificate) }, order.signature) };
      case 'verify': {
        const circumstances = { known: order.known.map(readCertificate), at: order.at };
        return { kind: 'verdict', ...(order.apart === null ? verifyPdf(Buffer.from(order.file), circumstances) : verifyDetached(Buffer.from(order.apart), order.file, circumstances)) };
      }
    }
  } catch (error) {
    if (error instanceof UnsignablePdf) return { kind: 'unsignable' };
    if (error instanceof WrongKey) return { kind: 'wrong-key' };
    throw error;
  }
}
