// The judge of a morning: it finds nothing in an honest one, and each planted loss, double or stranger by its name.

import { describe, expect, test } from 'vitest';
import type { CounterId, DossierId, EpochMs, FieldCode, PrintJobId, ProcedureCode, TicketId } from '../../shared/base/ids.ts';
import type { Dossier, LookUpResult } from '../../shared/contract/dossier.ts';
import { Findings } from './account.ts';
import { compare, type Played } from './compare.ts';
import type { Evidence } from './evidence.ts';
import { planVisits } from './script.ts';

const at = 1_790_000_000_000 as EpochMs;
const VISITS = 12;
const procedures = ['A', 'B'].map((field) => ({ code: `${field}.000001` as ProcedureCode, field: field as FieldCode, papers: [1, 2] }));
const plans = planVisits(7, VISITS, procedures).map((plan) => ({ ...plan, course: plan.index === 0 ? ('no-show' as const) : plan.course === 'no-show' || plan.course === 'asks' ? ('files' as const) : plan.course }));
const filing = plans.slice(1);
const idOf = (index: number) => `0197a3b2-7c1d-7e2f-8a3b-0000000000${String(index).padStart(2, '0')}` as DossierId;
const pagesOf = (index: number) => Array.from({ length: plans[index]?.pages.reduce((sum, more) => sum + more, 0) ?? 0 }, (_, page) => `sha-${index}-${page}`);
const provisional = (index: number) => `T149-K1-0000${String(index).padStart(2, '0')}-X`;
const official = (index: number) => `H26.149-261122-00${String(index).padStart(2, '0')}`;

const played: Played = {
  plans,
  issued: plans.map(({ index }) => ({ ticketId: `ticket-${index}` as TicketId, number: `A0${index}` })),
  deeds: {
    calls: VISITS,
    pages: filing.flatMap(({ index }) => pagesOf(index)).length,
    receipts: new Set(filing.map(({ index }) => idOf(index))),
    dossiers: new Map(filing.map((plan) => [idOf(plan.index), { plan, provisionalCode: provisional(plan.index), pages: pagesOf(plan.index) }])),
    held: new Set(),
    finished: new Set(plans.map(({ index }) => index)),
  },
};

const ownDossier = (index: number): Dossier => ({
  dossierId: idOf(index), provisionalCode: provisional(index), officialCode: official(index), procedureCode: 'A.000001' as ProcedureCode, procedureName: 'Thủ tục', applicantName: 'Người mẫu',
  applicantIdMasked: '001******012', ticketNumber: `A0${index}`, counterId: 1 as CounterId, status: 1, receivedAt: at, dueAt: null, pages: 1, pagesAtCity: 1, cityState: 'complete', lag: { city: 1, heardAt: at, events: 0, since: null, pages: 0, letters: 0 }, cityCode: null, receipt: null,
});
const lookUp = (index: number): LookUpResult => ({ code: official(index), official: true, procedureName: 'Thủ tục', status: 1, receivedAt: at, dueAt: null, supplementBy: null, cityState: 'complete' });

const honest: Evidence = {
  scanned: filing.flatMap(({ index }) => pagesOf(index)),
  papers: [...plans.map(({ index }) => ({ digest: `ticket ${index}`, receipt: null })), ...filing.map(({ index }) => ({ digest: `receipt ${index}`, receipt: { dossierId: idOf(index), text: 'MC1' } }))],
  isPrinterConfused: false,
  prints: [],
  own: filing.map(({ index }) => ownDossier(index)),
  lookUps: new Map(filing.map(({ index }) => [idOf(index), lookUp(index)])),
  sync: { kind: 'idle', code: null, offlineSince: null, lastExchangeAt: at, waitingEvents: 0, waitingDossiers: 0, waitingScans: 0, deadLetters: 0, heldLetters: 0, keptLetters: 0, nextAttemptAt: null },
  checks: [{ number: 1, name: 'store', state: 'ok', at: null, params: {} }],
  city: {
    dossiers: filing.map(({ index, procedureCode, person: { fullName, idNumber } }) => ({
      dossierId: idOf(index), provisionalCode: provisional(index), officialCode: official(index), procedureCode, station: 'K1', receivedAt: at, dueAt: null, status: 1, body: { applicant: { fullName, idNumber } },
    })),
    pages: filing.flatMap(({ index }) => pagesOf(index).map((sha256) => ({ dossierId: idOf(index), pageId: sha256, paperId: 'p', sha256, bytes: 1, mime: 'image/jpeg', verified: true, held: sha256 }))),
    log: { station: 'K1', state: 'active', incarnation: 1, highSeq: 9, headHash: '', events: 9, broken: 0 },
    duplicates: [], rejected: [], incidents: [],
  },
};

