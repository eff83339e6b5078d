// Compares the morning as it was played with what there is of it: on paper, at the station, at the city, byte for byte. Pure.

import type { DossierId } from '../../shared/base/ids.ts';
import type { Findings } from './account.ts';
import type { Evidence } from './evidence.ts';
import type { Issued } from './kiosk.ts';
import type { Deeds } from './officer.ts';
import { filingPlans, type PlannedVisit } from './script.ts';

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
export function compare(played: Played, evidence: Evidence, findings: Findings): Counted {
  comparePlay(played, findings);
  const prints = comparePaper(played, evidence, findings);
  compareDossiers(played.deeds, evidence, findings);
  const cityScans = compareScans(played.deeds, evidence, findings);
  compareLog(evidence, findings);
  return { ...prints, cityDossiers: evidence.city.dossiers.length, cityScans };
}

function comparePlay({ plans, issued, deeds }: Played, findings: Findings): void {
  findings.once('ticket number', issued.map(({ number }) => number));
  findings.expect(issued.length === plans.length, 'lost', `${plans.length - issued.length} numbers that were asked for`);
  findings.expect(deeds.finished.size === plans.length, 'lost', `${plans.length - deeds.finished.size} visits without an end`);
  const filing = filingPlans(plans);
  findings.expect(deeds.dossiers.size === filing.length, 'lost', `${filing.length - deeds.dossiers.size} dossiers that should have been opened`);
  const pages = filing.reduce((sum, plan) => sum + plan.pages.reduce((one, more) => one + more, 0), 0);
  findings.expect(deeds.pages === pages, 'lost', `${pages - deeds.pages} pages that should have been scanned`);
}

/** Every number and receipt is on paper once, or marked by a person; nothing came out of the printer that nobody asked for. */
function comparePaper({ issued, deeds }: Played, evidence: Evidence, findings: Findings): Pick<Counted, 'ticketsPrinted' | 'receiptsPrinted'> {
  const { papers, prints } = evidence;
  findings.expect(!evidence.isPrinterConfused, 'unexplained', 'the printer was sent bytes that it does not understand');
  const open = prints.filter(({ state }) => state !== 'marked');
  for (const job of open) findings.expect(false, 'lost', `the ${job.what} ${job.label} is '${job.state}'`);
  findings.once('paper', papers.map(({ digest }) => digest));

  const codes = new Map<string, DossierId>();
  for (const [dossierId, { provisionalCode }] of deeds.dossiers) codes.set(provisionalCode, dossierId);
  for (const { dossierId, officialCode } of evidence.city.dossiers) codes.set(officialCode, dossierId as DossierId);
  const excused = new Set(prints.filter(({ what }) => what === 'receipt').map(({ label }) => codes.get(label)));
  const receipts = papers.flatMap(({ receipt }) => (receipt === null ? [] : [receipt.dossierId]));
  findings.once('receipt on paper', receipts);
  const onPaper = new Set(receipts);
  for (const dossierId of deeds.receipts) findings.expect(onPaper.has(dossierId) || excused.has(dossierId), 'lost', `the receipt of ${dossierId}`);
  for (const dossierId of onPaper) findings.expect(deeds.receipts.has(dossierId), 'unexplained', `a receipt of ${dossierId} that nobody asked for`);

  // A ticket has no code of its own: they are told apart by their looks, and counted. A marked print may be on paper, whole or as a piece, or not.
  const tickets = papers.length - receipts.length;
  const ticketsExcused = prints.filter(({ what }) => what === 'ticket').length;
  findings.expect(tickets >= issued.length - ticketsExcused, 'lost', `${issued.length - ticketsExcused - tickets} tickets on paper`);
  findings.expect(tickets <= issued.length + excused.size, 'doubled', `${tickets - issued.length} tickets too many on paper`);
  return { ticketsPrinted: issued.length - ticketsExcused, receiptsPrinted: deeds.receipts.size - excused.size };
}

