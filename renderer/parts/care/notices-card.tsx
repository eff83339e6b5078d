// Where the city and this point disagree: both values side by side, whose word holds and why, and the officer's decision. No losing value is silent.

import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Notice as Disagreement } from '../../../shared/contract/care.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import type { Texts } from '../texts/use-texts.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { CareActions, CareModel } from './care-core.ts';
import { noticeKey } from './care-core.ts';
import { fieldName, shownValue } from './field-words.ts';
import { actorWords, sentenceOf } from './words-for.ts';
import './care.css';

interface NoticesCardProps {
  /** Those of the model that this window shows. */
  readonly notices: readonly Disagreement[];
  readonly model: CareModel;
  readonly act: CareActions;
}

/** Nothing where there is nothing to say. */
export function NoticesCard({ notices, model, act }: NoticesCardProps): ReactNode {
  const { t } = useTexts();
  const { showValues } = act;
  // What stands in them is asked for only while it is looked at: each look at a person's data is noted.
  useEffect(() => showValues(), [showValues]);
  const failure = model.notices.kind === 'loading' ? null : model.notices.failure;
  const done = model.done?.what === 'kept-city' || model.done?.what === 'cleared' || model.done?.what === 'proposed-mine' ? { what: model.done.what, label: model.done.label } : null;
  if (notices.length === 0 && done === null && failure === null) return null;
  return (
    <section className="card" aria-label={t('care.notices.heading')}>
      <h2>{t('care.notices.heading')}</h2>
      {failure !== null && <FailureNotice failure={failure} tone="warning" action={<Button onPress={act.refresh}>{t('common.try-again')}</Button>} />}
      {done !== null && <Notice tone="success">{t(`care.notices.${done.what}`, { label: done.label })}</Notice>}
      {notices.length > 0 && <p>{t('care.notices.explain')}</p>}
      <ul className="letters">
        {notices.map((notice) => (
          <Row key={notice.noticeId} notice={notice} model={model} act={act} />
        ))}
      </ul>
    </section>
  );
}

function Row({ notice, model, act }: Omit<NoticesCardProps, 'notices'> & { readonly notice: Disagreement }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { kind, field, label, actor, at } = notice;
  const intent = model.intents[noticeKey(notice)];
  const busy = intent?.state === 'pending';
  const isCode = kind === 'code' || kind === 'other-code';
  const what = `${fieldName(isCode ? 'code' : field, texts)} ${label}`;
  const mayPropose = kind === 'field' || kind === 'status' || kind === 'due-date';
  return (
    <li className="letter">
      <p className="letter-head">
        <strong>{fieldName(isCode ? 'code' : field, texts)}</strong>
        <span className="digits">{label}</span>
        <Badge tone={isCode ? 'danger' : 'warning'}>{t(`care.notice.kind.${kind}`)}</Badge>
        <span className="letter-whose">
          {actorWords(actor, texts)} · {texts.moment(at, model.now)}
        </span>
      </p>
      <p>{t(`care.notice.${kind}`)}</p>
      <dl className="both-values">
        <div data-holds="true">
          <dt>{t(isCode ? `care.notice.${kind}-kept` : 'care.notice.kept')}</dt>
          <dd>{valueWords(notice, notice.kept, texts)}</dd>
        </div>
        <div>
          <dt>{t(isCode ? `care.notice.${kind}-lost` : 'care.notice.lost')}</dt>
          <dd>{valueWords(notice, notice.lost, texts)}</dd>
        </div>
      </dl>
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      <p className="letter-buttons">
        <Button icon="check" busy={busy} label={t(`care.notice.keep-of.${kind}`, { what })} onPress={() => act.settle(notice, 'keep-city')}>
          {t(`care.notice.keep.${kind}`)}
        </Button>
        {mayPropose && (
          <Button icon="upload" busy={busy} label={t('care.notice.propose-of', { what })} onPress={() => act.settle(notice, 'propose-mine')}>
            {t('care.notice.propose')}
          </Button>
        )}
      </p>
    </li>
  );
}

/** A value of one side as people read it. */
function valueWords({ kind }: Disagreement, value: string | null, texts: Texts): string {
  const { t } = texts;
  if (value === null) return '…';
  if (kind === 'status') return value === 'voided' ? t('care.notice.voided') : (sentenceOf(`common.status.${value}`, texts) ?? value);
  if (kind === 'due-date') return value === '' ? t('admin.dossiers.no-due') : t('common.due-at', { time: texts.time(Number(value)), date: texts.date(Number(value)) });
  return value === '' ? t('care.notice.empty') : shownValue(value);
}
