// Sends scanned pages, two at a time, after all text: a page begins only while no event waits, and lets events pass that come meanwhile.

import { nextWaitingBlobs, type WaitingBlob } from '../store/blobs.ts';
import { hindranceOf, type LaneTools } from './lane.ts';
import { sendBlob, type ScanEnd, type ScanFailure, type UploadParts } from './uploads.ts';

/** Pages under way at once: enough to hide the way there and back, few enough for a small line. */
const PAGES_AT_ONCE = 2;

export interface ScanParts extends UploadParts {
  /** False while events wait: they go first, and the pages of a dossier after its text. */
  readonly isTextThrough: () => boolean;
  readonly onMoved: () => void;
  /** Longest time between two looks, in ms; usually the lane is rung. */
  readonly lookEveryMs: number;
}

/** Runs until `signal`. */
export async function runScanLane(parts: ScanParts, lane: LaneTools, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const blobs = parts.isTextThrough() ? parts.database.read((store) => nextWaitingBlobs(store, PAGES_AT_ONCE)) : [];
    if (blobs.length === 0) {
      lane.rests();
      await lane.bell.wait(parts.lookEveryMs, signal);
      continue;
    }
    const ends = await Promise.all(blobs.map((blob: WaitingBlob) => sendBlob(parts, blob, signal)));
    if (signal.aborted) return;
    if (ends.some(({ kind }) => kind === 'done')) parts.onMoved();
    const failure = worstOf(ends);
    if (failure === null) {
      lane.backOff.reset();
      lane.reached();
    } else {
      // A page that was refused stands behind all others now: those need not wait for somebody to look at it.
      await lane.failed(failure, isRefusal(failure) ? lane.backOff.next() : undefined);
    }
  }
}

/** Weather before a refusal: it is what the next page meets too. */
function worstOf(ends: readonly ScanEnd[]): ScanFailure | null {
  const failures = ends.flatMap((end) => (end.kind === 'failed' ? [end.failure] : []));
  return failures.find((failure) => !isRefusal(failure)) ?? failures[0] ?? null;
}

function isRefusal(failure: ScanFailure): boolean {
  return hindranceOf(failure).kind === 'refused';
}
