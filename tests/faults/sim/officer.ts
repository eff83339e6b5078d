// People at a simulated point: they take numbers, call, scan, open dossiers, ask for receipts, and ask again when no answer came.

import { setImmediate as turn } from 'node:timers/promises';
import type { CounterId, DossierId, FieldCode, TicketId, VisitId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { DeadLetter } from '../../../shared/contract/care.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import { record } from '../../../electron/station/store/record.ts';
import { COPIES } from '../../fakes/paying-visit.ts';
import { atCounter } from '../../fakes/test-station.ts';
import { BIRTH, LAN } from '../../fakes/test-procedures.ts';
import type { Chance } from '../../morning/chance.ts';
import { Cashier } from './cashier.ts';
import { Hands } from './hands.ts';
import type { Recorder } from './recorder.ts';
import { simUuid } from './sim-clock.ts';
import { COUNTERS, type SimStation } from './sim-station.ts';
import type { World } from './world.ts';

const KIOSK: Caller = { role: 'kiosk' };

export class Officers {
  readonly #station: SimStation;
  readonly #hands: Hands;
  readonly #cashier: Cashier;
  readonly #world: World;
  readonly #chance: Chance;
  /** Chance that a thing done is one that the city must refuse. */
  readonly #poison: number;
  #page = 0;

  constructor(station: SimStation, world: World, recorder: Recorder, chance: Chance, poison: number) {
    this.#station = station;
    this.#hands = new Hands(station, world, recorder, chance);
    this.#cashier = new Cashier(this.#hands);
    this.#world = world;
    this.#chance = chance;
    this.#poison = poison;
  }

  /** One thing that somebody does now. */
  async act(): Promise<void> {
    if (!this.#station.isRunning) return;
    const again = this.#hands.takeUnanswered();
    if (again !== null) return again();
    if (this.#chance.is(this.#poison)) return this.#noteOnNothing();
    if (this.#chance.is(0.35)) {
      await this.#hands.do('ticket.issue', KIOSK, { field: this.#chance.pick(['A', 'A', 'A', 'B'] as const) as FieldCode, priority: this.#chance.is(0.2) ? 'elderly' : 'none', procedureCode: null });
      return;
    }
    await this.#atCounter(this.#chance.pick(COUNTERS));
  }

  async #atCounter(counterId: number): Promise<void> {
    const caller = atCounter(counterId);
    if (this.#chance.is(0.2)) return this.#lookAfter(caller);
    if (this.#chance.is(0.25)) return this.#cashier.lookAfter(counterId);
    const desk = await this.#hands.do('desk.read', caller, {});
    if (desk === null) return;
    if (desk.current === null || desk.visitId === null) {
      const missed = desk.missed[0] ?? desk.held[0];
      if (missed !== undefined && this.#chance.is(0.3)) await this.#hands.do(missed.state === 'missed' ? 'ticket.restore' : 'ticket.call', caller, { ticketId: missed.ticketId });
      else await this.#hands.do('queue.next', caller, {});
      return;
    }
    const { ticketId } = desk.current;
    const course = this.#chance.next();
    if (course < 0.08) await this.#hands.do('ticket.skip', caller, { ticketId });
    else if (course < 0.14) await this.#hands.do('ticket.hold', caller, { ticketId, reason: '' });
    else if (course < 0.18) await this.#hands.do('ticket.transfer', caller, { ticketId, toField: 'A' as FieldCode, toCounter: null });
    else if (course < 0.28) await this.#hands.do('ticket.recall', caller, { ticketId });
    else if (course < 0.4) await this.#hands.do('ticket.finish', caller, { ticketId });
    else await this.#file(counterId, desk.visitId, ticketId);
  }

  /** Something that is done with a dossier of earlier. */
  async #lookAfter(caller: Caller): Promise<void> {
    const letters = (await this.#hands.do('dead-letter.list', caller, {}))?.letters.filter(({ canWithdraw }) => canWithdraw) ?? [];
    if (letters.length > 0 && this.#chance.is(0.3)) return this.#settle(caller, this.#chance.pick(letters));
    const dossiers = (await this.#hands.do('dossier.list', caller, { limit: 10 }))?.dossiers ?? [];
    if (dossiers.length === 0) return;
    const { dossierId } = this.#chance.pick(dossiers);
    const seen = await this.#hands.do('dossier.read', caller, { dossierId });
    if (seen === null) return;
    const course = this.#chance.next();
    const to = seen.nextStatuses[this.#chance.between(0, Math.max(0, seen.nextStatuses.length - 1))];
    if (course < 0.4 && to !== undefined) await this.#hands.do('dossier.move', caller, { dossierId, to, reason: '' });
    else if (course < 0.75) await this.#hands.do('dossier.correct', caller, { dossierId, revision: seen.revision, fields: { phone: `093${this.#chance.between(1000, 9999)}`, ...(this.#chance.is(0.5) ? { address: `Xóm ${this.#chance.between(1, 9)}` } : {}) }, reason: 'Ghi lại' });
    else if (course < 0.85) await this.#hands.do('dossier.apologise', caller, { dossierId, day: '31/12/2106', time: '10:00', reason: 'Chờ trả lời' });
    else if (course < 0.95) await this.#hands.do('dossier.note', caller, { dossierId, text: 'Đã gọi điện' });
    else await this.#hands.do('dossier.void', caller, { dossierId, reason: 'Nộp trùng' });
  }

  /** A letter is given up, or put right as far as anybody can see what is wrong, and sent again. */
  async #settle(caller: Caller, { opId, canResend }: DeadLetter): Promise<void> {
    const fields = canResend && this.#chance.is(0.6) ? ((await this.#hands.do('dead-letter.read', caller, { opId }))?.fields ?? []) : [];
    const field = fields.find(({ isAtFault }) => isAtFault) ?? fields[0];
    if (field === undefined) return void (await this.#hands.do('dead-letter.withdraw', caller, { opId, reason: 'Ghi nhầm' }));
    await this.#hands.do('dead-letter.resend', caller, { opId, changes: { [field.path]: field.path.endsWith('At') ? '2026-07-13 09:00' : `${field.value} (lại)` } });
  }

  /** A bug of some program: it says something of a dossier that nobody ever opened, and the city has to refuse it. */
  async #noteOnNothing(): Promise<void> {
    const { context } = this.#station.station;
    const dossierId = simUuid(this.#chance, this.#world.wall) as DossierId;
    await this.#hands.guarded('note on nothing', () => {
      context.database.write((store) => record(store, context.identity, context.clock, { type: 'dossier.noted', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, text: 'Đã gọi điện' } }));
      context.wakeSync();
      this.#station.observe();
      return Promise.resolve(null);
    });
  }

  /** A whole dossier, as far as the machine lets it come; most cost something, and now and then somebody pays and goes without one. */
  async #file(counterId: number, visitId: VisitId, ticketId: TicketId): Promise<void> {
    const caller = atCounter(counterId);
    const costs = this.#chance.is(0.6);
    await this.#hands.do('visit.set-person', caller, { visitId, person: LAN });
    await this.#hands.do('visit.choose-procedure', caller, { visitId, procedureCode: (costs ? COPIES : BIRTH).code });
    for (const paperId of costs ? ['ban-chinh'] : ['to-khai', 'giay-chung-sinh']) await this.#hands.do('visit.check-paper', caller, { visitId, paperId, originals: 1, copies: 0 });
    if (this.#chance.is(0.4)) await this.#scan(counterId, visitId, costs ? 'ban-chinh' : 'to-khai', this.#chance.between(1, 2));
    if (costs) await this.#cashier.charge(counterId, visitId);
    if (costs && this.#chance.is(0.1)) return void (await this.#hands.do('ticket.finish', caller, { ticketId }));
    const dossier = await this.#hands.do('dossier.open', caller, { visitId });
    if (dossier !== null && this.#chance.is(0.8)) await this.#hands.do('receipt.print', caller, { dossierId: dossier.dossierId });
    await this.#hands.do('ticket.finish', caller, { ticketId });
  }

  async #scan(counterId: number, visitId: VisitId, paperId: string, count: number): Promise<void> {
    const pages = Array.from({ length: count }, () => {
      this.#page += 1;
      return { bytes: new Uint8Array(this.#chance.between(200, 2000)).map((_, index) => (this.#page * 31 + index * this.#page) % 251), mime: 'image/jpeg' as const };
    });
    must(this.#station.scanners.get(counterId), 'each counter has its scanner').load({ pages });
    const began = await this.#hands.do('visit.scan', atCounter(counterId), { visitId, paperId, source: 'feeder' });
    if (began === null) return;
    while (this.#station.isRunning && this.#station.scans.isScanning(counterId as CounterId)) await turn();
    this.#station.observe();
  }
}
