// Answers one question with real calls of a PKCS#11 module: which tokens and certificates there are, or a signature by the key of one of them.

import { must } from '../../../../shared/base/must.ts';
import { CKA, CKK, CKM, CKO, CKU, type Cryptoki, type Handle, loadCryptoki, ulong } from './cryptoki.ts';
import { ecdsaToDer, digestInfo } from './signature-shapes.ts';
import { TokenFailure } from './return-values.ts';
import type { FoundToken, PinState, TokenAnswer, TokenQuestion } from './token-talk.ts';

const FLAG = { PROTECTED_PATH: 0x100, INITIALIZED: 0x400, PIN_LOW: 0x10000, PIN_LAST: 0x20000, PIN_LOCKED: 0x40000 } as const;
/** CKR_CRYPTOKI_ALREADY_INITIALIZED and the like cannot be: the process is new. */

/** Never throws for what a module or token does. */
export async function answerQuestion(question: TokenQuestion): Promise<TokenAnswer> {
  let module: Cryptoki;
  try {
    module = await loadCryptoki(question.module);
    module.initialize();
  } catch (error) {
    return { kind: 'failed', code: 'token.no-module', detail: error instanceof TokenFailure ? error.message : 'load', pin: null };
  }
  try {
    return question.kind === 'list' ? { kind: 'tokens', tokens: await list(module) } : await sign(module, question);
  } catch (error) {
    if (!(error instanceof TokenFailure)) throw error;
    return { kind: 'failed', code: error.code, detail: error.message, pin: null };
  } finally {
    finalized(module);
  }
}

/** False for a module that cannot end well, which changes nothing: the process ends now anyway, and the answer is known. */
function finalized(module: Cryptoki): boolean {
  try {
    module.finalize();
    return true;
  } catch (error) {
    if (error instanceof TokenFailure) return false;
    throw error;
  }
}

interface Info {
  readonly label: string;
  readonly serial: string;
  readonly flags: number;
}

function infoOf(module: Cryptoki, slot: Handle): Info | null {
  const bytes = module.tokenInfo(slot);
  const text = (from: number, to: number): string => bytes.toString('utf8', from, to).replaceAll('\0', ' ').trim();
  const info = { label: text(0, 32), serial: text(80, 96), flags: bytes.readUInt32LE(96) };
  return (info.flags & FLAG.INITIALIZED) === 0 ? null : info;
}

function pinOf({ flags }: Info): PinState {
  if ((flags & FLAG.PIN_LOCKED) !== 0) return 'locked';
  if ((flags & FLAG.PIN_LAST) !== 0) return 'last-try';
  return (flags & FLAG.PIN_LOW) !== 0 ? 'few-left' : 'fine';
}

async function list(module: Cryptoki): Promise<FoundToken[]> {
  const isCertificate = [{ type: CKA.CLASS, value: await ulong(CKO.CERTIFICATE) }];
  return module.slots().flatMap((slot): FoundToken[] => {
    const info = infoOf(module, slot);
    if (info === null) return [];
    const session = module.openSession(slot);
    const certificates = module.find(session, isCertificate).flatMap((object) => module.attribute(session, object, CKA.VALUE)?.toString('base64') ?? []);
    module.closeSession(session);
    return [{ label: info.label, serial: info.serial, pin: pinOf(info), hasOwnKeys: (info.flags & FLAG.PROTECTED_PATH) !== 0, certificates }];
  });
}

async function sign(module: Cryptoki, { tokenSerial, certificate, pin, digest, dareLastTry }: Extract<TokenQuestion, { readonly kind: 'sign' }>): Promise<TokenAnswer> {
  const here = module.slots().map((slot) => ({ slot, info: infoOf(module, slot) })).find(({ info }) => info?.serial === tokenSerial);
  if (here === undefined || here.info === null) throw new TokenFailure('C_GetSlotList', 0, 'token.absent');
  const { slot, info } = here;
  const before = pinOf(info);
  if (before === 'locked') return { kind: 'failed', code: 'token.pin-locked', detail: 'C_GetTokenInfo', pin: before };
  if (before === 'last-try' && !dareLastTry) return { kind: 'failed', code: 'token.last-try', detail: 'C_GetTokenInfo', pin: before };
  const typed = (info.flags & FLAG.PROTECTED_PATH) === 0 ? pin : null;
  const session = module.openSession(slot);
  try {
    module.login(session, CKU.USER, typed);
  } catch (error) {
    if (!(error instanceof TokenFailure)) throw error;
    return { kind: 'failed', code: error.code, detail: error.message, pin: pinAfter(module, slot) };
  }
  const isCertificate = { type: CKA.CLASS, value: await ulong(CKO.CERTIFICATE) };
  const [object] = module.find(session, [isCertificate, { type: CKA.VALUE, value: Buffer.from(certificate, 'base64') }]);
  if (object === undefined) throw new TokenFailure('C_FindObjects', 0, 'token.no-certificate');
  const id = module.attribute(session, object, CKA.ID);
  const isKey = { type: CKA.CLASS, value: await ulong(CKO.PRIVATE_KEY) };
  const [key] = module.find(session, id === null ? [isKey] : [isKey, { type: CKA.ID, value: id }]);
  if (key === undefined) throw new TokenFailure('C_FindObjects', 0, 'token.no-key');
  const kind = module.attribute(session, key, CKA.KEY_TYPE)?.readUInt32LE(0);
  if (kind !== CKK.RSA && kind !== CKK.EC) throw new TokenFailure('CKA_KEY_TYPE', kind ?? 0, 'token.key-unknown');
  // Keys for signing people's names often ask for the PIN at each signature.
  const asksEachTime = (module.attribute(session, key, CKA.ALWAYS_AUTHENTICATE)?.[0] ?? 0) !== 0;
  const again = (): void => {
    if (asksEachTime) module.login(session, CKU.CONTEXT_SPECIFIC, typed);
  };
  const bytes = Buffer.from(digest, 'base64');
  const signature = kind === CKK.RSA ? module.sign(session, key, CKM.RSA_PKCS, digestInfo(bytes), again) : ecdsaToDer(module.sign(session, key, CKM.ECDSA, bytes, again));
  module.closeSession(session);
  return { kind: 'signed', signature: must(signature, 'what was signed has a signature').toString('base64') };
}

/** Null where the token does not say any more. */
function pinAfter(module: Cryptoki, slot: Handle): PinState | null {
  try {
    const info = infoOf(module, slot);
    return info === null ? null : pinOf(info);
  } catch {
    return null;
  }
}