function judge(of: Played, by: Evidence): { readonly words: readonly string[]; readonly kinds: readonly string[]; readonly counted: ReturnType<typeof compare> } {
  const findings = new Findings();
  const counted = compare(of, by, findings);
  return { words: findings.all.map(({ words }) => words), kinds: [...new Set(findings.all.map(({ kind }) => kind))].sort(), counted };
}

const first = <Item>(items: readonly Item[]): Item => items[0] ?? expect.fail('there is one');
const city = (changed: Partial<Evidence['city']>): Evidence => ({ ...honest, city: { ...honest.city, ...changed } });
const job = (what: 'ticket' | 'receipt', label: string, state: 'marked' | 'failed' | 'unknown') => ({ printJobId: 'j' as PrintJobId, what, label, state, code: null, attempts: 1, at });
const { dossiers, pages } = honest.city;

test('an honest morning has no findings', () => {
  expect(judge(played, honest)).toEqual({ words: [], kinds: [], counted: { ticketsPrinted: VISITS, receiptsPrinted: filing.length, cityDossiers: filing.length, cityScans: honest.scanned.length } });
});

describe('what a person has marked', () => {
  const marked = { ...honest, prints: [job('ticket', 'A00', 'marked'), job('receipt', official(1), 'marked')] };
  test('may be on paper or not', () => {
    expect(judge(played, marked).kinds).toEqual([]);
    const without = marked.papers.filter(({ digest }) => digest !== 'ticket 0' && digest !== 'receipt 1');
    expect(judge(played, { ...marked, papers: without }).kinds).toEqual([]);
    expect(judge(played, marked).counted).toMatchObject({ ticketsPrinted: VISITS - 1, receiptsPrinted: filing.length - 1 });
  });
  test('excuses itself and nothing else', () => {
    expect(judge(played, { ...marked, papers: marked.papers.filter(({ digest }) => digest !== 'receipt 2') })).toMatchObject({ kinds: ['lost'], words: [`the receipt of ${idOf(2)}`] });
  });
});

