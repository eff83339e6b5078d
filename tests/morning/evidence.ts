// Gathers, after the morning, what the station, the paper and the city have of it. Judges nothing.

import { createHash } from 'node:crypto';
import type { Duplicate } from '../../city/inspect-duplicates.ts';
import type { InspectedDossier, InspectedPage, InspectedStation, Inspection } from '../../city/inspect.ts';
import type { Check, PrintJobView } from '../../shared/contract/admin.ts';
import type { Dossier, LookUpResult } from '../../shared/contract/dossier.ts';
import type { SyncState } from '../../shared/contract/point.ts';
import type { SeenPaper } from './paper-tray.ts';
import type { Town } from './town.ts';
import { CallRefused, type Window } from './window.ts';

/** What there is of the morning. */
export interface Evidence {
  /** SHA-256 of every page that left a scanner whole. */
  readonly scanned: readonly string[];
  readonly papers: readonly SeenPaper[];
  /** The printer was sent bytes that it does not understand. */
  readonly isPrinterConfused: boolean;
  /** Prints that are not simply done. */
  readonly prints: readonly PrintJobView[];
  /** The station's own dossiers, the latest of them. */
  readonly own: readonly Dossier[];
  /** What a citizen learns at the kiosk with each receipt that came out; null when it is refused. */
  readonly lookUps: ReadonlyMap<string, LookUpResult | null>;
  readonly sync: SyncState;
  readonly checks: readonly Check[];
  readonly city: {
    readonly dossiers: readonly InspectedDossier[];
    /** Pages as the dossiers name them, and the SHA-256 of the bytes that are really there; null when there are none. */
    readonly pages: readonly (InspectedPage & { readonly held: string | null })[];
    readonly log: InspectedStation | null;
    readonly duplicates: readonly Duplicate[];
    readonly rejected: Awaited<ReturnType<Inspection['rejected']>>;
    readonly incidents: Awaited<ReturnType<Inspection['incidents']>>;
  };
}

/** Asks everybody. */
export async function gatherEvidence(town: Town, kiosk: Window, admin: Window): Promise<Evidence> {
  const { inspection, profile: { commune, station } } = town;
  const papers = town.papers();
  const lookUps = new Map<string, LookUpResult | null>();
  for (const { receipt } of papers) {
    if (receipt !== null) lookUps.set(receipt.dossierId, await lookUp(kiosk, receipt.text));
  }
  const pages: Evidence['city']['pages'][number][] = [];
  for (const page of await inspection.pages(commune)) {
    const bytes = await inspection.blobBytes(commune, page.sha256);
    pages.push({ ...page, held: bytes === null ? null : createHash('sha256').update(bytes).digest('hex') });
  }
  return {
    scanned: town.scanned(),
    papers,
    isPrinterConfused: town.practice.printer.notUnderstood().length > 0,
    prints: (await admin.call('print.list', {})).jobs,
    own: (await admin.call('dossier.list', { limit: 200 })).dossiers,
    lookUps,
    sync: (await admin.call('status.read', {})).sync,
    checks: (await admin.call('health.read', {})).checks,
    city: {
      dossiers: await inspection.dossiers(commune),
      pages,
      log: (await inspection.stations(commune)).find((each) => each.station === station) ?? null,
      duplicates: await inspection.duplicates(commune),
      rejected: await inspection.rejected(commune),
      incidents: await inspection.incidents(commune),
    },
  };
}

async function lookUp(kiosk: Window, text: string): Promise<LookUpResult | null> {
  try {
    return await kiosk.call('dossier.look-up', { by: 'receipt', text });
  } catch (error) {
    if (error instanceof CallRefused) return null;
    throw error;
  }
}
