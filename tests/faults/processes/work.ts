// People at work while processes are killed around them: what each window was told is kept, and is held against the city in the end.

import { must } from '../../../shared/base/must.ts';
import type { Chance } from '../../morning/chance.ts';
import { inventPerson } from '../../morning/people.ts';
import type { Window } from '../../morning/window.ts';
import { type AnsweredMoney, payFee } from './money.ts';
import { unlessRefused } from './unless-refused.ts';

/** Everything that was answered. An answer is a promise. */
export interface Answered extends AnsweredMoney {
  /** Number by ticket. */
  readonly tickets: Map<string, string>;
  /** Provisional code by dossier. */
  readonly dossiers: Map<string, string>;
  readonly receipts: Set<string>;
}

/** Takes numbers until it is over. */
export async function takeNumbers(window: Window, chance: Chance, answered: Answered, isOver: () => boolean): Promise<void> {
  const { fields } = await window.call('point.describe', {});
  while (!isOver()) {
    const { code: field } = chance.pick(fields.filter(({ takesTickets }) => takesTickets));
    const issued = await unlessRefused(window.call('ticket.issue', { field, priority: 'none', procedureCode: null }));
    if (issued !== null) answered.tickets.set(issued.ticketId, issued.number);
    // Now and then nobody comes; otherwise the numbers of the day would be used up by the first kills.
    if (chance.is(0.7)) await window.until('the next person', async () => (isOver() || chance.is(0.5) ? true : null), { on: ['dossiers.changed'], limitMs: 600_000 });
  }
}

/** Calls people and opens their dossiers until it is over. */
export async function serveAt(window: Window, chance: Chance, answered: Answered, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    // After a death the counter may still have somebody: it goes on with them.
    const visit = (await unlessRefused(window.call('visit.read', {}))) ?? (await callNext(window));
    if (visit === null) {
      await window.until('somebody to serve', async () => (isOver() || (await window.call('desk.read', {})).waiting.length > 0 ? true : null), { on: ['queue.changed'], limitMs: 600_000 });
      continue;
    }
    const { visitId, ticketId } = visit;
    if (visit.state === 'open' && chance.is(0.6)) await openDossier(window, visitId, chance, answered);
    await unlessRefused(window.call('ticket.finish', { ticketId }));
  }
}

async function callNext(window: Window) {
  const called = await unlessRefused(window.call('queue.next', {}));
  return called?.visitId === undefined || called.visitId === null ? null : unlessRefused(window.call('visit.read', {}));
}

async function openDossier(window: Window, visitId: NonNullable<Awaited<ReturnType<typeof callNext>>>['visitId'], chance: Chance, answered: Answered): Promise<void> {
  const costs = chance.is(0.7);
  const { fullName, idNumber } = inventPerson(chance);
  const person = { idNumber, oldIdNumber: '', fullName, birthDate: '', sex: 'unknown' as const, address: 'Xã Phú Xuyên', issuedOn: '', phone: '' };
  await unlessRefused(window.call('visit.set-person', { visitId, person }));
  const { procedures } = await window.call('procedure.search', { text: costs ? 'chứng thực bản sao từ bản chính' : 'khai sinh', field: null, limit: 1 });
  const procedure = must(procedures[0], 'the catalogue knows births and copies');
  const chosen = await unlessRefused(window.call('visit.choose-procedure', { visitId, procedureCode: procedure.code }));
  for (const paper of chosen?.procedure?.papers.filter(({ required }) => required) ?? []) await unlessRefused(window.call('visit.check-paper', { visitId, paperId: paper.paperId, originals: 1, copies: 0 }));
  if (costs) await payFee(window, visitId, chance, answered);
  const dossier = await unlessRefused(window.call('dossier.open', { visitId }));
  if (dossier === null) return;
  answered.dossiers.set(dossier.dossierId, dossier.provisionalCode);
  if ((await unlessRefused(window.call('receipt.print', { dossierId: dossier.dossierId }))) !== null) answered.receipts.add(dossier.dossierId);
}