const plants: readonly (readonly [name: string, kind: string, played: Played, evidence: Evidence])[] = [
  ['a push that the city dropped without a word', 'lost', played, city({ dossiers: dossiers.slice(1), pages: pages.filter(({ dossierId }) => dossierId !== idOf(1)) })],
  ['an event missing in the city’s log', 'unexplained', played, city({ log: { station: 'K1', state: 'active', incarnation: 1, highSeq: 9, headHash: '', events: 8, broken: 1 } })],
  ['no log at all', 'unexplained', played, city({ log: null })],
  ['a dossier of nobody at the city', 'unexplained', played, city({ dossiers: [...dossiers, { ...first(dossiers), dossierId: idOf(99), officialCode: 'H26.149-261122-0999' }] })],
  ['one official code given twice', 'doubled', played, city({ dossiers: dossiers.map((dossier, index) => (index === 1 ? { ...dossier, officialCode: official(1) } : dossier)) })],
  ['an operation that took effect twice', 'doubled', played, city({ duplicates: [{ what: 'operation', key: 'x', times: 2 }] })],
  ['two dossiers whose people were exchanged', 'unexplained', played, city({ dossiers: dossiers.map((dossier, index) => ({ ...dossier, body: dossiers[dossiers.length - 1 - index]?.body ?? {} })) })],
  ['a page whose bytes the city lost', 'lost', played, city({ pages: pages.map((page, index) => (index === 3 ? { ...page, held: null } : page)) })],
  ['a page whose bytes rotted at the city', 'lost', played, city({ pages: pages.map((page, index) => (index === 3 ? { ...page, held: 'another' } : page)) })],
  ['a page that the city has not verified', 'lost', played, city({ pages: pages.map((page, index) => (index === 3 ? { ...page, verified: false } : page)) })],
  ['a page in the wrong dossier', 'lost', played, city({ pages: pages.map((page, index) => (index === 0 ? { ...page, dossierId: idOf(2) } : page)) })],
  ['a page twice in its dossier', 'doubled', played, city({ pages: [...pages, first(pages)] })],
  ['a page that the scanner gave and nobody kept', 'lost', played, { ...honest, scanned: [...honest.scanned, 'another'] }],
  ['a page that no scanner ever gave', 'unexplained', played, { ...honest, scanned: honest.scanned.slice(1) }],
  ['an operation that the city rejected', 'unexplained', played, city({ rejected: [{ opId: 'o', station: 'K1', seq: 3, kind: 'rejected', type: 'dossier.opened', code: 'x', detail: '' }] })],
  ['a ticket that did not come out', 'lost', played, { ...honest, papers: honest.papers.slice(1) }],
  ['a ticket that came out twice', 'doubled', played, { ...honest, papers: [...honest.papers, first(honest.papers)] }],
  ['a ticket of nobody', 'doubled', played, { ...honest, papers: [...honest.papers, { digest: 'another', receipt: null }] }],
  ['a receipt that came out again as a second copy', 'doubled', played, { ...honest, papers: [...honest.papers, { digest: 'receipt 1 again', receipt: { dossierId: idOf(1), text: 'MC1' } }] }],
  ['a receipt that did not come out', 'lost', played, { ...honest, papers: honest.papers.slice(0, -1) }],
  ['a receipt that nobody asked for', 'unexplained', { ...played, deeds: { ...played.deeds, receipts: new Set([...played.deeds.receipts].slice(1)) } }, honest],
  ['a print of which nobody took care', 'lost', played, { ...honest, prints: [job('ticket', 'A00', 'unknown')] }],
  ['bytes that the printer does not know', 'unexplained', played, { ...honest, isPrinterConfused: true }],
  ['a number given twice', 'doubled', { ...played, issued: played.issued.map((ticket, index) => (index === 1 ? { ...ticket, number: 'A00' } : ticket)) }, honest],
  ['a number that was not given', 'lost', { ...played, issued: played.issued.slice(1) }, { ...honest, papers: honest.papers.slice(1) }],
  ['a visit that never ended', 'lost', { ...played, deeds: { ...played.deeds, finished: new Set([1, 2, 3]) } }, honest],
  ['a page that was planned and not scanned', 'lost', { ...played, deeds: { ...played.deeds, pages: played.deeds.pages - 1 } }, honest],
  ['a code that the counter never learned', 'lost', played, { ...honest, own: honest.own.map((dossier, index) => (index === 0 ? { ...dossier, officialCode: null } : dossier)) }],
  ['a dossier that the counter believes to be on its way', 'lost', played, { ...honest, own: honest.own.map((dossier, index) => (index === 0 ? { ...dossier, cityState: 'waiting' as const } : dossier)) }],
  ['a receipt that leads nowhere', 'lost', played, { ...honest, lookUps: new Map([...honest.lookUps, [idOf(1), null]]) }],
  ['events that still wait', 'lost', played, { ...honest, sync: { ...honest.sync, waitingEvents: 3 } }],
  ['a dead letter', 'unexplained', played, { ...honest, sync: { ...honest.sync, deadLetters: 1 } }],
  ['a failed self-check', 'unexplained', played, { ...honest, checks: [{ number: 1, name: 'store', state: 'failed', at: null, params: {} }] }],
];

test.each(plants)('finds %s (%s)', (_name, kind, of, by) => {
  expect(judge(of, by).kinds).toContain(kind);
});
