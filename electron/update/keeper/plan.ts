// What the keeper of the versions does next, as a pure function of what it knows: one current version in every state, and a way back from each.
// settled → installing (the new version is made whole beside the old one) → trial (it is current, the old one is kept) → settled; or → returning → settled with the old one.
// Each state is written down before its act, and each act may be done twice: after a power cut the keeper reads its state and does the act again.

import { z } from 'zod';
import type { EpochMs } from '../../../shared/base/ids.ts';
import { epochMsSchema } from '../../../shared/contract/primitives.ts';
import { isVersion } from '../../../shared/domain/update/version.ts';
import { updateMachineSchema, type UpdateMachine } from '../../../shared/wire/updates.ts';
import { orderSchema, storeMarkSchema, type StoreMark } from '../notes.ts';

/** Starts of a new version that may end before it is healthy. */
const MOST_TRIAL_BOOTS = 3;
/** Starts in a row of a settled version that end before it is healthy: then the version before it is tried, if there is one. */
const MOST_FAILED_BOOTS = 5;
/** Tries to make a version whole, or to put the older one back in its place, over power cuts too. */
const MOST_ATTEMPTS = 3;
const MOST_REFUSED = 20;

export const installedSchema = z.strictObject({
  version: z.string().max(20).refine(isVersion), sequence: z.int().min(0), storeSchema: z.int().min(0),
  /** Its folder or kept installer; a plain name. */
  folder: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,80}$/),
});
export type Installed = z.infer<typeof installedSchema>;

/** What a layout wrote beside a version; null where it is not that. */
export function readInstalled(bytes: Buffer | null): Installed | null {
  try {
    const parsed = installedSchema.safeParse(JSON.parse(bytes?.toString('utf8') ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Under which terms a version was tried. `mark`: end of the store's log before it; null where it is not known. */
const termsSchema = z.strictObject({
  orderId: orderSchema.shape.orderId, bundleId: orderSchema.shape.bundleId, healthWithinMs: orderSchema.shape.healthWithinMs, failing: orderSchema.shape.failing, dataFolder: orderSchema.shape.dataFolder,
  mark: storeMarkSchema.nullable(), mayGoBack: z.boolean(),
});
export type TrialTerms = z.infer<typeof termsSchema>;

/** Why an attempt ended as it did; the tail of an error code 'update.<reason>'. */
export const outcomeReasons = ['no-room', 'failed-to-install', 'not-closed', 'too-late', 'bundle-gone', 'bundle-refused', 'no-way-back', 'unreadable', 'crashed', 'late', 'worse', 'not-started', 'not-returned', 'state-lost'] as const;
export type OutcomeReason = (typeof outcomeReasons)[number];
const lastSchema = z.strictObject({
  /** 'stayed': the new version is not well, and is kept because the old one could not have gone on where this one stands, or could not be put back. 'waiting': it lies in its place, and nobody has started it yet. */
  kind: z.enum(['installed', 'returned', 'stayed', 'not-installed', 'waiting']),
  version: z.string().max(20), reason: z.enum(outcomeReasons).nullable(), /** Names of self-checks, or of a fault of the bundle. */ detail: z.array(z.string().max(60)).max(60), at: epochMsSchema,
});

export const keeperStateSchema = z.strictObject({
  format: z.literal(1),
  machine: updateMachineSchema,
  current: installedSchema,
  previous: installedSchema.nullable(),
  /** Highest sequence that was ever current. */
  highestSequence: z.int().min(0),
  /** Bundles that were tried and returned from: not taken again by themselves. */
  refused: z.array(z.string()).max(MOST_REFUSED),
  phase: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('settled'), failedBoots: z.int().min(0), terms: termsSchema.nullable() }),
    z.strictObject({ kind: z.literal('installing'), target: installedSchema, attempts: z.int().min(0), terms: termsSchema }),
    z.strictObject({ kind: z.literal('trial'), boots: z.int().min(0), terms: termsSchema }),
    z.strictObject({ kind: z.literal('returning'), reason: z.enum(outcomeReasons), detail: z.array(z.string().max(60)).max(60), store: z.enum(['same', 'copy']), attempts: z.int().min(0).default(0), terms: termsSchema }),
  ]),
  last: lastSchema.nullable(),
});
export type KeeperState = z.infer<typeof keeperStateSchema>;

/** A machine on which only `current` was ever installed. */
export function firstState(machine: UpdateMachine, current: Installed): KeeperState {
  return { format: 1, machine, current, previous: null, highestSequence: current.sequence, refused: [], phase: { kind: 'settled', failedBoots: 0, terms: null }, last: null };
}

/** The one version that is to be started in this state. */
export function wantedVersion({ current, previous, phase }: KeeperState): Installed {
  return phase.kind === 'returning' && previous !== null ? previous : current;
}

/** A bundle was taken and verified. */
export function beginInstalling(state: KeeperState, target: Installed, terms: TrialTerms): KeeperState {
  return { ...state, phase: { kind: 'installing', target, attempts: 0, terms } };
}

/** To be written before each try to make the version whole; gives up after three. */
export function tryInstalling(state: KeeperState, at: EpochMs): KeeperState {
  if (state.phase.kind !== 'installing') return state;
  if (state.phase.attempts >= MOST_ATTEMPTS) return giveUp(state, 'failed-to-install', at);
  return { ...state, phase: { ...state.phase, attempts: state.phase.attempts + 1 } };
}

/** The new version lies whole beside the old one: it becomes the current one, on trial. */
export function beginTrial(state: KeeperState): KeeperState {
  if (state.phase.kind !== 'installing') return state;
  const { target, terms } = state.phase;
  return { ...state, current: target, previous: state.current, highestSequence: Math.max(state.highestSequence, target.sequence), phase: { kind: 'trial', boots: 0, terms } };
}

