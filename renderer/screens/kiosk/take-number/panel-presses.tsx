// Numbers taken at the button panel beside the kiosk: shown here as if they had been touched, and the reason where there was none.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../../shared/contract/errors.ts';
import type { IssuedTicket } from '../../../../shared/contract/queue.ts';
import type { Client } from '../../../client/client.ts';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** Long enough to be read by whoever pressed, gone before the next wonders about it. */
const REFUSAL_MS = 10_000;

/** @param show what is done with a number; only called while nobody is in the middle of something else. */
export function usePanelPresses(client: Client, isFree: () => boolean, show: (ticket: IssuedTicket) => void): ErrorCode | null {
  const [refused, setRefused] = useState<ErrorCode | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.on('panel.pressed', ({ ticketId, code }) => {
      clearTimeout(timer);
      setRefused(code);
      if (code !== null) timer = setTimeout(() => setRefused(null), REFUSAL_MS);
      if (ticketId === null || !isFree()) return;
      // If it cannot be read the paper still comes, and says the same.
      client.call('ticket.read', { ticketId }).then((ticket) => {
        if (isFree()) show(ticket);
      }, () => undefined);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, isFree, show]);
  return refused;
}

export function PanelRefusal({ code }: { readonly code: ErrorCode }): ReactNode {
  const { t } = useTexts();
  return <FailureNotice failure={{ code, params: {}, traceId: '' }} tone="warning" title={t('kiosk.panel.refused')} />;
}
