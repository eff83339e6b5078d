// The route POST /v1/push: who asks, what the body is, and whether it speaks for itself.

import { MAX_PUSH_BYTES, pushRequestSchema } from '../../shared/wire/messages.ts';
import { readMessage } from '../server/body.ts';
import { assertOwn, authenticate } from '../server/caller.ts';
import type { Route } from '../server/server.ts';
import { acceptPush } from './push.ts';
import type { PushContext } from './push.ts';

export function pushRoute(context: PushContext): Route {
  return {
    method: 'POST',
    url: '/v1/push',
    wantsRequestId: true,
    answer: async ({ request, requestId }) => {
      const sender = await authenticate(context.pool, request.headers.authorization);
      context.admission.admit(sender.commune, 'text');
      const push = await readMessage(request, requestId, pushRequestSchema, MAX_PUSH_BYTES);
      assertOwn(sender, push);
      return acceptPush(context, sender, push);
    },
  };
}
