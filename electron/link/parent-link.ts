// What a host (Electron shell or browser host) and its station process say to each other: window frames with their caller, and the station's life.

import { z } from 'zod';
import { callerSchema } from '../../shared/contract/command.ts';
import { printAnswerSchema, printAskSchema } from './printing.ts';

const keyBytes = z.base64().max(8000);

/** What the station asks of the operating system's vault. The key crosses between two processes of the same program and user, and is in no log. */
const vaultAskSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('describe') }),
  z.strictObject({ what: z.literal('wrap'), key: keyBytes }),
  z.strictObject({ what: z.literal('unwrap'), sealed: keyBytes }),
]);
export type VaultAsk = z.infer<typeof vaultAskSchema>;

const vaultAnswerSchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('described'), name: z.string().max(60) }),
  z.strictObject({ what: z.literal('wrapped'), sealed: keyBytes }),
  z.strictObject({ what: z.literal('unwrapped'), key: keyBytes, isStale: z.boolean() }),
  z.strictObject({ what: z.literal('failed'), detail: z.string().max(200) }),
]);
export type VaultAnswer = z.infer<typeof vaultAnswerSchema>;

/** Host → station. The host says who a window is; the frame is the window's own words, parsed by the door. */
export const toStationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('open'), clientId: z.string().max(64), caller: callerSchema, /** The window of the settings, which stays the same when its page is loaded anew. */ windowId: z.string().max(64).exactOptional() }),
  z.strictObject({ kind: z.literal('frame'), clientId: z.string().max(64), text: z.string() }),
  z.strictObject({ kind: z.literal('close'), clientId: z.string().max(64) }),
  z.strictObject({ kind: z.literal('stop') }),
  /** The machine has slept and is awake again: clock and city are to be looked at anew. */
  z.strictObject({ kind: z.literal('resumed') }),
  /** Are you there? A station whose loop turns answers 'pong'. */
  z.strictObject({ kind: z.literal('ping') }),
  z.strictObject({ kind: z.literal('vault'), id: z.int(), answer: vaultAnswerSchema }),
  z.strictObject({ kind: z.literal('printing'), id: z.string().max(64), answer: printAnswerSchema }),
]);
export type ToStation = z.infer<typeof toStationSchema>;

/** Station → host. */
export const fromStationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('pong') }),
  /** It does not open the store yet, and says so by a code; 'ready' follows when it has. */
  z.strictObject({ kind: z.literal('waiting'), code: z.string().max(60) }),
  /** Close the program in good order: another version is to be put in its place. */
  z.strictObject({ kind: z.literal('leave') }),
  /** Read the settings again and start me anew: somebody at the administration has changed them. */
  z.strictObject({ kind: z.literal('restart') }),
  /** Start the station of training in my place, or the real one again. */
  z.strictObject({ kind: z.literal('training'), wanted: z.boolean() }),
  z.strictObject({ kind: z.literal('vault'), id: z.int(), ask: vaultAskSchema }),
  /** A job for the system's printers. An id is never used again, and a host does nothing for one that it has heard. */
  z.strictObject({ kind: z.literal('printing'), id: z.string().max(64), ask: printAskSchema }),
  z.strictObject({ kind: z.literal('frame'), clientId: z.string().max(64), text: z.string() }),
  /** The station cannot start or go on: a code of the contract and words for the log. */
  z.strictObject({ kind: z.literal('failed'), code: z.string().max(60), detail: z.string().max(600) }),
]);
export type FromStation = z.infer<typeof fromStationSchema>;

/** One end of the link, whatever carries it: `child_process` messages, a utility process's port, or memory in tests. */
export interface LinkEnd<Send, Receive> {
  send(message: Send): void;
  onMessage(listener: (message: Receive) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}
