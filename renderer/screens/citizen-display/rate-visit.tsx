// Asks whoever has just been served, on the screen in front of them: three faces, nobody's name, and thanks.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Display } from '../../../shared/contract/display.ts';
import type { RatingLevel } from '../../../shared/contract/feedback.ts';
import { createIntents } from '../../client/intents.ts';
import { Notice } from '../../parts/notice.tsx';
import { RatingFaces } from '../../parts/rating-faces.tsx';
import { useNow, useServices } from '../../parts/services.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

/** Place of this intent in the table of intents. */
const KEY = 'rate';

export function RateVisit({ view, onRated }: { readonly view: Extract<Display['view'], { readonly kind: 'rate' }>; readonly onRated: (level: RatingLevel) => void }): ReactNode {
  const { client, newRequestId } = useServices();
  const { t } = useTexts();
  const [intents] = useState(() => createIntents(client, newRequestId));
  const intent = useStore(intents.store)[KEY] ?? null;
  const now = useNow(1_000);
  const failed = intent?.failure !== null && intent?.failure !== undefined;
  // What a person left unanswered is not asked of the next one: the counter's own line is soon asked for again.
  if (now > view.until) return null;
  return (
    <div className="display-rate">
      <p className="display-title">{t('display.rate.title')}</p>
      <RatingFaces busy={intent?.state === 'pending'} onChoose={(level) => void intents.run(KEY, 'rating.give', { ticketId: view.ticketId, level, via: 'citizen-display' }, () => onRated(level))} />
      <p className="display-hint">{t('display.rate.hint', { number: view.number })}</p>
      {failed && <Notice tone="warning">{t('display.rate.failed')}</Notice>}
    </div>
  );
}
