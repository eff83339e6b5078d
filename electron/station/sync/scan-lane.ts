// Sends scanned pages, one after the other, after all text: a page begins only while no event waits, and lets events pass that come meanwhile.

import { nextWaitingBlobs } from '../store/blobs.ts';
import { hindranceOf, type LaneTools } from './lane.ts';
import { sendBlob, type UploadParts } from './uploads.ts';

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
    const [blob] = parts.isTextThrough() ? parts.database.read((store) => nextWaitingBlobs(store, 1)) : [];
    if (blob === undefined) {
      lane.rests();
      await lane.bell.wait(parts.lookEveryMs, signal);
      continue;
    }
    const end = await sendBlob(parts, blob, signal);
    if (signal.aborted) return;
    if (end.kind === 'done') {
      lane.backOff.reset();
      lane.reached();
      parts.onMoved();
    } else {
      // A page that was refused stands behind all others now: those need not wait for somebody to look at it.
      await lane.failed(end.failure, hindranceOf(end.failure).kind === 'refused' ? lane.backOff.next() : undefined);
    }
  }
}