/** It could not be made whole: the version that runs goes on. For want of room, or of a disk that reads, the same bundle may come again. */
export function giveUp(state: KeeperState, reason: OutcomeReason, at: EpochMs, detail: readonly string[] = []): KeeperState {
  if (state.phase.kind !== 'installing') return state;
  const { target, terms } = state.phase;
  const refused = reason === 'no-room' || reason === 'unreadable' ? state.refused : withRefused(state.refused, terms.bundleId);
  return { ...state, refused, phase: { kind: 'settled', failedBoots: 0, terms: null }, last: { kind: 'not-installed', version: target.version, reason, detail: [...detail], at } };
}

/** An order that came to nothing before anything was touched. */
export function refuseOrder(state: KeeperState, reason: OutcomeReason, detail: readonly string[], at: EpochMs): KeeperState {
  return { ...state, last: { kind: 'not-installed', version: state.current.version, reason, detail: [...detail], at } };
}

/** To be written before a start that the keeper makes, and when a start of the session is first seen. */
export function countBoot(state: KeeperState): KeeperState {
  if (state.phase.kind === 'trial') return { ...state, phase: { ...state.phase, boots: state.phase.boots + 1 } };
  if (state.phase.kind === 'settled') return { ...state, phase: { ...state.phase, failedBoots: state.phase.failedBoots + 1 } };
  return state;
}

/** A version on trial lies in its place and is not started by anybody: it is neither well nor ill, and that is said. */
export function noteUnstarted(state: KeeperState, at: EpochMs): KeeperState {
  if (state.phase.kind !== 'trial' || state.last?.kind === 'waiting') return state;
  return { ...state, last: { kind: 'waiting', version: state.current.version, reason: 'not-started', detail: [], at } };
}

/** The program of this start is healthy. */
export function settle(state: KeeperState, at: EpochMs): KeeperState {
  if (state.phase.kind === 'trial') {
    return { ...state, phase: { kind: 'settled', failedBoots: 0, terms: state.phase.terms }, last: { kind: 'installed', version: state.current.version, reason: null, detail: [], at } };
  }
  return state.phase.kind === 'settled' && state.phase.failedBoots > 0 ? { ...state, phase: { ...state.phase, failedBoots: 0 } } : state;
}

/** What an unhealthy start showed. */
export interface Unhealthy {
  readonly reason: 'crashed' | 'late' | 'worse' | 'failed-to-install' | 'bundle-refused' | 'no-room' | 'unreadable';
  readonly detail: readonly string[];
  /** End of the store's log now; null where it cannot be read. */
  readonly mark: StoreMark | null;
  /** Whether the version before lies there whole. */
  readonly canReturn: boolean;
}

/** The program of this start did not become healthy: once more, back, or on with it where going back would lose what somebody was given. */
export function weighUnhealthy(state: KeeperState, { reason, detail, mark, canReturn }: Unhealthy, at: EpochMs): KeeperState {
  const { phase, previous } = state;
  if (phase.kind !== 'trial' && phase.kind !== 'settled') return state;
  const isOver = phase.kind === 'trial' ? reason !== 'crashed' || phase.boots >= MOST_TRIAL_BOOTS : phase.failedBoots >= MOST_FAILED_BOOTS;
  if (!isOver) return state;
  if (phase.terms !== null && previous !== null && canReturn) {
    const store = storeOnReturn(state, phase.terms, mark);
    if (store !== null) return { ...state, phase: { kind: 'returning', reason, detail: [...detail], store, attempts: 0, terms: phase.terms } };
  }
  if (phase.kind === 'settled') return state;
  return { ...state, phase: { kind: 'settled', failedBoots: 0, terms: phase.terms }, last: { kind: 'stayed', version: state.current.version, reason, detail: [...detail], at } };
}

/**
 * How the older version can go on with the store: as it stands, with the copy from before the step, or (null) not at all.
 * The copy only where the log ends where it ended before the step: then nobody was given a number, a receipt or a code since. Not knowing is no proof.
 */
function storeOnReturn({ current, previous }: KeeperState, { mark: before, mayGoBack }: TrialTerms, now: StoreMark | null): 'same' | 'copy' | null {
  if (previous === null) return null;
  if (previous.storeSchema >= current.storeSchema || mayGoBack) return 'same';
  const isUntouched = before !== null && now !== null && before.incarnation === now.incarnation && before.seq === now.seq && before.hash === now.hash;
  return isUntouched ? 'copy' : null;
}

/**
 * To be written before each try to put the older version back. After three it is given up: the newer one stays, and is not returned from again by itself, since nothing says that a fourth try would end otherwise.
 */
export function tryReturning(state: KeeperState, at: EpochMs): KeeperState {
  const { phase } = state;
  if (phase.kind !== 'returning') return state;
  if (phase.attempts < MOST_ATTEMPTS) return { ...state, phase: { ...phase, attempts: phase.attempts + 1 } };
  return { ...state, phase: { kind: 'settled', failedBoots: 0, terms: null }, last: { kind: 'stayed', version: state.current.version, reason: 'not-returned', detail: [phase.reason], at } };
}

/** The older version is in its place again. */
export function endReturn(state: KeeperState, at: EpochMs): KeeperState {
  const { phase, previous } = state;
  if (phase.kind !== 'returning' || previous === null) return state;
  return {
    ...state, current: previous, previous: null, refused: withRefused(state.refused, phase.terms.bundleId),
    phase: { kind: 'settled', failedBoots: 0, terms: null }, last: { kind: 'returned', version: state.current.version, reason: phase.reason, detail: phase.detail, at },
  };
}

function withRefused(refused: readonly string[], id: string): string[] {
  return [...refused.filter((one) => one !== id), id].slice(-MOST_REFUSED);
}
