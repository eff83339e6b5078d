// A scripted station behind one counter: enough of a queue, a visit and a scanner to walk a person through, with faults to order.

import type { CatalogueView } from '../../shared/contract/catalogue.ts';
import type { CoverPrinters } from '../../shared/contract/cover.ts';
import type { Dossier } from '../../shared/contract/dossier.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Status } from '../../shared/contract/point.ts';
import type { Desk } from '../../shared/contract/queue.ts';
import type { CounterScanner, Person, Visit } from '../../shared/contract/visit.ts';
import type { PrintJobView } from '../../shared/contract/admin.ts';
import type { CommandName } from '../../shared/contract/commands.ts';
import { calledTicket, COUNTER, exampleCoverPrinters, exampleDesk, exampleDossier, exampleDossiers, examplePage, examplePrint, exampleProcedure, exampleScanner, exampleVisit, goodDevices, goodSync, servingDesk } from '../gallery/desk/example-point.ts';
import { shippedCatalogue } from '../gallery/desk/example-catalogue.ts';
import { offeredSupplement } from '../gallery/desk/example-dossier.ts';
import { nothingDue } from '../gallery/desk/example-head.ts';
import { freeFee } from '../gallery/desk/example-fee.ts';
import { endless, refusal, scriptedClient } from './scripted-client.ts';
import type { ScriptedClient } from './scripted-client.ts';

/** What the station holds; a test changes it and then tells the window. */
export interface DeskState {
  desk: Desk;
  visit: Visit | null;
  dossiers: Dossier[];
  prints: PrintJobView[];
  status: Status;
  scanner: CounterScanner;
  coverPrinters: CoverPrinters;
  catalogue: CatalogueView;
}

export interface ScriptedDesk {
  readonly client: ScriptedClient;
  readonly state: DeskState;
  /** The next call of this command is refused, or waits for ever, without any effect. */
  failNext(command: CommandName, how: ErrorCode | 'endless'): void;
  /** The next call of this command waits until the answer is called, and only then takes effect. */
  holdNext(command: CommandName): () => void;
  /** A card is read: the visit has its person. */
  readCard(person: Person, warnings?: Visit['warnings']): void;
  /** One more page of the paper that is being scanned. */
  pageArrives(): void;
  endScan(code: ErrorCode | null): void;
  tellVisit(): void;
}

