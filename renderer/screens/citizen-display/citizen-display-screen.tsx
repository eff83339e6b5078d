// The citizen display's screen: asks what its counter shows, again after each change there.

import type { ReactNode } from 'react';
import { remember } from '../../client/remembered.ts';
import { useConnection, useMemory } from '../../parts/services.tsx';
import type { ScreenProps } from '../registry.ts';
import { DisplayView } from './display-view.tsx';

/** Often enough that a display which missed an event is not wrong for long. */
const AGAIN_MS = 20_000;

export function CitizenDisplayScreen({ point }: ScreenProps): ReactNode {
  const [display] = useMemory(({ client, now }) =>
    remember(client, { read: () => client.call('display.read', {}), again: ['visit.changed', 'queue.changed', 'ticket.called', 'sync.changed', 'print.changed', 'payments.changed', 'feedback.changed'], everyMs: AGAIN_MS, now }),
  );
  const connection = useConnection();
  return <DisplayView point={point} display={display} connected={connection.kind === 'open'} />;
}
