// People at a simulated point: they take numbers, call, scan, open dossiers, ask for receipts, and ask again when no answer came.

import { setImmediate as turn } from 'node:timers/promises';
import type { CounterId, DossierId, FieldCode, RequestId, TicketId, VisitId } from '../../../shared/base/ids.ts';
import { must } from '../../../shared/base/must.ts';
import type { DeadLetter } from '../../../shared/contract/care.ts';
import type { Caller } from '../../../shared/contract/command.ts';
import { commands, type CommandInput, type CommandName } from '../../../shared/contract/commands.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { Handler } from '../../../electron/station/commands/context.ts';
import { deadLetterHandlers } from '../../../electron/station/commands/dead-letter/dead-letter-handlers.ts';
import { dossierHandlers } from '../../../electron/station/commands/dossier/dossier-handlers.ts';
import { dossierLifeHandlers } from '../../../electron/station/commands/dossier/dossier-life.ts';
import { dueCareHandlers } from '../../../electron/station/commands/dossier/due-care.ts';
import { queueHandlers } from '../../../electron/station/commands/queue/queue-handlers.ts';
import { visitHandlers } from '../../../electron/station/commands/visit/visit-handlers.ts';
import { record } from '../../../electron/station/store/record.ts';
import type { ScanSessions } from '../../../electron/station/commands/visit/scan-sessions.ts';
import { atCounter, type GivenInput } from '../../fakes/test-station.ts';
import { BIRTH, LAN } from '../../fakes/test-procedures.ts';
import type { Chance } from '../../morning/chance.ts';
import type { Recorder } from './recorder.ts';
import { Died, simUuid } from './sim-clock.ts';
import { COUNTERS, type SimStation } from './sim-station.ts';
import type { World } from './world.ts';

const YEARS = [2015, 2016, 2024, 2025, 2026, 2027, 2036, 2037, 2038, 2106, 2107];
const HOLIDAYS = YEARS.map((year) => ({ year, closed: [], working: [] }));
const KIOSK: Caller = { role: 'kiosk' };

/** A command that got no answer: the window sends it again, with the same id. */
type Unanswered = () => Promise<void>;

const handlersOf = (scans: ScanSessions) => ({ ...deadLetterHandlers, ...dossierLifeHandlers, ...dueCareHandlers(HOLIDAYS), ...queueHandlers, ...visitHandlers(scans), ...dossierHandlers(scans, HOLIDAYS) });
type Known = keyof ReturnType<typeof handlersOf> & CommandName;

export class Officers {
  readonly #station: SimStation;
  readonly #world: World;
  readonly #recorder: Recorder;
  readonly #chance: Chance;
  /** Chance that a thing done is one that the city must refuse. */
  readonly #poison: number;
  readonly #unanswered: Unanswered[] = [];
  #page = 0;

  constructor(station: SimStation, world: World, recorder: Recorder, chance: Chance, poison: number) {
    this.#station = station;
    this.#world = world;
    this.#recorder = recorder;
    this.#chance = chance;
    this.#poison = poison;
  }