export function scriptedDesk(start: Partial<DeskState> = {}): ScriptedDesk {
  const state: DeskState = { desk: exampleDesk(), visit: null, dossiers: [...exampleDossiers], prints: [], status: { sync: goodSync, devices: [...goodDevices] }, scanner: exampleScanner, coverPrinters: exampleCoverPrinters, catalogue: shippedCatalogue, ...start };
  const faults = new Map<CommandName, ErrorCode | 'endless'>();
  const gates = new Map<CommandName, Promise<void>>();
  let pages = 0;

  /** Does `work` unless a fault was ordered for the command. */
  function answer<Output>(command: CommandName, work: () => Output): Output | Promise<Output> {
    const fault = faults.get(command);
    faults.delete(command);
    if (fault === 'endless') return endless<Output>();
    if (fault !== undefined) throw refusal(fault);
    const gate = gates.get(command);
    gates.delete(command);
    return gate === undefined ? work() : gate.then(work);
  }
  function open(): Visit {
    if (state.visit === null) throw refusal('visit.not-found');
    return state.visit;
  }
  function change(command: CommandName, work: (visit: Visit) => Partial<Visit>): Visit | Promise<Visit> {
    return answer(command, () => {
      const before = open();
      state.visit = { ...before, ...work(before) };
      tellVisit();
      return state.visit;
    });
  }
  function tellVisit(): void {
    client.emit('visit.changed', { counterId: COUNTER, visitId: state.visit?.visitId ?? null });
  }
  function end(command: CommandName): typeof calledTicket | Promise<typeof calledTicket> {
    return answer(command, () => {
      state.desk = exampleDesk();
      state.visit = null;
      tellVisit();
      client.emit('queue.changed', {});
      return calledTicket;
    });
  }

  const client = scriptedClient({
    'desk.read': () => answer('desk.read', () => state.desk),
    'visit.read': () => answer('visit.read', () => state.visit),
    'dossier.list': () => ({ dossiers: [...state.dossiers] }),
    'dossier.due-lists': () => nothingDue,
    'dossier.offer-supplement': () => offeredSupplement,
    'reader.work-for': () => ({}),
    'catalogue.read': () => state.catalogue,
    'catalogue.seen': () =>
      answer('catalogue.seen', () => {
        state.catalogue = { ...state.catalogue, counts: { changed: 0, ended: 0, new: 0 }, changes: [] };
        return {};
      }),
    'dead-letter.list': () => ({ letters: [] }),
    'notice.list': () => ({ notices: [] }),
    'print.list': () => ({ jobs: [...state.prints] }),
    'status.read': () => state.status,
    'scanner.read': () => state.scanner,
    'scanner.choose': ({ dpi, colour, duplex }) => answer('scanner.choose', () => (state.scanner = { ...state.scanner, choice: { dpi, colour, duplex } })),
    'sync.now': () => answer('sync.now', () => state.status.sync),
    'procedure.search': () => ({ procedures: [{ code: exampleProcedure.code, name: exampleProcedure.name, field: exampleProcedure.field, sector: exampleProcedure.sector, papers: exampleProcedure.papers.length }], total: 1 }),
    'procedure.read': () => exampleProcedure,
    'page.piece': () => ({ mime: 'image/png', bytes: 8, base64: 'iVBORw0KGgo=' }),
    'page.image': () => ({ mime: 'image/png', base64: 'iVBORw0KGgo=' }),
    'queue.next': () =>
      answer('queue.next', () => {
        if (state.desk.waiting.length === 0) return { ticket: null, visitId: null };
        state.desk = servingDesk;
        state.visit = exampleVisit();
        client.emit('queue.changed', {});
        tellVisit();
        return { ticket: calledTicket, visitId: state.visit.visitId };
      }),
    'ticket.recall': () => answer('ticket.recall', () => calledTicket),
    'ticket.hold': () => end('ticket.hold'),
    'ticket.finish': () => end('ticket.finish'),
    'ticket.skip': () => end('ticket.skip'),
    'counter.pause': ({ reason }) => answer('counter.pause', () => (state.desk = { ...state.desk, state: 'paused', pauseReason: reason })),
    'counter.resume': () => answer('counter.resume', () => (state.desk = { ...state.desk, state: 'open', pauseReason: null })),
    'visit.set-person': ({ person }) => change('visit.set-person', () => ({ person, personSource: 'typed', warnings: person.idNumber.startsWith('999') ? ['id-province'] : [] })),
    'visit.keep-typing': ({ typing }) =>
      answer('visit.keep-typing', () => {
        state.visit = { ...open(), typing };
        return { visitId: state.visit.visitId };
      }),
    'visit.set-behalf': ({ behalf }) => change('visit.set-behalf', ({ intake }) => ({ intake: { ...intake, behalf } })),
    'visit.set-channel': ({ channel }) => change('visit.set-channel', ({ intake }) => ({ intake: { ...intake, channel } })),
    'visit.choose-case': ({ caseName }) => change('visit.choose-case', ({ intake }) => ({ intake: { ...intake, caseName } })),
    'visit.set-delivery': ({ delivery }) => change('visit.set-delivery', ({ intake }) => ({ intake: { ...intake, delivery } })),
    'visit.earlier': () => answer('visit.earlier', () => ({ dossiers: [{ dossierId: exampleDossier(3).dossierId, code: 'H26.149-261020-0041', fullName: 'Nguyễn Thị Khác', procedureName: exampleProcedure.name, receivedAt: exampleDossier(3).receivedAt }], fields: { phone: '0900000009', email: '', address: '', oldIdNumber: '', issuedOn: '' }, papers: [] })),
    'visit.choose-procedure': () => change('visit.choose-procedure', () => ({ procedure: exampleProcedure, papers: exampleProcedure.papers.map(({ paperId }) => ({ paperId, originals: 0, certified: 0, copies: 0, reused: null, pages: [] })) })),
    'visit.check-paper': ({ paperId, originals, certified, copies }) => change('visit.check-paper', ({ papers }) => ({ papers: papers.map((paper) => (paper.paperId === paperId ? { ...paper, originals, certified, copies } : paper)) })),
    'visit.scan': ({ paperId }) => change('visit.scan', () => ({ scan: { kind: 'scanning', paperId, pagesSoFar: 0, code: null } })),
    'visit.cancel-scan': () => change('visit.cancel-scan', () => ({})),
    'visit.remove-page': ({ pageId }) => change('visit.remove-page', ({ papers }) => ({ papers: papers.map((paper) => ({ ...paper, pages: paper.pages.filter((page) => page.pageId !== pageId) })) })),
    'visit.move-page': ({ pageId, paperId }) => change('visit.move-page', ({ papers, sheets }) => movedPage(papers, sheets, pageId, paperId)),
    'fee.read': () => answer('fee.read', () => freeFee(state.visit)),
    'cover.printers': () => answer('cover.printers', () => state.coverPrinters),
    'cover.print': ({ paperIds }) => change('cover.print', () => ({ covers: paperIds.map((paperId) => ({ paperId, print: examplePrint('queued') })) })),
    'dossier.open': () =>
      answer('dossier.open', () => {
        const dossier = exampleDossier(12, { receipt: null });
        state.visit = { ...open(), state: 'dossier-opened', dossierId: dossier.dossierId };
        state.dossiers.unshift(dossier);
        tellVisit();
        return dossier;
      }),
    'receipt.print': ({ dossierId }) =>
      answer('receipt.print', () => {
        const printed = { ...exampleDossier(12), dossierId, receipt: examplePrint('queued') };
        state.dossiers = state.dossiers.map((dossier) => (dossier.dossierId === dossierId ? printed : dossier));
        return printed;
      }),
  });

  return {
    client,
    state,
    failNext: (command, how) => void faults.set(command, how),
    holdNext(command) {
      const { promise, resolve } = Promise.withResolvers<void>();
      gates.set(command, promise);
      return resolve;
    },
    readCard(person, warnings = []) {
      state.visit = { ...open(), person, personSource: 'card', warnings, readerRefusal: null };
      tellVisit();
    },
    pageArrives() {
      pages += 1;
      const { papers, scan } = open();
      const page = examplePage(pages);
      state.visit = { ...open(), papers: papers.map((paper) => (paper.paperId === scan.paperId ? { ...paper, pages: [...paper.pages, page] } : paper)), scan: { ...scan, pagesSoFar: scan.pagesSoFar + 1 } };
      tellVisit();
    },
    endScan(code) {
      const { scan } = open();
      state.visit = { ...open(), scan: { ...scan, kind: code === null ? 'idle' : 'stopped', code } };
      tellVisit();
    },
    tellVisit,
  };
}

/** A page taken from wherever it stands, or from among the sheets, and put at the end of a paper. */
function movedPage(papers: Visit['papers'], sheets: Visit['sheets'], pageId: string, to: string): Pick<Visit, 'papers' | 'sheets'> {
  const pages = [...papers.flatMap((paper) => paper.pages), ...sheets.map(({ page }) => ({ ...page, isBlank: false }))].filter((page) => page.pageId === pageId);
  return {
    papers: papers.map((paper) => ({ ...paper, pages: [...paper.pages.filter((page) => page.pageId !== pageId), ...(paper.paperId === to ? pages : [])] })).filter(({ paperId, pages: left }) => paperId !== '' || left.length > 0),
    sheets: sheets.filter(({ page }) => page.pageId !== pageId),
  };
}
