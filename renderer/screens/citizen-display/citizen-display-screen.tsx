// The citizen display's screen: asks what its counter shows, again after each change there; and the complaint that somebody writes in front of it, until the counter calls the next number.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { RatingLevel } from '../../../shared/contract/feedback.ts';
import { remember } from '../../client/remembered.ts';
import { useConnection, useMemory } from '../../parts/services.tsx';
import type { ScreenProps } from '../registry.ts';
import { DisplayPetition } from './display-petition.tsx';
import { DisplayView } from './display-view.tsx';
import { hasTouch } from './has-touch.ts';

/** Often enough that a display which missed an event is not wrong for long. */
const AGAIN_MS = 20_000;
/** How long it thanks for a rating, and says that a text was put away. */
const SAID_MS = 20_000;

/** What the display says beside the counter's own view. */
export type DisplaySays = { readonly kind: 'thanks'; readonly level: RatingLevel } | { readonly kind: 'put-away' } | null;

export function CitizenDisplayScreen({ point }: ScreenProps): ReactNode {
  const [display] = useMemory(({ client, now }) =>
    remember(client, { read: () => client.call('display.read', {}), again: ['visit.changed', 'queue.changed', 'ticket.called', 'sync.changed', 'print.changed', 'payments.changed', 'feedback.changed'], everyMs: AGAIN_MS, now }),
  );
  const connection = useConnection();
  const [says, setSays] = useState<DisplaySays>(null);
  /** Of which number it was begun; '' where none was at the counter. */
  const [writing, setWriting] = useState<string | null>(null);
  const view = display.kind === 'known' ? display.value.view : null;
  // Whoever is at the counter now; a rating asks somebody who has left it.
  const atCounter = view !== null && 'number' in view && view.kind !== 'rate' ? view.number : '';

  // What one person writes is not the next one's to read.
  useEffect(() => {
    if (writing === null || atCounter === '' || atCounter === writing) return;
    setWriting(null);
    setSays({ kind: 'put-away' });
  }, [writing, atCounter]);
  useEffect(() => {
    if (says === null) return undefined;
    const timer = setTimeout(() => setSays(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [says]);

  if (writing !== null) return <DisplayPetition point={point} onDone={() => setWriting(null)} />;
  return (
    <DisplayView
      point={point} display={display} connected={connection.kind === 'open'} isTouched={hasTouch(point)} says={says}
      onRated={(level) => setSays({ kind: 'thanks', level })}
      onPetition={() => {
        setSays(null);
        setWriting(view !== null && 'number' in view ? view.number : '');
      }}
    />
  );
}
