// Compares the morning as it was played with what the station, the paper and the city have of it, byte for byte.

import { createHash } from 'node:crypto';
import type { Issued } from './kiosk.ts';
import type { Deeds } from './officer.ts';
import { expectedDossiers, type PlannedVisit } from './script.ts';
import type { Findings } from './account.ts';
import type { Town } from './town.ts';
import type { Window } from './window.ts';

/** What was played. */
export interface Played {
  readonly plans: readonly PlannedVisit[];
  readonly issued: readonly Issued[];
  readonly deeds: Deeds;
}

/** What was counted on the way. */
export interface Counted {
  readonly ticketsPrinted: number;
  readonly receiptsPrinted: number;
  readonly cityDossiers: number;
  readonly cityScans: number;
}

/** Compares everything; what does not agree goes into `findings`. */
export async function compare(town: Town, admin: Window, played: Played, findings: Findings): Promise<Counted> {
  const { plans, issued, deeds } = played;
  const { inspection } = town;
  const { commune, station } = town.profile;

  findings.once('ticket number', issued.map(({ number }) => number));
  findings.expect(issued.length === plans.length, 'lost', `${plans.length - issued.length} numbers that were asked for`);
  findings.expect(deeds.finished.size === plans.length, 'lost', `${plans.length - deeds.finished.size} visits without an end`);
  findings.expect(deeds.dossiers.size === expectedDossiers(plans), 'lost', `${expectedDossiers(plans) - deeds.dossiers.size} dossiers that should have been opened`);

  const prints = await comparePaper(town, admin, played, findings);

  const dossiers = await inspection.dossiers(commune);
  findings.same('dossier at the city', deeds.dossiers.keys(), dossiers.map(({ dossierId }) => dossierId));
  findings.once('dossier at the city', dossiers.map(({ dossierId }) => dossierId));
  findings.once('official code', dossiers.map(({ officialCode }) => officialCode));
  const own = await admin.call('dossier.list', { limit: 200 });
  for (const dossier of own.dossiers) {
    const there = dossiers.find(({ dossierId }) => dossierId === dossier.dossierId);
    findings.expect(there?.officialCode === dossier.officialCode && there.provisionalCode === dossier.provisionalCode, 'lost', `the codes of dossier ${dossier.provisionalCode}`);
    findings.expect(dossier.cityState === 'complete', 'lost', `dossier ${dossier.provisionalCode} is '${dossier.cityState}' at the counter`);
  }
  for (const { dossierId, procedureCode, body } of dossiers) {
    const plan = [...deeds.dossiers].find(([id]) => id === dossierId)?.[1].plan;
    const applicant = JSON.stringify(body['applicant'] ?? null);
    findings.expect(plan !== undefined && procedureCode === plan.procedureCode && applicant.includes(plan.person.fullName) && applicant.includes(plan.person.idNumber), 'unexplained', `dossier ${dossierId} has another person or procedure`);
  }

  const cityScans = await compareScans(town, deeds, findings);

  const [log] = (await inspection.stations(commune)).filter((each) => each.station === station);
  const { sync } = await admin.call('status.read', {});
  findings.expect(log !== undefined && log.broken === 0 && log.state === 'active', 'unexplained', `the station's log at the city is ${log?.state ?? 'absent'} with ${log?.broken ?? 0} broken places`);
  findings.expect(sync.waitingEvents === 0 && sync.waitingScans === 0, 'lost', `${sync.waitingEvents} events and ${sync.waitingScans} scans still wait`);
  findings.expect(sync.deadLetters === 0, 'unexplained', `${sync.deadLetters} dead letters`);
  for (const double of await inspection.duplicates(commune)) findings.expect(false, 'doubled', `${double.what} ${double.key} at the city`);
  for (const one of await inspection.rejected(commune)) findings.expect(false, 'unexplained', `${one.type} was rejected as ${one.code}`);
  for (const one of await inspection.incidents(commune)) findings.expect(false, 'unexplained', `incident ${one.code} at the city`);
  for (const check of (await admin.call('health.read', {})).checks) findings.expect(check.state !== 'failed', 'unexplained', `self-check ${check.name} failed`);
  return { ...prints, cityDossiers: dossiers.length, cityScans };
}

/** Every number is on paper once, or marked by a person; nothing came out of the printer that nobody asked for. */
async function comparePaper(town: Town, admin: Window, { issued, deeds }: Played, findings: Findings): Promise<Pick<Counted, 'ticketsPrinted' | 'receiptsPrinted'>> {
  const { jobs } = await admin.call('print.list', {});
  const open = jobs.filter(({ state }) => state !== 'marked');
  for (const job of open) findings.expect(false, 'lost', `the ${job.what} ${job.label} is '${job.state}'`);
  const marked = { ticket: jobs.filter(({ what, state }) => what === 'ticket' && state === 'marked').length, receipt: jobs.filter(({ what, state }) => what === 'receipt' && state === 'marked').length };
  const printed = { tickets: issued.length - marked.ticket - open.filter(({ what }) => what === 'ticket').length, receipts: deeds.receipts - marked.receipt - open.filter(({ what }) => what === 'receipt').length };
  const { printer } = town.practice;
  const pages = printer.pages().map(({ bits }) => createHash('sha256').update(bits).digest('hex'));
  findings.once('paper', pages);
  const expected = printed.tickets + printed.receipts;
  findings.expect(printer.pageCount() >= expected, 'lost', `${expected - printer.pageCount()} papers`);
  findings.expect(printer.pageCount() <= expected + marked.ticket + marked.receipt, 'doubled', `${printer.pageCount() - expected} papers too many`);
  findings.expect(printer.notUnderstood().length === 0, 'unexplained', 'the printer was sent bytes that it does not understand');
  return { ticketsPrinted: printed.tickets, receiptsPrinted: printed.receipts };
}

/** Every page that left a scanner is in its dossier and at the city with the same bytes; no other page is. */
async function compareScans(town: Town, deeds: Deeds, findings: Findings): Promise<number> {
  const { commune } = town.profile;
  const served = new Map(town.practice.counters.flatMap(({ scanner }) => scanner.served().map(({ bytes }) => [createHash('sha256').update(bytes).digest('hex'), bytes] as const)));
  const inDossiers = [...deeds.dossiers.values()].flatMap(({ pages }) => pages);
  findings.same('scanned page', served.keys(), inDossiers);
  findings.once('scanned page', inDossiers);
  const pages = await town.inspection.pages(commune);
  findings.same('page at the city', inDossiers, pages.map(({ sha256 }) => sha256));
  findings.once('page at the city', pages.map(({ sha256 }) => sha256));
  let there = 0;
  for (const { sha256, verified } of pages) {
    const bytes = await town.inspection.blobBytes(commune, sha256);
    const original = served.get(sha256);
    const isSame = verified && bytes !== null && original !== undefined && bytes.equals(original);
    findings.expect(isSame, 'lost', `the bytes of page ${sha256.slice(0, 12)}`);
    if (isSame) there += 1;
  }
  return there;
}
