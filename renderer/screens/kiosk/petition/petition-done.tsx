// What was sent has a code and a day of answer; both stand here, on the slip, and behind the code in the look-up.

import type { ReactNode } from 'react';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import type { ReceivedPetition } from '../../../../shared/contract/feedback.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function PetitionDone({ received, keep, onDone }: { readonly received: ReceivedPetition; readonly keep: string; readonly onDone: () => void }): ReactNode {
  const { t, date } = useTexts();
  return (
    <div className="kiosk-petition-done">
      <Icon name="check-circle" />
      <div role="status">
        <h1>{t('kiosk.petition.received')}</h1>
      </div>
      <p className="kiosk-petition-code digits">{received.code}</p>
      <p>{received.handleBy === null ? t('kiosk.petition.answer-unknown') : t('kiosk.petition.answer', { date: date(received.handleBy) })}</p>
      <p>{keep}</p>
      <Button kind="primary" size="touch" icon="check" onPress={onDone}>
        {t('kiosk.number.done')}
      </Button>
    </div>
  );
}

/** Where a complaint stands, by its code: no words of it. */
export function PetitionStatus({ found, onAgain }: { readonly found: CommandOutput<'petition.look-up'>; readonly onAgain: () => void }): ReactNode {
  const { t, date } = useTexts();
  return (
    <div className="kiosk-dossier">
      <div className="kiosk-page-title">
        <h1>{t('kiosk.petition.status-title')}</h1>
      </div>
      <div className="kiosk-dossier-status" data-tone={found.state === 'asked' ? 'warning' : found.state === 'refused' ? 'danger' : found.state === 'open' ? 'info' : 'success'} role="status">
        <Icon name={found.state === 'open' ? 'clock' : found.state === 'asked' ? 'warning' : found.state === 'refused' ? 'stop' : 'check-circle'} />
        <p>{t(`common.petition.state.${found.state}`)}</p>
      </div>
      <dl className="kiosk-dossier-facts">
        <div>
          <dt>{t('kiosk.petition.code')}</dt>
          <dd className="kiosk-dossier-code digits">{found.code}</dd>
        </div>
        <div>
          <dt>{t('kiosk.petition.received-at')}</dt>
          <dd className="digits">{date(found.receivedAt)}</dd>
        </div>
        {found.handleBy !== null && (
          <div>
            <dt>{t('kiosk.petition.handle-by')}</dt>
            <dd className="digits">{date(found.handleBy)}</dd>
          </div>
        )}
      </dl>
      <Button size="touch" icon="search" className="kiosk-dossier-again" onPress={onAgain}>
        {t('kiosk.dossier.again')}
      </Button>
    </div>
  );
}