/** Each dossier is at the city once with its person, and station, city and kiosk say the same of it. */
function compareDossiers(deeds: Deeds, { city, own, lookUps }: Evidence, findings: Findings): void {
  const atCity = new Map(city.dossiers.map((dossier) => [dossier.dossierId, dossier]));
  findings.same('dossier at the city', deeds.dossiers.keys(), atCity.keys());
  findings.once('dossier at the city', city.dossiers.map(({ dossierId }) => dossierId));
  findings.once('official code', city.dossiers.map(({ officialCode }) => officialCode));
  for (const [dossierId, { plan, provisionalCode }] of deeds.dossiers) {
    const there = atCity.get(dossierId);
    if (there === undefined) continue;
    findings.expect(there.provisionalCode === provisionalCode && there.procedureCode === plan.procedureCode, 'unexplained', `dossier ${dossierId} has another code or procedure at the city`);
    const applicant = JSON.stringify(there.body['applicant'] ?? null);
    findings.expect(applicant.includes(plan.person.fullName) && applicant.includes(plan.person.idNumber), 'unexplained', `dossier ${dossierId} has another person at the city`);
  }
  for (const dossier of own) {
    findings.expect(deeds.dossiers.has(dossier.dossierId), 'unexplained', `dossier ${dossier.dossierId} at the counter that nobody opened`);
    findings.expect(atCity.get(dossier.dossierId)?.officialCode === dossier.officialCode, 'lost', `the official code of dossier ${dossier.dossierId} at the counter`);
    findings.expect(dossier.cityState === 'complete', 'lost', `dossier ${dossier.dossierId} is '${dossier.cityState}' at the counter`);
  }
  for (const [dossierId, answer] of lookUps) {
    const official = atCity.get(dossierId)?.officialCode;
    findings.expect(answer !== null && answer.official && answer.code === official && answer.cityState === 'complete', 'lost', `the receipt of ${dossierId} does not lead to its dossier at the kiosk`);
  }
}

/** Every page that left a scanner is in its dossier and at the city with the same bytes; no other page is. */
function compareScans(deeds: Deeds, { scanned, city }: Evidence, findings: Findings): number {
  const inDossiers = [...deeds.dossiers].flatMap(([dossierId, { pages }]) => pages.map((sha256) => `${sha256} of ${dossierId}`));
  findings.same('scanned page', scanned, [...deeds.dossiers.values()].flatMap(({ pages }) => pages));
  findings.once('scanned page', [...deeds.dossiers.values()].flatMap(({ pages }) => pages));
  const atCity = city.pages.map(({ sha256, dossierId }) => `${sha256} of ${dossierId}`);
  findings.same('page at the city', inDossiers, atCity);
  findings.once('page at the city', atCity);
  const whole = city.pages.filter(({ sha256, verified, held }) => verified && held === sha256);
  for (const page of city.pages) findings.expect(whole.includes(page), 'lost', `the bytes of page ${page.sha256} at the city`);
  return whole.length;
}

/** The log is whole at the city, and nobody has anything left to do. */
function compareLog({ city, sync, checks }: Evidence, findings: Findings): void {
  const { log } = city;
  findings.expect(log !== null && log.broken === 0 && log.state === 'active', 'unexplained', `the station's log at the city is ${log?.state ?? 'absent'} with ${log?.broken ?? 0} broken places`);
  findings.expect(sync.waitingEvents === 0 && sync.waitingScans === 0, 'lost', `${sync.waitingEvents} events and ${sync.waitingScans} scans still wait`);
  findings.expect(sync.deadLetters === 0, 'unexplained', `${sync.deadLetters} dead letters`);
  for (const double of city.duplicates) findings.expect(false, 'doubled', `${double.what} ${double.key} at the city`);
  for (const one of city.rejected) findings.expect(false, 'unexplained', `${one.type} was rejected as ${one.code}`);
  for (const one of city.incidents) findings.expect(false, 'unexplained', `incident ${one.code} at the city`);
  for (const check of checks) findings.expect(check.state !== 'failed', 'unexplained', `self-check ${check.name} failed`);
}
