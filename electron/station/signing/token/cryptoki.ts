// The calls of PKCS#11 2.40 that signing needs, found through the module's own list of functions. Used only in the tokens' process: a vendor's library may hang or crash.

import { must } from '../../../../shared/base/must.ts';
import { TokenFailure } from './return-values.ts';

/** Places in CK_FUNCTION_LIST, after its version. */
const PLACES = { C_Initialize: 0, C_Finalize: 1, C_GetSlotList: 4, C_GetTokenInfo: 6, C_OpenSession: 12, C_CloseSession: 13, C_Login: 18, C_Logout: 19, C_GetAttributeValue: 24, C_FindObjectsInit: 26, C_FindObjects: 27, C_FindObjectsFinal: 28, C_SignInit: 42, C_Sign: 43 } as const;
type Call = keyof typeof PLACES;

export const CKU = { USER: 1, CONTEXT_SPECIFIC: 2 } as const;
export const CKO = { CERTIFICATE: 1, PRIVATE_KEY: 3 } as const;
export const CKA = { CLASS: 0, VALUE: 0x11, KEY_TYPE: 0x100, ID: 0x102, ALWAYS_AUTHENTICATE: 0x202 } as const;
export const CKK = { RSA: 0, EC: 3 } as const;
export const CKM = { RSA_PKCS: 1, ECDSA: 0x1041 } as const;
const CKF_SERIAL_SESSION = 4;
/** Longer values nobody has: certificates are a few KB. */
const MOST_VALUE_BYTES = 64 * 1024;
const MOST_OBJECTS = 100;
const MOST_SLOTS = 32;
const MOST_SIGNATURE_BYTES = 1024;

/** A slot, session or object, as the module numbers them. */
export type Handle = number | bigint;

/** An open module. All throw `TokenFailure`. */
export interface Cryptoki {
  initialize(): void;
  finalize(): void;
  /** Slots with a token in them. */
  slots(): readonly Handle[];
  /** CK_TOKEN_INFO as it lies in memory. */
  tokenInfo(slot: Handle): Buffer;
  openSession(slot: Handle): Handle;
  closeSession(session: Handle): void;
  login(session: Handle, user: number, pin: string | null): void;
  find(session: Handle, wanted: readonly { readonly type: number; readonly value: Buffer }[]): readonly Handle[];
  /** Null if the object has no such attribute, or keeps it to itself. */
  attribute(session: Handle, object: Handle, type: number): Buffer | null;
  sign(session: Handle, key: Handle, mechanism: number, bytes: Buffer, between: () => void): Buffer;
}

