// How the chosen procedure is filed: its case where there are several, and the channel with the limit and the fee that go with it.

import type { ReactNode } from 'react';
import type { Procedure } from '../../../../shared/contract/procedure.ts';
import type { Intake } from '../../../../shared/contract/intake.ts';
import { OTHER_CASE } from '../../../../shared/domain/procedure/cases.ts';
import { Choices } from '../../../parts/choices.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { intakeKey } from '../intake/intake-keys.ts';
import { IntentFailure } from '../lost/intent-failure.tsx';
import type { VisitProps } from '../visit/visit-column.tsx';

const CHANNELS: readonly Intake['channel'][] = ['counter', 'online', 'post'];

/** The limit and fee of a channel; the counter's where the page gives none of its own. */
export function factsOfChannel(procedure: Procedure, channel: Intake['channel']): { readonly limit: string; readonly fee: string; readonly isOwn: boolean } {
  const other = (procedure.channels ?? []).find((each) => each.channel === channel);
  const own = other?.timeLimit ?? null;
  return { limit: own?.text ?? procedure.timeLimit.text, fee: other?.feeText ?? procedure.feeText, isOwn: channel === 'counter' || (own !== null && own.unit !== 'unstated') };
}

export function Filing({ visit, model, act, procedure }: VisitProps & { readonly procedure: Procedure }): ReactNode {
  const { t } = useTexts();
  const { channel, caseName } = visit.intake;
  const offered = new Set<string>(['counter', ...(procedure.channels ?? []).map((each) => each.channel)]);
  return (
    <>
      <Elsewhere procedure={procedure} />
      {visit.cases.length > 0 && (
        <Choices legend={t('counter.filing.case')} name="filing-case" choices={[...visit.cases, OTHER_CASE].map((value) => ({ value, words: value === OTHER_CASE ? t('counter.filing.case.other') : value }))} chosen={caseName === '' ? null : caseName} onChoose={act.chooseCase} />
      )}
      <IntentFailure intent={model.intents[intakeKey('case')]} onRetry={() => act.retry(intakeKey('case'))} />
      <Choices
        legend={t('counter.filing.channel')}
        name="filing-channel"
        choices={CHANNELS.map((value) => ({ value, words: `${t(`counter.filing.channel.${value}`)} – ${factsOfChannel(procedure, value).limit}` }))}
        chosen={channel}
        onChoose={act.setChannel}
      />
      {!offered.has(channel) && <Notice tone="warning" heard="none">{t('counter.filing.not-offered')}</Notice>}
      {!factsOfChannel(procedure, channel).isOwn && <p className="quiet-line">{t('counter.filing.counter-limit')}</p>}
      <IntentFailure intent={model.intents[intakeKey('channel')]} onRetry={() => act.retry(intakeKey('channel'))} />
    </>
  );
}

/** Warns where somebody else decides, and says where the person belongs. */
export function Elsewhere({ procedure }: { readonly procedure: Pick<Procedure, 'level' | 'sector'> }): ReactNode {
  const { t } = useTexts();
  if (procedure.level !== 'other') return null;
  return (
    <Notice tone="warning" heard="status" title={t('counter.filing.elsewhere')}>
      <p>{t('counter.filing.elsewhere-how', { sector: procedure.sector })}</p>
    </Notice>
  );
}
