// Puts signing together: the process that speaks to tokens, the thread that makes and reads signatures, and the authorities that this unit trusts.

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../shared/contract/errors.ts';
import type { Token } from '../../shared/contract/signing.ts';
import type { EpochMs } from '../../shared/base/ids.ts';
import { isTrainingStation } from '../../shared/domain/codes/training-station.ts';
import type { MachineSettings } from '../link/settings.ts';
import { createSigningHandlers } from './commands/signing/signing-handlers.ts';
import type { SigningDesk } from './commands/context.ts';
import type { Clock } from './life/clock.ts';
import type { Log } from './life/log.ts';
import { THREAD_LIMITS } from './life/worker-thread.ts';
import { factsOf, fingerprintOf, maySignDocuments, readCertificate } from './signing/cms/certificate.ts';
import { NotDer } from './signing/cms/der.ts';
import { createSignatureThread } from './signing/signature-thread.ts';
import { askToken } from './signing/token/ask-token.ts';
import type { FoundToken, TokenAnswer } from './signing/token/token-talk.ts';

interface SigningParts {
  readonly settings: Pick<MachineSettings, 'signing' | 'profile'>;
  readonly workerFile: (name: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}

const AUTHORITY = /\.(pem|crt|cer)$/i;
const MOST_AUTHORITIES = 200;

export function startSigning({ settings: { signing: settings, profile }, workerFile, clock, log }: SigningParts): AsyncDisposable & { readonly desk: SigningDesk; readonly handlers: ReturnType<typeof createSigningHandlers> } {
  const thread = createSignatureThread(() => new Worker(workerFile('signature-worker'), { resourceLimits: { ...THREAD_LIMITS, maxOldGenerationSizeMb: 256 } }), clock);
  const ended = new AbortController();
  const process_ = { program: nodeProgram(), entry: workerFile('token-worker'), environment: process.env, clock };

  const ask = async (question: Parameters<typeof askToken>[1]): Promise<Exclude<TokenAnswer, { readonly kind: 'failed' }>> => {
    const answer = await askToken(process_, question, ended.signal);
    if (answer.kind !== 'failed') return answer;
    log.warn('token.failed', { code: answer.code, detail: answer.detail });
    throw new Refusal(answer.code, answer.pin === null ? {} : { pin: answer.pin });
  };
  const module = (): string => {
    if (isTrainingStation(profile.station)) throw new Refusal('token.training');
    if (settings.module === null) throw new Refusal('token.no-module');
    return settings.module;
  };
  const found = async (): Promise<readonly FoundToken[]> => {
    const answer = await ask({ kind: 'list', module: module() });
    return answer.kind === 'tokens' ? answer.tokens : [];
  };

  const desk: SigningDesk = {
    tokens: async () => (await found()).map((token) => shown(token, clock.now())),
    sign: async ({ file, format, tokenSerial, fingerprint, pin, dareLastTry }) => {
      const token = (await found()).find(({ serial }) => serial === tokenSerial);
      if (token === undefined) throw new Refusal('token.absent');
      const certificate = certificatesOf(token).find((one) => fingerprintOf(one) === fingerprint);
      if (certificate === undefined) throw new Refusal('token.no-certificate');
      const at = clock.now();
      if (standingOf(certificate, at) !== 'good') throw new Refusal('token.certificate-unfit');
      const der = certificate.raw;
      const begun = await thread.ask({ kind: 'begin', file, certificate: der, format, at });
      if (begun.kind !== 'begun') throw new Refusal('signing.unsignable');
      const { toSign, kind: _kind, ...rest } = begun;
      const answer = await ask({ kind: 'sign', module: module(), tokenSerial, certificate: der.toString('base64'), pin, digest: Buffer.from(toSign).toString('base64'), dareLastTry });
      if (answer.kind !== 'signed') throw new Refusal('token.failed');
      const finished = await thread.ask({ kind: 'finish', ...rest, certificate: der, at, signature: Buffer.from(answer.signature, 'base64') });
      if (finished.kind !== 'finished') throw new Refusal('token.no-key');
      const { validFrom: _from, validTo, ...signer } = factsOf(certificate);
      return { file: finished.file, apart: finished.apart, signedAt: at, signer: { ...signer, validTo: validTo as EpochMs } };
    },
    verify: async (file, apart) => {
      const answer = await thread.ask({ kind: 'verify', file, apart, known: await authorities(settings.authorities, log), at: clock.now() });
      if (answer.kind !== 'verdict') return { integrity: 'unreadable', signer: null };
      if (answer.signer === null) return { integrity: answer.integrity, signer: null };
      const { fingerprint: _fingerprint, ...signer } = answer.signer;
      return { integrity: answer.integrity, signer: { ...signer, validFrom: signer.validFrom as EpochMs, validTo: signer.validTo as EpochMs } };
    },
  };
  return {
    desk, handlers: createSigningHandlers((error) => log.error('signing.bug', error)),
    [Symbol.asyncDispose]: async () => {
      ended.abort();
      await thread[Symbol.asyncDispose]();
    },
  };
}

/** Electron may not run as Node in a package; the keeper's Node lies beside it. */
function nodeProgram(): string {
  if (process.versions['electron'] === undefined) return process.execPath;
  return path.resolve(import.meta.dirname, '../../../../keeper', process.platform === 'win32' ? 'node.exe' : 'node');
}

function certificatesOf({ certificates }: FoundToken): ReturnType<typeof readCertificate>[] {
  return certificates.flatMap((base64) => {
    try {
      return readCertificate(Buffer.from(base64, 'base64'));
    } catch (error) {
      if (error instanceof NotDer) return [];
      throw error;
    }
  });
}

function standingOf(certificate: ReturnType<typeof readCertificate>, at: number): Token['certificates'][number]['standing'] {
  if (!maySignDocuments(certificate)) return 'unfit';
  const { validFrom, validTo } = factsOf(certificate);
  if (at < validFrom) return 'not-yet';
  return at > validTo ? 'expired' : 'good';
}

function shown(token: FoundToken, at: number): Token {
  const { label, serial, pin, hasOwnKeys } = token;
  return {
    label, serial, pin, hasOwnKeys,
    certificates: certificatesOf(token).map((certificate) => {
      const { name, organisation, issuer, fingerprint, validFrom, validTo } = factsOf(certificate);
      return { fingerprint, name, organisation, issuer, validFrom: validFrom as EpochMs, validTo: validTo as EpochMs, standing: standingOf(certificate, at) };
    }),
  };
}

/** Certificates of the folder in DER, read anew each time: an authority that was added counts at once. What is none is passed over and told. */
async function authorities(folder: string | null, log: Log): Promise<Uint8Array[]> {
  if (folder === null) return [];
  const names = await readdir(folder).catch(() => []);
  const known: Uint8Array[] = [];
  for (const name of names.filter((file) => AUTHORITY.test(file)).toSorted().slice(0, MOST_AUTHORITIES)) {
    try {
      known.push(readCertificate(await readFile(path.join(folder, name))).raw);
    } catch {
      log.warn('signing.no-certificate', { name });
    }
  }
  return known;
}
