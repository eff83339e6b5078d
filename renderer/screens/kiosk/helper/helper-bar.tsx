// The bar of a team that helps: one touch for each person helped, by what with; how many today; and the way out.

import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { HelpKind } from '../../../../shared/contract/feedback.ts';
import type { Intents } from '../../../client/intents.ts';
import { GuideDialog } from '../../../parts/guide/guide-dialog.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { forCitizen } from '../frame/for-citizen.ts';
import './helper-bar.css';

/** Place of this intent in the table of intents. */
const HELPER_KEY = 'helper';
const KINDS: readonly HelpKind[] = ['take-number', 'look-up', 'online', 'device', 'papers', 'other'];

export interface HelperBarProps {
  readonly team: string;
  /** Helped today; null before the first was counted here. */
  readonly today: number | null;
  readonly intents: Intents;
  readonly onCounted: (today: number) => void;
  readonly onEnd: () => void;
}

export function HelperBar({ team, today, intents, onCounted, onEnd }: HelperBarProps): ReactNode {
  const { t } = useTexts();
  const [isReading, setReading] = useState(false);
  const intent = useStore(intents.store)[HELPER_KEY] ?? null;
  return (
    <section className="kiosk-helper" aria-label={t('kiosk.helper.bar')}>
      <p className="kiosk-helper-team digits" role="status">
        <Icon name="people" />
        <span>
          {team}
          {today !== null && ` · ${t('kiosk.helper.today', { count: today })}`}
        </span>
      </p>
      {KINDS.map((kind) => (
        <button type="button" key={kind} className="kiosk-helper-kind" disabled={intent?.state === 'pending'} onClick={() => void intents.run(HELPER_KEY, 'helper.count', { team, kind }, (answer) => onCounted(answer.today))}>
          {t(`common.help.${kind}`)}
        </button>
      ))}
      <button type="button" className="kiosk-helper-kind" onClick={() => setReading(true)}>
        {t('guide.open')}
      </button>
      <button type="button" className="kiosk-helper-kind kiosk-helper-end" onClick={onEnd}>
        {t('kiosk.helper.end')}
      </button>
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={forCitizen(intent.failure)} tone="warning" />}
      {isReading && <GuideDialog whose="helper" isOnly onClose={() => setReading(false)} />}
    </section>
  );
}
