// Scans that run at the counters: one page after the other, each durable in file and row before the scanner is asked for the next.

import type { BlobHash, CounterId, VisitId } from '../../../../shared/base/ids.ts';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import { Refusal } from '../../../../shared/contract/errors.ts';
import { pageIdSchema } from '../../../../shared/contract/primitives.ts';
import type { ScanChoice, ScanState } from '../../../../shared/contract/visit.ts';
import type { DocumentScanner, ScannedPage } from '../../devices/ports.ts';
import { addBlob } from '../../store/blobs.ts';
import { addPage, countPages } from '../../store/pages.ts';
import { brokenScan, noteScanEnded, noteScanGives, visitAtCounter } from '../../store/visits.ts';
import type { CommandContext } from '../context.ts';
import { removeUnusedFile } from './page-files.ts';
import { failureCodeOf } from './scan-failure.ts';
import type { RunningScans } from './visit-view.ts';

/** Most pages of one paper and of one visit, so that a dossier stays small enough to send; largest page in bytes, as the city takes it. */
export const SCAN_LIMITS = { pagesOfPaper: 400, pagesOfVisit: 2000, pageBytes: 32 * 1024 * 1024 } as const;

/** What a scan is for. */
export interface ScanOrder {
  readonly visitId: VisitId;
  readonly counterId: CounterId;
  readonly paperId: string;
  readonly source: 'feeder' | 'glass';
  readonly how: ScanChoice;
}

/** The scans of all counters; one at a time for each. */
export interface ScanSessions extends RunningScans, AsyncDisposable {
  isScanning(counterId: CounterId): boolean;
  /** Starts a scan; the counter must not be scanning. Returns at once, and never throws for what happens at the scanner. */
  start(order: ScanOrder, scanner: DocumentScanner): void;
  /** Asks a running scan of this visit to end; the pages it has stay. */
  cancel(visitId: VisitId): void;
  /** To be called after 'visit.changed': ends the scan of a visit that is no longer served at its counter. */
  lookAgain(counterId: CounterId): void;
}

interface Session {
  readonly order: ScanOrder;
  readonly abort: AbortController;
  state: ScanState;
  ended: Promise<void>;
  /** Name of the scan: that of its first page, or of the scan that broke off before it and that it goes on with. */
  scanId: string | null;
}

/** Builds the sessions; `onBug` hears of failures that are neither the scanner's nor the disk's. Disposing ends every scan and waits for it. */
export function createScanSessions(context: CommandContext, onBug: (error: unknown) => void): ScanSessions {
  const sessions = new Map<CounterId, Session>();
  let isStopping = false;

  const tell = ({ order: { counterId, visitId } }: Session): void => context.publish('visit.changed', { counterId, visitId });

  /** File, then row, in one turn; the visit may have been put aside or ended meanwhile, and then the page belongs to nobody and does not stay. */
  const keep = async (session: Session, page: ScannedPage): Promise<void> => {
    if (page.bytes.length > SCAN_LIMITS.pageBytes) throw new Refusal('scan.too-large');
    let written: BlobHash | null = null;
    try {
      await context.blobs.storeThen(page.bytes, (sha256) => {
        written = sha256;
        record(session, sha256, page);
      });
    } catch (error) {
      if (written !== null) await removeUnusedFile(context, written).catch(onBug);
      throw error;
    }
  };

  const record = (session: Session, sha256: BlobHash, page: ScannedPage): void =>
    context.database.write((store) => {
      const { order, abort } = session;
      const visit = visitAtCounter(store, order.counterId);
      if (visit?.visitId !== order.visitId || visit.dossierId !== null) {
        abort.abort();
        throw new Refusal('scanner.cancelled');
      }
      const counted = countPages(store, order.visitId, order.paperId);
      if (counted.ofPaper >= SCAN_LIMITS.pagesOfPaper) throw new Refusal('scan.paper-full');
      if (counted.ofVisit >= SCAN_LIMITS.pagesOfVisit) throw new Refusal('scan.visit-full');
      const at = context.clock.now();
      const stored = { pageId: pageIdSchema.parse(context.clock.uuid()), sha256, bytes: page.bytes.length, mime: page.mime, scannedAt: at };
      addBlob(store, stored, at);
      const broken = session.scanId === null ? brokenScan(store, order.visitId) : null;
      session.scanId ??= broken ?? stored.pageId;
      addPage(store, order.visitId, order.paperId, stored, session.scanId, broken !== null);
      noteScanGives(store, order.visitId, session.scanId);
      store.afterCommit(() => context.covers.scanned());
    });

  const scan = async (session: Session, scanner: DocumentScanner): Promise<ErrorCode | null> => {
    try {
      for await (const page of scanner.scan({ source: session.order.source, ...session.order.how }, session.abort.signal)) {
        await keep(session, page);
        session.state = { ...session.state, pagesSoFar: session.state.pagesSoFar + 1 };
        tell(session);
      }
      if (session.state.pagesSoFar > 0) return null;
      return session.order.source === 'feeder' ? 'scanner.feeder-empty' : 'scanner.error';
    } catch (error) {
      const { code, isBug } = failureCodeOf(error, session.abort.signal);
      if (isBug) onBug(error);
      return code;
    }
  };

  const run = async (session: Session, scanner: DocumentScanner): Promise<void> => {
    const code = await scan(session, scanner);
    const { paperId, pagesSoFar } = session.state;
    session.state = code === null ? { kind: 'idle', paperId, pagesSoFar, code: null } : { kind: 'stopped', paperId, pagesSoFar, code };
    // A scan that the station's own end cut keeps its note: the next start says that it broke off.
    if (isStopping) return;
    try {
      context.database.write((store) => {
        noteScanEnded(store, session.order.visitId, code === null);
        store.afterCommit(() => tell(session));
      });
    } catch (error) {
      onBug(error);
      tell(session);
    }
  };

  return {
    stateOf: (visitId) => [...sessions.values()].find((session) => session.order.visitId === visitId)?.state ?? null,
    isScanning: (counterId) => sessions.get(counterId)?.state.kind === 'scanning',
    start: (order, scanner) => {
      const session: Session = { order, abort: new AbortController(), state: { kind: 'scanning', paperId: order.paperId, pagesSoFar: 0, code: null }, ended: Promise.resolve(), scanId: null };
      sessions.set(order.counterId, session);
      session.ended = run(session, scanner);
    },
    cancel: (visitId) => {
      for (const session of sessions.values()) if (session.order.visitId === visitId) session.abort.abort();
    },
    lookAgain: (counterId) => {
      const session = sessions.get(counterId);
      if (session?.state.kind !== 'scanning') return;
      if (context.database.read((store) => visitAtCounter(store, counterId))?.visitId !== session.order.visitId) session.abort.abort();
    },
    [Symbol.asyncDispose]: async () => {
      isStopping = true;
      for (const session of sessions.values()) session.abort.abort();
      await Promise.all([...sessions.values()].map((session) => session.ended));
    },
  };
}