/** @throws Error where there is no such library or it is none of this kind */
export async function loadCryptoki(file: string): Promise<Cryptoki> {
  const { default: koffi } = await import('koffi');
  const library = koffi.load(file);
  // On Windows the standard packs its structures; the functions behind the two bytes of the version then begin at once.
  const isPacked = process.platform === 'win32';
  const struct = isPacked ? koffi.pack.bind(koffi) : koffi.struct.bind(koffi);
  const attribute = struct({ type: 'unsigned long', pValue: 'void *', ulValueLen: 'unsigned long' });
  const mechanism = struct({ mechanism: 'unsigned long', pParameter: 'void *', ulParameterLen: 'unsigned long' });
  const attributes = koffi.pointer(attribute);
  const number = koffi.pointer('unsigned long');
  const arguments_: Readonly<Record<Call, Parameters<typeof koffi.proto>[3]>> = {
    C_Initialize: ['void *'], C_Finalize: ['void *'],
    C_GetSlotList: ['uint8', 'void *', koffi.inout(number)], C_GetTokenInfo: ['unsigned long', 'void *'],
    C_OpenSession: ['unsigned long', 'unsigned long', 'void *', 'void *', koffi.out(number)], C_CloseSession: ['unsigned long'],
    C_Login: ['unsigned long', 'unsigned long', 'void *', 'unsigned long'], C_Logout: ['unsigned long'],
    C_GetAttributeValue: ['unsigned long', 'unsigned long', koffi.inout(attributes), 'unsigned long'],
    C_FindObjectsInit: ['unsigned long', attributes, 'unsigned long'], C_FindObjects: ['unsigned long', 'void *', 'unsigned long', koffi.out(number)], C_FindObjectsFinal: ['unsigned long'],
    C_SignInit: ['unsigned long', koffi.pointer(mechanism), 'unsigned long'], C_Sign: ['unsigned long', 'void *', 'unsigned long', 'void *', koffi.inout(number)],
  };
  const getFunctionList = library.func('C_GetFunctionList', 'unsigned long', [koffi.out(koffi.pointer('void *'))]);
  const list: unknown[] = [null];
  check('C_GetFunctionList', getFunctionList(list));
  const pointerBytes = koffi.sizeof('void *');
  const wide = koffi.sizeof('unsigned long');
  const found = new Map<Call, (...given: readonly unknown[]) => unknown>();
  const call = (name: Call, ...given: readonly unknown[]): void => {
    let made = found.get(name);
    if (made === undefined) {
      const proto = koffi.proto('unsigned long', arguments_[name]);
      const place = (isPacked ? 2 : pointerBytes) + PLACES[name] * pointerBytes;
      made = koffi.decode(koffi.decode(must(list[0], 'a module that answers gives its list'), place, 'void *'), proto) as (...given: readonly unknown[]) => unknown;
      found.set(name, made);
    }
    check(name, made(...given));
  };
  const handlesIn = (bytes: Buffer, count: number): readonly Handle[] => Array.from({ length: count }, (_, index) => (wide === 8 ? bytes.readBigUInt64LE(index * 8) : bytes.readUInt32LE(index * 4)));
  return {
    initialize: () => call('C_Initialize', null),
    finalize: () => call('C_Finalize', null),
    slots: () => {
      const count = [0];
      call('C_GetSlotList', 1, null, count);
      const room = Math.min(count[0] ?? 0, MOST_SLOTS);
      if (room === 0) return [];
      const slots = Buffer.alloc(room * wide);
      const filled = [room];
      call('C_GetSlotList', 1, slots, filled);
      return handlesIn(slots, Math.min(room, filled[0] ?? 0));
    },
    tokenInfo: (slot) => {
      const info = Buffer.alloc(512);
      call('C_GetTokenInfo', slot, info);
      return info;
    },
    openSession: (slot) => {
      const session: Handle[] = [0];
      call('C_OpenSession', slot, CKF_SERIAL_SESSION, null, null, session);
      return must(session[0], 'an opened session has a number');
    },
    closeSession: (session) => call('C_CloseSession', session),
    login: (session, user, pin) => {
      const bytes = pin === null ? null : Buffer.from(pin, 'utf8');
      call('C_Login', session, user, bytes, bytes?.length ?? 0);
      bytes?.fill(0);
    },
    find: (session, wanted) => {
      call('C_FindObjectsInit', session, wanted.map(({ type, value }) => ({ type, pValue: value, ulValueLen: value.length })), wanted.length);
      const objects = Buffer.alloc(MOST_OBJECTS * wide);
      const count = [0];
      call('C_FindObjects', session, objects, MOST_OBJECTS, count);
      call('C_FindObjectsFinal', session);
      return handlesIn(objects, Math.min(MOST_OBJECTS, count[0] ?? 0));
    },
    attribute: (session, object, type) => {
      const asked = { type, pValue: null as Buffer | null, ulValueLen: 0 as number };
      try {
        call('C_GetAttributeValue', session, object, asked, 1);
        const length = asked.ulValueLen;
        if (!(length > 0 && length <= MOST_VALUE_BYTES)) return null;
        const value = Buffer.alloc(length);
        call('C_GetAttributeValue', session, object, { type, pValue: value, ulValueLen: length }, 1);
        return value;
      } catch (error) {
        if (error instanceof TokenFailure && error.isUnreadable) return null;
        throw error;
      }
    },
    sign: (session, key, kind, bytes, between) => {
      call('C_SignInit', session, { mechanism: kind, pParameter: null, ulParameterLen: 0 }, key);
      between();
      const signature = Buffer.alloc(MOST_SIGNATURE_BYTES);
      const length = [signature.length];
      call('C_Sign', session, bytes, bytes.length, signature, length);
      return signature.subarray(0, Math.min(signature.length, length[0] ?? 0));
    },
  };
}

/** A CK_ULONG as the module wants it in memory. */
export async function ulong(value: number): Promise<Buffer> {
  const { default: koffi } = await import('koffi');
  const bytes = Buffer.alloc(koffi.sizeof('unsigned long'));
  bytes.writeUInt32LE(value);
  return bytes;
}

function check(call: string, value: unknown): void {
  const answered = typeof value === 'bigint' ? Number(value) : value;
  if (answered !== 0) throw new TokenFailure(call, typeof answered === 'number' ? answered : -1);
}
