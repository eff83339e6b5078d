// Begins the self-test of a screen of this machine and shows how each was tried last; its result can be taken along as a table.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { SELF_TEST_STEPS } from '../../../../shared/contract/self-test.ts';
import { Button } from '../../../parts/button.tsx';
import { download } from '../../../parts/download.ts';
import { FailureNotice } from '../../../parts/notice.tsx';
import { TextField } from '../../../parts/text-field.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { countsOf } from '../../self-test/run-state.ts';
import type { AdminProps } from '../admin-model.ts';
import { selfTestFile } from './self-test-file.ts';
import { windowName } from './window-name.ts';

type TriedWindow = CommandOutput<'self-test.list'>['windows'][number];

export function SelfTestCard({ model, act }: AdminProps): ReactNode {
  const { t } = useTexts();
  const [who, setWho] = useState('');
  const { selfTests, intents, now } = model;
  const intent = intents['self-test'];
  return (
    <section className="card">
      <h2>{t('self-test.card')}</h2>
      <p className="quiet">{t('self-test.card.body')}</p>
      {selfTests.kind === 'failed' && <FailureNotice failure={selfTests.failure} tone="warning" />}
      {selfTests.kind === 'known' && selfTests.value.windows.length === 0 && <p>{t('self-test.card.none')}</p>}
      {selfTests.kind === 'known' && selfTests.value.windows.length > 0 && (
        <>
          <TextField label={t('self-test.summary.who')} value={who} maxLength={60} onChange={setWho} />
          <ul className="self-test-windows">
            {selfTests.value.windows.map((window) => (
              <WindowRow key={JSON.stringify(window.target)} window={window} now={now} busy={intent?.state === 'pending'} mayBegin={who.trim() !== ''} onBegin={() => act.beginSelfTest(window.target, who)} />
            ))}
          </ul>
        </>
      )}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </section>
  );
}

interface WindowRowProps {
  readonly window: TriedWindow;
  readonly now: number;
  readonly busy: boolean;
  readonly mayBegin: boolean;
  readonly onBegin: () => void;
}

function WindowRow({ window: { target, open, last }, now, busy, mayBegin, onBegin }: WindowRowProps): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  const name = windowName(target, texts);
  const counts = last === null ? null : countsOf(last.results);
  return (
    <li>
      <strong>{name}</strong>
      <p className="quiet">
        {open !== null
          ? t('self-test.card.open', { number: Math.max(1, open.results.length), count: SELF_TEST_STEPS.length })
          : last === null || counts === null ? t('self-test.card.never') : t('self-test.card.last', { time: moment(last.endedAt ?? last.begunAt, now), who: last.who, counts: t('self-test.summary.counts', { ...counts }) })}
      </p>
      <p className="self-test-acts">
        <Button busy={busy} disabled={!mayBegin} label={`${t('self-test.card.begin')}: ${name}`} onPress={onBegin}>
          {t('self-test.card.begin')}
        </Button>
        {last !== null && (
          <Button kind="quiet" label={`${t('self-test.card.export')}: ${name}`} onPress={() => download(selfTestFile(last, texts))}>
            {t('self-test.card.export')}
          </Button>
        )}
      </p>
    </li>
  );
}
