// One dossier that owes its fee, in words: its code, whose it is, for what, since when, and how much.

import type { ReactNode } from 'react';
import type { Owed } from '../../../shared/contract/payment.ts';
import { useServices } from '../services.tsx';
import { useTexts } from '../texts/use-texts.tsx';

export function OwedWords({ owed: { code, applicantName, procedureName, amount, since, isAsked, letOut } }: { readonly owed: Owed }): ReactNode {
  const { t, number, moment } = useTexts();
  const services = useServices();
  return (
    <>
      <span className="money-line-words">
        <strong>{code}</strong> <span>{t('money.owed-of', { name: applicantName, procedure: procedureName })}</span> <span className="quiet-line">{t('money.owed-since', { time: moment(since, services.now()) })}</span>
        {letOut !== null && <> <span className="quiet-line">{t('money.owed-let-out', { time: moment(letOut.at, services.now()), reason: letOut.reason })}</span></>}
        {isAsked && <> <span className="quiet-line">{t('money.owed-asked')}</span></>}
      </span>
      <strong className="digits">{t('fee.dong', { amount: number(amount) })}</strong>
    </>
  );
}
