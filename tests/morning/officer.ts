// Plays an officer at a counter: calls, reads the card, checks and scans the papers, opens the dossier, hands over the receipt.

import { randomUUID } from 'node:crypto';
import type { DossierId, TicketId, VisitId } from '../../shared/base/ids.ts';
import type { CommandInput } from '../../shared/contract/commands.ts';
import type { Visit } from '../../shared/contract/visit.ts';
import type { PlannedVisit } from './script.ts';
import { CallRefused, type Asked, type Window } from './window.ts';

/** The counter's practice devices. */
export interface CounterDevices {
  /** Reads a code, once the station listens. */
  readCode(text: string, torn: boolean): void;
  /** Puts pages into the feeder; with `jamAfter` the feeder jams behind that many. */
  loadFeeder(pages: number, jamAfter: number | null): void;
}

/** What the officers did, for the comparison at the end. */
export interface Deeds {
  calls: number;
  pages: number;
  /** Dossiers whose receipt was asked for. */
  readonly receipts: Set<DossierId>;
  readonly dossiers: Map<DossierId, { readonly plan: PlannedVisit; readonly provisionalCode: string; readonly pages: readonly string[] }>;
  readonly held: Set<TicketId>;
  readonly finished: Set<number>;
}

export interface OfficerParts {
  readonly window: Window;
  readonly devices: CounterDevices;
  readonly deeds: Deeds;
  /** The plan that belongs to a called ticket. */
  readonly planOf: (ticketId: TicketId) => PlannedVisit;
  /** True when every plan has come to its end. */
  readonly isOver: () => boolean;
  /** A visit has come to its end. */
  readonly onProgress: () => void;
}

/** Serves people until the morning is over. */
export async function playOfficer(parts: OfficerParts): Promise<void> {
  const { window, deeds } = parts;
  while (!parts.isOver()) {
    const called = await window.call('queue.next', {});
    if (called.ticket !== null && called.visitId !== null) {
      deeds.calls += 1;
      await serve(parts, called.ticket.ticketId, called.visitId, false);
      continue;
    }
    const desk = await window.call('desk.read', {});
    const back = desk.held.find((ticket) => deeds.held.has(ticket.ticketId));
    if (back === undefined) {
      await window.until('somebody to serve', async () => (parts.isOver() || (await window.call('desk.read', {})).waiting.length > 0 ? true : null), { on: ['queue.changed'] });
    } else if (deeds.held.delete(back.ticketId)) {
      const again = await window.call('ticket.call', { ticketId: back.ticketId });
      deeds.calls += 1;
      if (again.visitId !== null) await serve(parts, back.ticketId, again.visitId, true);
    }
  }
}

async function serve(parts: OfficerParts, ticketId: TicketId, visitId: VisitId, isBack: boolean): Promise<void> {
  const { window, deeds } = parts;
  const plan = parts.planOf(ticketId);
  const ticket = await window.call('ticket.read', { ticketId });
  if (plan.course === 'no-show' || (plan.course === 'late' && ticket.skips === 0)) {
    const skipped = await window.call('ticket.skip', { ticketId });
    if (skipped.state === 'missed') noteEnd(parts, plan);
    return;
  }
  if (plan.course === 'asks') return finish(parts, ticketId, plan);
  if (plan.course === 'transferred' && ticket.field !== plan.toField) {
    await window.call('ticket.transfer', { ticketId, toField: plan.toField, toCounter: null });
    return;
  }
  await identify(parts, visitId, plan, isBack);
  if (plan.course === 'files-after-hold' && !isBack) {
    await window.call('ticket.hold', { ticketId, reason: 'Về lấy bản chính' });
    deeds.held.add(ticketId);
    return;
  }
  const visit = await scanPapers(parts, await window.call('visit.choose-procedure', { visitId, procedureCode: plan.procedureCode }), plan);
  // What a procedure costs is somebody's to say; here nobody pays.
  if ((await window.call('fee.read', {}))?.isExpected === true) await window.call('fee.save', { visitId, orders: [], manner: 'none', reason: 'Buổi sáng mẫu' });
  const dossier = await once(window, 'dossier.open', { visitId });
  deeds.dossiers.set(dossier.dossierId, { plan, provisionalCode: dossier.provisionalCode, pages: visit.papers.flatMap((paper) => paper.pages.map((page) => page.sha256)) });
  await once(window, 'receipt.print', { dossierId: dossier.dossierId });
  deeds.receipts.add(dossier.dossierId);
  await finish(parts, ticketId, plan);
}

