// A station whose program is of the first version of the wire: it writes the old bodies, and things that this city has never heard of. Everything of it must be stored all the same.

import { createHash } from 'node:crypto';
import { pushAnswerSchema, REQUEST_ID_HEADER, WIRE_CONTENT_TYPE } from '../../../shared/wire/messages.ts';
import { canonicalOperation, GENESIS_HASH, operationSchema, type Operation } from '../../../shared/wire/operation.ts';
import type { Chance } from '../../morning/chance.ts';
import type { HistoryRecord } from './record.ts';
import type { Recorder } from './recorder.ts';
import { simUuid } from './sim-clock.ts';
import { COMMUNE, STATIONS } from './sim-city.ts';
import { SimLine, type SimNet } from './sim-line.ts';
import type { World } from './world.ts';

const NAME = 'K9';

export class OldProgram {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #recorder: Recorder;
  readonly #line: SimLine;
  readonly #hasPoison: boolean;
  readonly #log: Operation[] = [];
  #acked = 0;
  #isSending = false;

  constructor(world: World, net: SimNet, recorder: Recorder, chance: Chance, hasPoison: boolean) {
    this.#world = world;
    this.#chance = chance;
    this.#recorder = recorder;
    this.#hasPoison = hasPoison;
    this.#line = new SimLine(net, NAME, () => undefined);
  }

  /** What it has said, and what of it was confirmed. */
  get said(): HistoryRecord['old'] {
    return this.#log.map(({ opId, seq }) => ({ opId, isConfirmed: seq <= this.#acked }));
  }

  get isDone(): boolean {
    return this.#acked === this.#log.length;
  }

  /** Works until `until`; what it has not got rid of then, it goes on sending. */
  start(until: number): void {
    const next = (): void => {
      this.#world.after(this.#chance.between(5_000, 60_000), () => {
        if (this.#world.now < until) this.#write();
        if (!this.#isSending && !this.isDone) void this.#send();
        next();
      });
    };
    next();
  }

  #write(): void {
    const id = (): string => simUuid(this.#chance, this.#world.wall);
    const dossierId = id();
    const kind = this.#chance.pick(['ticket.skipped', 'dossier.opened', 'counter.waved', ...(this.#hasPoison ? (['poison'] as const) : [])] as const);
    const seq = this.#log.length + 1;
    const opened = {
      dossierId, visitId: id(), ticketNumber: 'A001', provisionalCode: `T149-K9-${String(seq).padStart(6, '0')}-X`, procedureCode: '1.001193', procedureName: 'Đăng ký khai sinh',
      applicant: { idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Lan', birthDate: '1985-04-30', address: 'Thôn Mẫu', issuedOn: '2021-06-01', phone: '', sex: 'female', source: 'typed' },
      papers: [], counterId: 1, officerName: 'Lê Minh Tuấn', receivedAt: this.#world.wall, dueAt: null, status: 2,
    };
    const said = {
      'ticket.skipped': { aggType: 'ticket', aggId: id(), type: 'ticket.skipped', typeVersion: 1, body: { ticketId: id(), counterId: 1, skips: 1, missed: true } },
      'dossier.opened': { aggType: 'dossier', aggId: dossierId, type: 'dossier.opened', typeVersion: 1, body: opened },
      'counter.waved': { aggType: 'counter', aggId: '1', type: 'counter.waved', typeVersion: 3, body: { hands: 2 } },
      poison: { aggType: 'dossier', aggId: dossierId, type: 'dossier.opened', typeVersion: 1, body: { ...opened, counterId: 'first' } },
    }[kind];
    const open = { opId: id(), seq, incarnation: 1, aggRev: said.aggType === 'counter' ? this.#log.filter(({ aggType }) => aggType === 'counter').length + 1 : 1, ...said, at: this.#world.wall, actor: 'counter-1', prevHash: this.#log.at(-1)?.hash ?? GENESIS_HASH };
    const hash = createHash('sha256').update(canonicalOperation(COMMUNE, NAME, open as unknown as Operation)).digest('hex');
    const operation = operationSchema.parse({ ...open, hash });
    this.#log.push(operation);
    if (kind === 'poison') this.#recorder.poison.push(operation.opId);
    this.#world.trace(`old program writes ${operation.type} ${hash}`);
  }

  async #send(): Promise<void> {
    this.#isSending = true;
    const operations = this.#log.slice(this.#acked, this.#acked + 20);
    const requestId = simUuid(this.#chance, this.#world.wall);
    const key = STATIONS.find(({ station }) => station === NAME)?.key ?? '';
    const body = Buffer.from(JSON.stringify({ proto: 1, requestId, commune: COMMUNE, station: NAME, incarnation: 1, operations }));
    const headers = { authorization: `Bearer ${key}`, [REQUEST_ID_HEADER]: requestId, 'content-type': WIRE_CONTENT_TYPE, 'x-station': NAME };
    try {
      const { status, contentType, text } = await this.#line.ask({ method: 'POST', path: '/v1/push', headers, body, timeoutMs: 15_000 }, new AbortController().signal);
      const answer = status === 200 && contentType === WIRE_CONTENT_TYPE ? pushAnswerSchema.safeParse(JSON.parse(text)) : null;
      if (answer?.success === true && answer.data.requestId === requestId) this.#acked = Math.max(this.#acked, Math.min(answer.data.ackedSeq, operations.at(-1)?.seq ?? 0));
      else this.#world.trace(`old program hears ${status} ${text.slice(0, 200)}`);
    } catch {
      this.#world.trace('old program hears nothing');
    }
    this.#isSending = false;
  }
}
