// A station as the city sees it from outside: it seals a log of its own and sends pieces of it, rightly or wrongly.

import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import type { OperationId } from '../../../shared/base/ids.ts';
import { CHANGE_TYPES, pullAnswerSchema, snapshotAnswerSchema, type PullAnswer, type SnapshotAnswer } from '../../../shared/wire/feed.ts';
import { historyAnswerSchema, type HistoryAnswer } from '../../../shared/wire/history.ts';
import { leaseAnswerSchema, type LeaseAnswer, type LeaseRequest } from '../../../shared/wire/leases.ts';
import { blobAnswerSchema, pushAnswerSchema, stationStatusAnswerSchema, WIRE_CONTENT_TYPE, WIRE_VERSION, wireFailureSchema } from '../../../shared/wire/messages.ts';
import type { BlobAnswer, PushAnswer, StationStatusAnswer, WireFailure } from '../../../shared/wire/messages.ts';
import { canonicalOperation, GENESIS_HASH } from '../../../shared/wire/operation.ts';
import type { Operation } from '../../../shared/wire/operation.ts';
import type { EnrolledStation } from '../../../city/enrolment.ts';
import { STATIONS } from './city-under-test.ts';

export interface Answered {
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** One request with the wire's manners; anything may be overridden. */
export async function call(url: string, path: string, init: { readonly method?: string; readonly key?: string; readonly headers?: Record<string, string>; readonly body?: string | Uint8Array } = {}): Promise<Answered> {
  const headers = { 'x-request-id': randomUUID(), ...(init.key === undefined ? {} : { authorization: `Bearer ${init.key}` }), ...init.headers };
  const answered = await request(`${url}${path}`, { method: init.method ?? 'GET', headers, ...(init.body === undefined ? {} : { body: init.body }) });
  const text = await answered.body.text();
  return { status: answered.statusCode, contentType: String(answered.headers['content-type']), body: text === '' ? null : JSON.parse(text) };
}

/** The refusal in an answer, which must be one of the wire. */
export function refusalOf({ status, contentType, body }: Answered): { readonly status: number } & WireFailure['error'] {
  if (contentType !== WIRE_CONTENT_TYPE) throw new Error(`the content type is ${contentType}`);
  return { status, ...wireFailureSchema.parse(body).error };
}

export class SendingStation {
  readonly enrolled: EnrolledStation;
  readonly #url: string;
  seq = 0;
  head = GENESIS_HASH;
  incarnation = 1;
  #tickets = 0;

  constructor(url: string, commune: string, station: string) {
    const found = STATIONS.find((each) => each.commune === commune && each.station === station);
    if (found === undefined) throw new Error(`${commune}/${station} is not enrolled`);
    this.#url = url;
    this.enrolled = found;
  }