  /** One thing that somebody does now. */
  async act(): Promise<void> {
    if (!this.#station.isRunning) return;
    const again = this.#unanswered.shift();
    if (again !== undefined) return again();
    if (this.#chance.is(this.#poison)) return this.#noteOnNothing();
    if (this.#chance.is(0.35)) {
      await this.#do('ticket.issue', KIOSK, { field: this.#chance.pick(['A', 'A', 'A', 'B'] as const) as FieldCode, priority: this.#chance.is(0.2) ? 'elderly' : 'none', procedureCode: null });
      return;
    }
    await this.#atCounter(this.#chance.pick(COUNTERS));
  }

  async #atCounter(counterId: number): Promise<void> {
    const caller = atCounter(counterId);
    if (this.#chance.is(0.25)) return this.#lookAfter(caller);
    const desk = await this.#do('desk.read', caller, {});
    if (desk === null) return;
    if (desk.current === null || desk.visitId === null) {
      const missed = desk.missed[0] ?? desk.held[0];
      if (missed !== undefined && this.#chance.is(0.3)) await this.#do(missed.state === 'missed' ? 'ticket.restore' : 'ticket.call', caller, { ticketId: missed.ticketId });
      else await this.#do('queue.next', caller, {});
      return;
    }
    const { ticketId } = desk.current;
    const course = this.#chance.next();
    if (course < 0.08) await this.#do('ticket.skip', caller, { ticketId });
    else if (course < 0.14) await this.#do('ticket.hold', caller, { ticketId, reason: '' });
    else if (course < 0.18) await this.#do('ticket.transfer', caller, { ticketId, toField: 'A' as FieldCode, toCounter: null });
    else if (course < 0.28) await this.#do('ticket.recall', caller, { ticketId });
    else if (course < 0.4) await this.#do('ticket.finish', caller, { ticketId });
    else await this.#file(counterId, desk.visitId, ticketId);
  }

  /** Something that is done with a dossier of earlier. */
  async #lookAfter(caller: Caller): Promise<void> {
    const letters = (await this.#do('dead-letter.list', caller, {}))?.letters.filter(({ canWithdraw }) => canWithdraw) ?? [];
    if (letters.length > 0 && this.#chance.is(0.3)) return this.#settle(caller, this.#chance.pick(letters));
    const dossiers = (await this.#do('dossier.list', caller, { limit: 10 }))?.dossiers ?? [];
    if (dossiers.length === 0) return;
    const { dossierId } = this.#chance.pick(dossiers);
    const seen = await this.#do('dossier.read', caller, { dossierId });
    if (seen === null) return;
    const course = this.#chance.next();
    const to = seen.nextStatuses[this.#chance.between(0, Math.max(0, seen.nextStatuses.length - 1))];
    if (course < 0.4 && to !== undefined) await this.#do('dossier.move', caller, { dossierId, to, reason: '' });
    else if (course < 0.75) await this.#do('dossier.correct', caller, { dossierId, revision: seen.revision, fields: { phone: `093${this.#chance.between(1000, 9999)}`, ...(this.#chance.is(0.5) ? { address: `Xóm ${this.#chance.between(1, 9)}` } : {}) }, reason: 'Ghi lại' });
    else if (course < 0.85) await this.#do('dossier.apologise', caller, { dossierId, day: '31/12/2106', time: '10:00', reason: 'Chờ trả lời' });
    else if (course < 0.95) await this.#do('dossier.note', caller, { dossierId, text: 'Đã gọi điện' });
    else await this.#do('dossier.void', caller, { dossierId, reason: 'Nộp trùng' });
  }

  /** A letter is given up, or put right as far as anybody can see what is wrong, and sent again. */
  async #settle(caller: Caller, { opId, canResend }: DeadLetter): Promise<void> {
    const fields = canResend && this.#chance.is(0.6) ? ((await this.#do('dead-letter.read', caller, { opId }))?.fields ?? []) : [];
    const field = fields.find(({ isAtFault }) => isAtFault) ?? fields[0];
    if (field === undefined) return void (await this.#do('dead-letter.withdraw', caller, { opId, reason: 'Ghi nhầm' }));
    await this.#do('dead-letter.resend', caller, { opId, changes: { [field.path]: field.path.endsWith('At') ? '2026-07-13 09:00' : `${field.value} (lại)` } });
  }

  /** A bug of some program: it says something of a dossier that nobody ever opened, and the city has to refuse it. */
  async #noteOnNothing(): Promise<void> {
    const { context } = this.#station.station;
    const dossierId = simUuid(this.#chance, this.#world.wall) as DossierId;
    await this.#guarded('note on nothing', () => {
      context.database.write((store) => record(store, context.identity, context.clock, { type: 'dossier.noted', aggregate: 'dossier', aggregateId: dossierId, actor: 'counter-1', body: { dossierId, text: 'Đã gọi điện' } }));
      context.wakeSync();
      this.#station.observe();
      return Promise.resolve(null);
    });
  }

  /** A whole dossier, as far as the machine lets it come. */
  async #file(counterId: number, visitId: VisitId, ticketId: TicketId): Promise<void> {
    const caller = atCounter(counterId);
    await this.#do('visit.set-person', caller, { visitId, person: LAN });
    await this.#do('visit.choose-procedure', caller, { visitId, procedureCode: BIRTH.code });
    for (const paperId of ['to-khai', 'giay-chung-sinh']) await this.#do('visit.check-paper', caller, { visitId, paperId, originals: 1, copies: 0 });
    if (this.#chance.is(0.4)) await this.#scan(counterId, visitId, this.#chance.between(1, 2));
    const dossier = await this.#do('dossier.open', caller, { visitId });
    if (dossier !== null && this.#chance.is(0.8)) await this.#do('receipt.print', caller, { dossierId: dossier.dossierId });
    await this.#do('ticket.finish', caller, { ticketId });
  }

  async #scan(counterId: number, visitId: VisitId, count: number): Promise<void> {
    const pages = Array.from({ length: count }, () => {
      this.#page += 1;
      return { bytes: new Uint8Array(this.#chance.between(200, 2000)).map((_, index) => (this.#page * 31 + index * this.#page) % 251), mime: 'image/jpeg' as const };
    });
    must(this.#station.scanners.get(counterId), 'each counter has its scanner').load({ pages });
    const began = await this.#do('visit.scan', atCounter(counterId), { visitId, paperId: 'to-khai', source: 'feeder' });
    if (began === null) return;
    while (this.#station.isRunning && this.#station.scans.isScanning(counterId as CounterId)) await turn();
    this.#station.observe();
  }

  /** Null when it was refused, or when the process died over it. */
  async #do<Name extends Known>(name: Name, caller: Caller, input: GivenInput<CommandInput<Name>>, requestId?: RequestId) {
    if (!this.#station.isRunning) return null;
    let id = requestId ?? null;
    const work = async () => {
      const { station } = this.#station;
      id ??= station.requestId();
      const handler = handlersOf(this.#station.scans)[name] as unknown as Handler<Name>;
      const answer = await station.call(name, handler, caller, commands[name].changes ? { ...input, requestId: id } : input);
      if (!this.#station.isRunning) throw new Died('before its answer was read');
      if (commands[name].changes) this.#recorder.acked(this.#station.name, name, id, this.#station.observe(), answer);
      return answer;
    };
    return this.#guarded(name, work, (why) => {
      // The disk did not say what became of it: the same request finds out.
      if (id !== null && (why === 'store.failed' || (why === 'died' && this.#chance.is(0.8)))) this.#sendAgain(name, caller, input, id);
    });
  }

  /** Null when it was refused, or when the process died over it; `ended` hears which. */
  async #guarded<Answer>(what: string, work: () => Promise<Answer>, ended: (why: string) => void = () => undefined): Promise<Answer | null> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal) {
        this.#world.trace(`${this.#station.name} refuses ${what}: ${error.code}`);
        ended(error.code);
        return null;
      }
      if (!(error instanceof Died)) throw error;
      this.#station.die(`over ${what}`);
      ended('died');
      return null;
    }
  }

  #sendAgain<Name extends Known>(name: Name, caller: Caller, input: GivenInput<CommandInput<Name>>, requestId: RequestId): void {
    this.#unanswered.push(async () => void (await this.#do(name, caller, input, requestId)));
  }
}
