// What the citizen in front of the counter sees: few words, large, and only what is theirs.

import type { ReactNode } from 'react';
import type { Display } from '../../../shared/contract/display.ts';
import type { RatingLevel } from '../../../shared/contract/feedback.ts';
import type { Point } from '../../../shared/contract/point.ts';
import type { Remembered } from '../../client/remembered.ts';
import { HostBadges } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { LanguageSwitch } from '../../parts/language-switch.tsx';
import { Loading } from '../../parts/loading.tsx';
import { NumberPlate } from '../../parts/number-plate.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import type { DisplaySays } from './citizen-display-screen.tsx';
import { ConfirmData } from './confirm-data.tsx';
import { PayShown } from './pay-shown.tsx';
import { RateVisit } from './rate-visit.tsx';
import { ReceiptShown } from './receipt-shown.tsx';
import './citizen-display.css';

export interface DisplayViewProps {
  readonly point: Point;
  readonly display: Remembered<Display>;
  readonly connected: boolean;
  /** Whether it can be touched: only then there is a button for a complaint. */
  readonly isTouched: boolean;
  readonly says: DisplaySays;
  readonly onRated: (level: RatingLevel) => void;
  readonly onPetition: () => void;
}

/** What is open to anybody in front of it; while somebody's data or money are shown, they have it for themselves. */
const MAY_WRITE: ReadonlySet<Display['view']['kind']> = new Set<Display['view']['kind']>(['open', 'paused', 'rate', 'receipt', 'back-in-line']);

export function DisplayView(props: DisplayViewProps): ReactNode {
  const { point, display, isTouched, onPetition } = props;
  const { t } = useTexts();
  const shown = display.kind === 'known' ? display.value : null;
  return (
    <div className="display">
      <header className="display-head">
        <h1 className="display-unit">{point.unit.name}</h1>
        {shown !== null && (
          <p className="display-counter">
            <span>{t('display.counter', { counter: shown.counterId })}</span>
          </p>
        )}
      </header>
      <main className="display-main" aria-live="polite">
        <Middle {...props} />
      </main>
      <footer className="display-foot">
        {shown !== null && (
          <p className="display-officer">
            <span>{t('display.officer')}</span>
            <strong>{shown.officerName}</strong>
            <span>{shown.officerTitle}</span>
          </p>
        )}
        <div className="display-corner">
          {isTouched && shown !== null && MAY_WRITE.has(shown.view.kind) && (
            <Button size="touch" icon="megaphone" onPress={onPetition}>
              {t('kiosk.home.petition')}
            </Button>
          )}
          <HostBadges point={point} />
          <LanguageSwitch />
        </div>
      </footer>
    </div>
  );
}

function Middle({ point, display, connected, isTouched, says, onRated }: DisplayViewProps): ReactNode {
  const { t, number } = useTexts();
  // What a person reads here must be true now: without the station nothing of the last visit stays on the screen.
  if (display.kind === 'failed' || (display.kind === 'known' && (display.failure !== null || !connected))) {
    return <Quiet title={t('display.lost.title')} hint={t('display.lost.hint')} />;
  }
  if (display.kind === 'loading') return <Loading>{t('display.loading')}</Loading>;
  const { view } = display.value;
  const how = isTouched ? null : <p className="display-small">{point.unit.phone === '' ? t('display.petition.how-no-phone') : t('display.petition.how', { phone: point.unit.phone })}</p>;
  if (says?.kind === 'thanks' && (view.kind === 'open' || view.kind === 'paused')) return <Thanks isUnhappy={says.level === 'dissatisfied'} isTouched={isTouched} how={how} />;
  switch (view.kind) {
    case 'open':
      return (
        <div className="display-open">
          <p className="display-counter-huge">{t('display.counter', { counter: display.value.counterId })}</p>
          <ul className="display-fields">
            {display.value.fieldNames.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          <p className="display-hint">{t('display.open.hint')}</p>
          {how}
        </div>
      );
    case 'paused':
      return <Quiet title={t('display.paused.title')} hint={t('display.paused.hint')} icon="pause" />;
    case 'serving':
      return (
        <div className="display-serving">
          <p className="display-what">{t('display.serving.title')}</p>
          <NumberPlate number={view.number} className="display-number" />
          <p className="display-hint">{t('display.serving.hint')}</p>
          {says?.kind === 'put-away' && <p className="display-small">{t('display.petition.put-away')}</p>}
        </div>
      );
    case 'rate':
      return <RateVisit key={view.ticketId} view={view} onRated={onRated} />;
    case 'back-in-line':
      return <Quiet title={t('display.back.title', { number: view.number })} hint={t('display.back.hint')} />;
    case 'confirm':
      return <ConfirmData view={view} />;
    case 'pay':
      return <PayShown view={view} />;
    case 'paid':
      return <Quiet title={t('display.paid.title', { amount: number(view.amount) })} hint={t('display.paid.hint')} icon="check-circle" />;
    case 'receipt':
      return <ReceiptShown view={view} />;
  }
}

function Thanks({ isUnhappy, isTouched, how }: { readonly isUnhappy: boolean; readonly isTouched: boolean; readonly how: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="display-quiet display-thanked">
      <Icon name="check-circle" />
      <p className="display-title" role="status">
        {t('kiosk.rate.thanks')}
      </p>
      {isUnhappy && isTouched && <p className="display-hint">{t('display.petition.say-more')}</p>}
      {how}
    </div>
  );
}

function Quiet({ title, hint, icon }: { readonly title: string; readonly hint: string; readonly icon?: 'pause' | 'check-circle' }): ReactNode {
  return (
    <div className={icon === 'check-circle' ? 'display-quiet display-thanked' : 'display-quiet'}>
      {icon !== undefined && <Icon name={icon} />}
      <p className="display-title">{title}</p>
      <p className="display-hint">{hint}</p>
    </div>
  );
}
