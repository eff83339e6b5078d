// The route POST /v1/push: who asks, what the body is, and whether it speaks for itself.

import { z } from 'zod';
import { MAX_PUSH_BYTES, OLDEST_WIRE_VERSION, pushRequestSchema, WIRE_CONTENT_TYPE, WIRE_VERSION } from '../../shared/wire/messages.ts';
import type { PushRequest } from '../../shared/wire/messages.ts';
import { readJsonBody } from '../server/body.ts';
import { assertOwn, authenticate } from '../server/caller.ts';
import { WireRefusal } from '../server/refusal.ts';
import type { Route } from '../server/server.ts';
import { acceptPush } from './push.ts';
import type { PushContext } from './push.ts';

const JSON_TYPES = new Set(['application/json', WIRE_CONTENT_TYPE]);
const MAX_FAULTS = 5;
const protoSchema = z.object({ proto: z.int() });

function assertJson(contentType: string | undefined): void {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!JSON_TYPES.has(type)) throw new WireRefusal('wire.invalid', 'the content type is not JSON', { status: 415 });
}

/** Parses the body of a push; refuses another version of the wire before it looks at the rest. */
export function parsePush(value: unknown): PushRequest {
  const version = protoSchema.safeParse(value);
  if (version.success && (version.data.proto > WIRE_VERSION || version.data.proto < OLDEST_WIRE_VERSION)) throw new WireRefusal('wire.version', `this city speaks versions ${OLDEST_WIRE_VERSION} to ${WIRE_VERSION}`);
  const parsed = pushRequestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new WireRefusal('wire.invalid', parsed.error.issues.slice(0, MAX_FAULTS).map(({ path, code }) => `${path.join('.')}: ${code}`).join('; '));
}

export function pushRoute(context: PushContext): Route {
  return {
    method: 'POST',
    url: '/v1/push',
    wantsRequestId: true,
    answer: async ({ request, requestId }) => {
      const sender = await authenticate(context.pool, request.headers.authorization);
      assertJson(request.headers['content-type']);
      const push = parsePush(await readJsonBody(request.raw, request.headers['content-encoding'], MAX_PUSH_BYTES));
      if (push.requestId !== requestId) throw new WireRefusal('wire.invalid', 'requestId: not that of the header');
      assertOwn(sender, push);
      return acceptPush(context, sender, push);
    },
  };
}
