// The door to the national portal at work: takes the feeds over, says one step after the other, waits while the portal is away. Any number of gateways may run one; what one dies over, another finishes.

import { namedFailure } from '../log.ts';
import type { Log } from '../log.ts';
import { DatabaseAway } from '../database/rows.ts';
import { ClassicPortal } from './classic/portal.ts';
import { FAILURES, PortalFailure } from './failures.ts';
import { claimSteps, noteDone, noteFailed, noteHeld, StepTakenOver } from './outbox/claim.ts';
import type { ClaimedStep } from './outbox/claim.ts';
import { takeOver } from './outbox/intake.ts';
import { PortalLine } from './portal-http.ts';
import type { Portal, PortalParts } from './portal.ts';
import type { PortalSettings } from './settings.ts';
import { SixStepPortal } from './six-step/portal.ts';

export interface SenderParts extends Omit<PortalParts, 'line'> {
  readonly log: Log;
  readonly settings: PortalSettings;
}

/** While the portal as a whole is away: until when, and how often it was found so. */
interface Hold {
  until: number;
  times: number;
  /** The door is being closed: what is cut off now is no weather of the portal. */
  readonly closing: AbortSignal;
  /** How many steps went through so far. */
  went: number;
  /** Steps over which it was found so: how often, with others going through in between, and what `went` was the last time. */
  readonly over: Map<string, { readonly times: number; readonly went: number }>;
}

/** It is not the portal that is away when others go through in between, again and again: the text of this one is what something before the portal will not have. */
const MOST_HOLDS_OF_ONE = 5;

function keyOf({ commune, dossierId, number, part }: ClaimedStep): string {
  return `${commune} ${dossierId} ${number} ${part}`;
}

/** Counts that the portal seemed away over this step; true once it is the step that is to be looked into. */
function isOfStep(hold: Hold, step: ClaimedStep): boolean {
  const before = hold.over.get(keyOf(step));
  const times = before === undefined ? 0 : before.times + (hold.went > before.went ? 1 : 0);
  hold.over.set(keyOf(step), { times, went: hold.went });
  return times >= MOST_HOLDS_OF_ONE && !hold.closing.aborted;
}

const ROUNDS_BEFORE_ALARM = 20;

/** What is under way gets this long when the door is closed; what it is then is of unknown outcome, and is gone about as such. */
const GRACE_MS = 5000;

function asFailure(error: unknown, log: Log): PortalFailure {
  if (error instanceof PortalFailure) return error;
  if (error instanceof DatabaseAway) throw error;
  const { name, errorCode } = namedFailure(error);
  log('alarm', 'portal.failed', { name, errorCode });
  return new PortalFailure('portal.failed', name, true);
}

/** Says one step; true where the portal has it. */
async function say({ pool, clock, log, settings }: SenderParts, portal: Portal, hold: Hold, step: ClaimedStep): Promise<boolean> {
  try {
    await portal.send(step);
    await noteDone(pool, clock, step);
    hold.times = 0;
    hold.went += 1;
    hold.over.delete(keyOf(step));
    return true;
  } catch (error) {
    if (error instanceof StepTakenOver) {
      log('warning', 'portal.step-taken-over', { commune: step.commune, dossierId: step.dossierId });
      return false;
    }
    const failure = asFailure(error, log);
    const { owner, holdsAll } = FAILURES[failure.code];
    const facts = { commune: step.commune, dossierId: step.dossierId, code: failure.code, detail: failure.detail, owner };
    const isForDesk = holdsAll && isOfStep(hold, step);
    if (holdsAll && !isForDesk) {
      await noteHeld(pool, clock, step, failure);
      // Several at once find the same.
      if (clock.monotonic() >= hold.until && !hold.closing.aborted) {
        hold.times += 1;
        hold.until = clock.monotonic() + Math.min(settings.firstPauseMs * 2 ** Math.min(hold.times - 1, 20), settings.longestPauseMs) * (0.75 + clock.random() / 2);
        log(hold.times === 1 || hold.times % 10 === 0 ? 'alarm' : 'warning', 'portal.away', { ...facts, times: hold.times });
      }
      return false;
    }
    const became = await noteFailed(pool, clock, settings, step, failure, isForDesk);
    if (became === 'desk') hold.over.delete(keyOf(step));
    log(became === 'desk' ? 'alarm' : 'warning', became === 'desk' ? 'portal.for-the-desk' : 'portal.step-waits', facts);
    return false;
  }
}

/** Takes one step and says it; true when there was one that went. */
async function sayNext(parts: SenderParts, portal: Portal, hold: Hold): Promise<boolean> {
  const { pool, clock, settings } = parts;
  const [step] = await claimSteps(pool, clock, settings, Object.keys(settings.communes), 1);
  return step !== undefined && (await say(parts, portal, hold, step));
}

/** Takes over what the feeds have new; true when there may be more. */
async function takeAll({ pool, clock, log, settings }: SenderParts): Promise<boolean> {
  let isMore = false;
  for (const commune of Object.keys(settings.communes)) isMore = (await takeOver({ pool, clock, log, settings }, commune)) || isMore;
  return isMore;
}

function portalOf(parts: PortalParts, settings: PortalSettings): Portal {
  return settings.dialect === 'classic' ? new ClassicPortal(parts, settings) : new SixStepPortal(parts, settings);
}

/** Starts the door and goes on until it is disposed of, which lets what is under way end. */
export function startPortalDoor(parts: SenderParts): AsyncDisposable {
  const { clock, log, settings } = parts;
  const line = new PortalLine(settings);
  const portal = portalOf({ ...parts, line }, settings);
  const stopping = new AbortController();
  const hold: Hold = { until: 0, times: 0, closing: stopping.signal, went: 0, over: new Map() };
  const again = async (work: () => Promise<boolean>): Promise<void> => {
    let failed = 0;
    while (!stopping.signal.aborted) {
      const isMore = await work().then((more) => {
        failed = 0;
        return more;
      }, (error: unknown) => {
        failed += 1;
        // A database may be away for a while; what goes on failing stops a commune's whole line to the portal.
        log(failed % ROUNDS_BEFORE_ALARM === 0 ? 'alarm' : 'warning', 'portal.round-failed', { ...namedFailure(error), times: failed });
        return false;
      });
      if (!isMore) await clock.pause(settings.everyMs, stopping.signal);
    }
  };
  // After a silence the first lane asks; the others wait for what it hears.
  const lanes = Array.from({ length: settings.parallel }, (_, lane) => again(async () => clock.monotonic() >= hold.until && (hold.times === 0 || lane === 0) && sayNext(parts, portal, hold)));
  const going = Promise.all([again(() => takeAll(parts)), ...lanes]);
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort();
      const done = new AbortController();
      await Promise.race([going, clock.pause(GRACE_MS, done.signal)]);
      done.abort();
      await line[Symbol.asyncDispose]();
      await going;
    },
  };
}
