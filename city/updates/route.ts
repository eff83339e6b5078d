// GET /v1/updates/offer and GET /v1/updates/payloads/<sha256>: what is new for the asking station, and its bytes, also from the middle on.

import { z } from 'zod';
import { payloadPath, UPDATES_PATH, updateQuerySchema, type UpdateOffer } from '../../shared/wire/updates.ts';
import type { CityClock } from '../clock.ts';
import type { Admission } from '../server/admission.ts';
import { parseOutside } from '../server/body.ts';
import type { Sender } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import type { Answer, Route } from '../server/server.ts';
import type { Published } from './published.ts';

/** Downloads under way at once: of the gateway, and of one station (a second one, while the first has not been noticed to be broken). */
const MOST_DOWNLOADS = 8;
const MOST_OF_ONE = 2;
const RETRY_MS = 30_000;

export interface UpdateContext {
  /** Null: nothing is handed out here. */
  readonly published: Published | null;
  readonly clock: CityClock;
  readonly admission: Admission;
  /** Who asks; throws 'wire.unauthorized'. `claimed` is what the question says, which only a neighbour in the point's own network believes. */
  readonly whoAsks: (authorization: string | undefined, claimed: Partial<Sender>) => Promise<Sender>;
}

const parametersSchema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });
const claimSchema = updateQuerySchema.pick({ commune: true, station: true });

export function updateRoutes(context: UpdateContext): readonly Route[] {
  const { published, clock, admission, whoAsks } = context;
  const downloads = new Map<string, number>();

  const offer: Answer = async ({ request, requestId }) => {
    const query = parseOutside(updateQuerySchema, request.query);
    const sender = await whoAsks(request.headers.authorization, query);
    admission.admit(sender.commune, 'updates');
    return { requestId, offer: (await published?.offerFor(query, nameOf(sender))) ?? null, cityTime: clock.now() } satisfies UpdateOffer;
  };

  const payload: Answer = async ({ request }, reply) => {
    const sender = await whoAsks(request.headers.authorization, parseOutside(claimSchema, request.query));
    admission.admit(sender.commune, 'updates');
    const { sha256 } = parseOutside(parametersSchema, request.params);
    const name = nameOf(sender);
    const found = await published?.payloadFor(sha256, name);
    if (found === null || found === undefined) throw new WireRefusal('wire.not-found', 'there is no such payload');
    const tag = `"${sha256}"`;
    const match = request.headers['if-match'];
    if (match !== undefined && match !== '*' && match !== tag) throw new WireRefusal('wire.invalid', 'these are other bytes than those asked for', { status: 412 });
    const part = partOf(request.headers.range, found.bytes);
    if (part === 'unsatisfiable') {
      void reply.header('content-range', `bytes */${found.bytes}`);
      throw new WireRefusal('wire.invalid', 'there is no such part', { status: 416 });
    }
    const [from, to] = part ?? [0, found.bytes - 1];
    const all = [...downloads.values()].reduce((sum, count) => sum + count, 0);
    if (all >= MOST_DOWNLOADS || (downloads.get(name) ?? 0) >= MOST_OF_ONE) {
      throw new WireRefusal('wire.overloaded', 'too many downloads at once', { retryAfterMs: Math.round(RETRY_MS * (1 + clock.random())) });
    }
    downloads.set(name, (downloads.get(name) ?? 0) + 1);
    reply.raw.once('close', () => {
      const left = (downloads.get(name) ?? 1) - 1;
      if (left === 0) downloads.delete(name);
      else downloads.set(name, left);
    });
    void reply.headers({ etag: tag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream', 'cache-control': 'no-store', 'content-length': String(to - from + 1) });
    if (part !== null) void reply.code(206).header('content-range', `bytes ${from}-${to}/${found.bytes}`);
    await reply.send(found.read(from, to));
    return null;
  };

  return [
    { method: 'GET', url: `${UPDATES_PATH}/offer`, wantsRequestId: true, answer: offer },
    { method: 'GET', url: payloadPath(':sha256'), wantsRequestId: true, answer: payload },
  ];
}

function nameOf({ commune, station }: Sender): string {
  return `${commune}/${station}`;
}

/** First and last byte of a Range of one part; null for the whole, also where the header is of another kind (RFC 9110 lets it be passed over). */
function partOf(header: string | undefined, bytes: number): readonly [number, number] | 'unsatisfiable' | null {
  const [, from, to] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === undefined) return null;
  const first = Number(from);
  const last = to === undefined || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  return first > last ? 'unsatisfiable' : [first, last];
}
