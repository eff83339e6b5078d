// A dossier whole: its person with numbers masked until asked for, where it stands here and at the city, and everything that was done with it.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { maskIdNumber } from '../../../shared/domain/card/id-number.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { focusFirst } from '../choices.tsx';
import { fieldName, shownValue } from '../care/field-words.ts';
import { Dialog } from '../dialog.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import type { ActProps } from './act-dialog.tsx';
import { codeOf } from './act-dialog.tsx';
import { AtCity } from './at-city.tsx';
import type { OpenDossier } from './dossier-core.ts';
import { IntakeFacts } from './intake-facts.tsx';
import { ScannedDocument } from './scanned-document.tsx';
import { DossierHistory } from './dossier-history.tsx';

interface LookPaneProps extends ActProps {
  readonly open: OpenDossier;
  readonly mayErase: boolean;
  readonly now: number;
}

export function LookPane({ detail, open, mayErase, now, act }: LookPaneProps): ReactNode {
  const { t } = useTexts();
  const { dossier, owner, isVoided, isErased } = detail;
  const isLiving = !isVoided && !isErased;
  const isOver = isVoided || detail.nextStatuses.length === 0;
  return (
    <Dialog
      wide
      title={t('care.dossier.title', { code: codeOf(detail) })}
      onClose={act.close}
      actions={
        <>
          {mayErase && isOver && !isErased && (
            <Button kind="danger" icon="person" onPress={() => act.show('erase')}>
              {t('care.dossier.erase')}
            </Button>
          )}
          {isLiving && (
            <>
              <Button kind="danger" icon="trash" onPress={() => act.show('void')}>
                {t('care.dossier.void')}
              </Button>
              <span className="spread" />
            </>
          )}
          {!isErased && (
            <Button icon="printer" onPress={() => act.show('forms')}>
              {t('form.open')}
            </Button>
          )}
          <Button icon="paper" onPress={() => act.show('note')}>
            {t('care.dossier.note')}
          </Button>
          {isLiving && (
            <Button icon="person" onPress={() => act.show('correct')}>
              {t('care.dossier.correct')}
            </Button>
          )}
          {isLiving && detail.dossier.dueAt !== null && [2, 4, 6].includes(detail.dossier.status) && (
            <Button icon="calendar" onPress={() => act.show('new-date')}>
              {t('care.new-date.open')}
            </Button>
          )}
          {isLiving && isAskedHere(detail) && (
            <Button icon="calendar" onPress={() => act.show('other-day')}>
              {t('care.other-day.open')}
            </Button>
          )}
          {isLiving && detail.nextStatuses.length > 0 && (
            <Button icon="forward" onPress={() => act.show('move')}>
              {t('care.dossier.move')}
            </Button>
          )}
          <Button ref={focusFirst} keycap="Esc" onPress={act.close}>
            {t('counter.papers.close')}
          </Button>
        </>
      }
    >
      <div className="dossier-look">
        {open.failure !== null && <FailureNotice failure={open.failure} tone="warning" action={<Button onPress={act.refresh}>{t('common.try-again')}</Button>} />}
        {open.done !== null && <Notice tone="success">{t(`care.dossier.done.${open.done}`)}</Notice>}
        {detail.owedForm !== null && (
          <Notice tone="warning" heard="none" action={<Button icon="printer" onPress={() => act.show('forms')}>{t('form.open')}</Button>}>
            {t('care.dossier.owed-form', { form: t(`form.name.${detail.owedForm}`) })}
          </Notice>
        )}
        {isErased && <Notice tone="warning" heard="none">{t('care.dossier.erased')}</Notice>}
        {isVoided && !isErased && <Notice tone="warning" heard="none">{t('care.dossier.voided')}</Notice>}
        {owner === 'city' && isLiving && <Notice tone="info" heard="none">{t('care.dossier.city-decides')}</Notice>}
        <p className="dossier-status">
          <Badge tone={isLiving ? 'info' : 'neutral'}>{isVoided ? t('care.notice.voided') : t(`common.status.${dossier.status}`)}</Badge>
          <span>{dossier.procedureName}</span>
        </p>
        <div className="dossier-columns">
          <div>
            <Applicant detail={detail} />
            <IntakeFacts detail={detail} />
            <AtCity detail={detail} now={now} />
            <ScannedDocument detail={detail} fetching={open.fetching} act={act} />
            {!isErased && (
              <div className="dossier-document">
                <Button icon="check-circle" onPress={() => act.show('sign')}>
                  {t('care.sign.open')}
                </Button>
              </div>
            )}
          </div>
          <DossierHistory history={detail.history} now={now} />
        </div>
      </div>
    </Dialog>
  );
}

/** It waits for papers, and a request of this point is without its answer. */
function isAskedHere({ dossier, waits }: DossierDetail): boolean {
  return dossier.status === 5 && waits.at(-1)?.completedAt === null;
}

const MASKED = ['idNumber', 'oldIdNumber', 'phone', 'email'] as const;

function Applicant({ detail }: { readonly detail: DossierDetail }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const [isOpen, setIsOpen] = useState(false);
  const { applicant } = detail;
  const hasMasked = MASKED.some((field) => (applicant[field] ?? '') !== '');
  const rows = (['fullName', 'idNumber', 'birthDate', 'address', 'issuedOn', 'oldIdNumber', 'phone', 'email'] as const).filter((field) => (applicant[field] ?? '') !== '');
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('care.dossier.applicant')}>
      <h3>{t('care.dossier.applicant')}</h3>
      <dl className="dossier-facts">
        {rows.map((field) => (
          <div key={field}>
            <dt>{fieldName(field, texts)}</dt>
            <dd className="digits">{!isOpen && MASKED.some((masked) => masked === field) ? (field === 'email' ? '•••' : maskIdNumber(applicant[field] ?? '')) : shownValue(applicant[field] ?? '')}</dd>
          </div>
        ))}
      </dl>
      {hasMasked && (
        <Button kind="quiet" className="dossier-numbers" pressed={isOpen} onPress={() => setIsOpen(!isOpen)}>
          {t('care.dossier.show-numbers')}
        </Button>
      )}
      <p className="quiet">{t('care.dossier.noted')}</p>
    </section>
  );
}