  /** Another process with the same identity and log so far: a cloned disk, or simply a second connection. */
  clone(): SendingStation {
    const { commune, station } = this.enrolled;
    const twin = new SendingStation(this.#url, commune, station);
    Object.assign(twin, { seq: this.seq, head: this.head, incarnation: this.incarnation });
    return twin;
  }

  /** Seals the next operation of the log. What is overridden is sealed as well. */
  operation(type: string, body: Record<string, unknown>, changed: Partial<Operation> = {}): Operation {
    const open = {
      opId: randomUUID() as OperationId, seq: this.seq + 1, incarnation: this.incarnation, aggType: 'ticket' as const, aggId: randomUUID(), aggRev: 1,
      type, typeVersion: 1, body, at: Date.now() as Operation['at'], actor: 'counter-1', prevHash: this.head, ...changed,
    };
    const hash = sha256(canonicalOperation(this.enrolled.commune, this.enrolled.station, open));
    this.seq = open.seq;
    this.head = hash;
    return { ...open, hash };
  }

  /** A new life of the station, that leaves the old one at `base`, the head by default; places go on `gap` further. */
  rebirth(gap: number, base = this.head, incarnation = this.incarnation + 1): void {
    Object.assign(this, { incarnation, head: base, seq: this.seq + gap });
  }

  /** The first operation of a new incarnation. */
  reborn(from: number, reason: 'restored' | 'cloned' | 'forked'): Operation {
    return this.operation('station.reborn', { from, reason, lastSeen: this.seq }, { aggType: 'station', aggId: this.enrolled.station, actor: 'station' });
  }

  ticket(changed: Partial<Operation> = {}): Operation {
    const ticketId = randomUUID();
    this.#tickets += 1;
    const body = { ticketId, day: '2026-07-15', number: `A${String(this.#tickets).padStart(3, '0')}`, field: 'A', sequence: this.#tickets, priority: 'none', procedureCode: null, via: 'kiosk' };
    return this.operation('ticket.issued', body, { aggId: ticketId, ...changed });
  }

  /** An invented person; identity numbers of fixtures end in 000001 to 000099. */
  dossierBody(changed: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      dossierId: randomUUID(), visitId: randomUUID(), ticketNumber: 'A001', provisionalCode: `${this.enrolled.commune}-${this.enrolled.station}-${randomUUID().slice(0, 8)}`,
      procedureCode: '1.001193', procedureName: 'Đăng ký khai sinh',
      applicant: {
        idNumber: '001185000012', oldIdNumber: '', fullName: 'Nguyễn Thị Ví Dụ', birthDate: '1985-03-02', sex: 'female', address: 'Phú Xuyên, Hà Nội', issuedOn: '2021-05-10', phone: '', source: 'card',
      },
      papers: [], counterId: 1, officerName: 'Trần Văn Mẫu', receivedAt: Date.parse('2026-07-15T02:00:00Z'), dueAt: null, status: 2, officialCode: null, ...changed,
    };
  }

  dossier(changed: Record<string, unknown> = {}, envelope: Partial<Operation> = {}): Operation {
    const body = this.dossierBody(changed);
    return this.operation('dossier.opened', body, { aggType: 'dossier', aggId: String(body['dossierId']), typeVersion: 2, ...envelope });
  }

  /** Something that happens to a dossier, such as 'moved'. */
  on(dossierId: string, what: string, body: Record<string, unknown> = {}, envelope: Partial<Operation> = {}): Operation {
    return this.operation(`dossier.${what}`, { dossierId, ...body }, { aggType: 'dossier', aggId: dossierId, ...envelope });
  }

  /** Sends operations; `changed` overrides members of the request, `headers` those of HTTP. */
  async send(operations: readonly Operation[], changed: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answered> {
    const { commune, station, key } = this.enrolled;
    const requestId = randomUUID();
    const body = gzipSync(JSON.stringify({ proto: WIRE_VERSION, requestId, commune, station, incarnation: this.incarnation, operations, ...changed }));
    return call(this.#url, '/v1/push', { method: 'POST', key, headers: { 'x-request-id': requestId, 'content-type': 'application/json', 'content-encoding': 'gzip', ...headers }, body });
  }

  /** Sends operations that must be taken. */
  async push(operations: readonly Operation[]): Promise<PushAnswer> {
    const answered = await this.send(operations);
    if (answered.status !== 200) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`);
    return pushAnswerSchema.parse(answered.body);
  }

  async pull(after: number, waitMs = 0, limit = 1000): Promise<PullAnswer> {
    const { commune, key } = this.enrolled;
    const answered = await call(this.#url, `/v1/changes?commune=${commune}&after=${after}&limit=${limit}&waitMs=${waitMs}&accept=${CHANGE_TYPES.join(',')}`, { key });
    if (answered.status !== 200) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`);
    return pullAnswerSchema.parse(answered.body);
  }

  /** Its own past as the city holds it. */
  async log(incarnation: number, after: number, limit = 200): Promise<HistoryAnswer> {
    const { commune, station, key } = this.enrolled;
    const answered = await call(this.#url, `/v1/log?commune=${commune}&station=${station}&incarnation=${incarnation}&after=${after}&limit=${limit}`, { key });
    if (answered.status !== 200) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`);
    return historyAnswerSchema.parse(answered.body);
  }

  /** One page of it. */
  async snapshotPage(limit = 500, after = ''): Promise<SnapshotAnswer> {
    const { commune, key } = this.enrolled;
    return snapshotAnswerSchema.parse((await call(this.#url, `/v1/snapshot?commune=${commune}&limit=${limit}${after === '' ? '' : `&after=${after}`}`, { key })).body);
  }

  /** How every dossier of the commune stands, read page by page. */
  async snapshot(limit = 500): Promise<{ readonly dossiers: SnapshotAnswer['dossiers']; readonly last: number }> {
    const dossiers: SnapshotAnswer['dossiers'] = [];
    let last: number | null = null;
    for (let after = ''; ; ) {
      const page = await this.snapshotPage(limit, after);
      dossiers.push(...page.dossiers);
      last ??= page.last;
      if (page.next === null) return { dossiers, last };
      after = page.next;
    }
  }

  /** Asks for blocks of official numbers. */
  async askLeases(wants: LeaseRequest['wants'], changed: Record<string, unknown> = {}): Promise<Answered> {
    const { commune, station, key } = this.enrolled;
    const requestId = randomUUID();
    const body = JSON.stringify({ proto: WIRE_VERSION, requestId, commune, station, incarnation: this.incarnation, wants, ...changed });
    return call(this.#url, '/v1/leases', { method: 'POST', key, headers: { 'x-request-id': requestId, 'content-type': 'application/json' }, body });
  }

  /** Blocks that must be answered. */
  async lease(...wants: LeaseRequest['wants']): Promise<LeaseAnswer> {
    const answered = await this.askLeases(wants);
    if (answered.status !== 200) throw new Error(`${answered.status} ${JSON.stringify(answered.body)}`);
    return leaseAnswerSchema.parse(answered.body);
  }

  async upload(bytes: Uint8Array, hash = sha256(bytes)): Promise<Answered> {
    return call(this.#url, `/v1/blobs/${hash}`, { method: 'PUT', key: this.enrolled.key, body: bytes });
  }

  async blobState(hash: string): Promise<BlobAnswer> {
    return blobAnswerSchema.parse((await call(this.#url, `/v1/blobs/${hash}/state`, { key: this.enrolled.key })).body);
  }

  async status(): Promise<StationStatusAnswer> {
    return stationStatusAnswerSchema.parse((await call(this.#url, '/v1/status', { key: this.enrolled.key })).body);
  }
}