/** Sends a changing command twice with one request id, as after a lost answer, and wants one answer. */
async function once<Name extends 'dossier.open' | 'receipt.print'>(window: Window, command: Name, input: Asked<CommandInput<Name>>) {
  const whole = { requestId: randomUUID(), ...input };
  const [first, second] = await Promise.all([window.call(command, whole), window.call(command, whole)]);
  if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error(`${command}: a repeated request got another answer`);
  return first;
}

async function finish(parts: OfficerParts, ticketId: TicketId, plan: PlannedVisit): Promise<void> {
  await parts.window.call('ticket.finish', { ticketId });
  noteEnd(parts, plan);
}

function noteEnd({ deeds, onProgress }: OfficerParts, plan: PlannedVisit): void {
  deeds.finished.add(plan.index);
  onProgress();
}

async function identify({ window, devices }: OfficerParts, visitId: VisitId, plan: PlannedVisit, isBack: boolean): Promise<void> {
  const { person } = plan;
  const current = async () => window.call('visit.read', {});
  if (isBack) {
    if ((await current())?.person?.fullName !== person.fullName) throw new Error('a held visit lost its person');
    return;
  }
  if (plan.course === 'files-by-hand') {
    await window.call('visit.set-person', {
      visitId, person: { idNumber: person.idNumber, oldIdNumber: '', fullName: person.fullName, birthDate: '', sex: 'unknown', address: 'Xã Phú Xuyên', issuedOn: '', phone: '' },
    });
    return;
  }
  if (plan.course === 'files-after-wrong-code') {
    devices.readCode(plan.index % 2 === 0 ? 'https://example.invalid/khuyen-mai' : person.cardText, plan.index % 2 === 1);
    await window.until('the wrong code to be refused', async () => (((await current())?.readerRefusal ?? null) === null ? null : true), { on: ['reader.refused', 'visit.changed'] });
  }
  devices.readCode(person.cardText, false);
  const read = await window.until('the card', async () => (await current())?.person ?? null, { on: ['visit.changed'] });
  if (read.fullName !== person.fullName || read.idNumber !== person.idNumber) throw new Error('the card was read wrongly');
}

async function scanPapers(parts: OfficerParts, chosen: Visit, plan: PlannedVisit): Promise<Visit> {
  const { window, devices, deeds } = parts;
  const papers = chosen.procedure?.papers ?? [];
  const { visitId } = chosen;
  for (const paper of papers.filter(({ required }) => required)) {
    await window.call('visit.check-paper', { visitId, paperId: paper.paperId, originals: Math.max(1, paper.originals), copies: paper.copies });
  }
  for (const [index, paper] of papers.slice(0, plan.pages.length).entries()) {
    const pages = plan.pages[index] ?? 1;
    const jamAfter = plan.course === 'files-after-jam' && index === 0 ? Math.floor(pages / 2) : null;
    let left = await scanOnce(parts, visitId, paper.paperId, pages, jamAfter);
    if (left > 0) left = await scanOnce(parts, visitId, paper.paperId, left, null);
    if (left > 0) throw new Error('pages are left in the feeder');
  }
  const visit = await window.call('visit.read', {});
  if (visit === null) throw new Error('the visit is gone');
  deeds.pages += visit.papers.reduce((sum, paper) => sum + paper.pages.length, 0);
  return visit;

  /** Scans what is in the feeder; returns how many pages did not come. */
  async function scanOnce({ window: desk }: OfficerParts, ofVisit: VisitId, paperId: string, pages: number, jamAfter: number | null): Promise<number> {
    const count = (of: Visit) => of.papers.find((paper) => paper.paperId === paperId)?.pages.length ?? 0;
    devices.loadFeeder(pages, jamAfter);
    const before = await desk.call('visit.read', {});
    await window.call('visit.scan', { visitId: ofVisit, paperId, source: 'feeder' }).catch((error: unknown) => {
      if (!(error instanceof CallRefused)) throw error;
      throw new Error(`the scanner refused: ${error.failure.code}`);
    });
    const after = await desk.until('the scan to end', async () => {
      const now = await desk.call('visit.read', {});
      return now !== null && now.scan.kind !== 'scanning' ? now : null;
    }, { on: ['visit.changed'] });
    const came = count(after) - (before === null ? 0 : count(before));
    if (jamAfter === null && after.scan.code !== null) throw new Error(`the scan stopped: ${after.scan.code}`);
    return pages - came;
  }
}
