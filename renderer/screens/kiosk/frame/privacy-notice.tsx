// What becomes of a personal number, told before the first digit can be typed: what for, how long, and who answers for it.

import type { ReactNode } from 'react';
import type { Point } from '../../../../shared/contract/point.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import './privacy-notice.css';

const WORDS = {
  'id-number': { title: 'kiosk.privacy.title', purpose: 'kiosk.privacy.purpose', kept: 'kiosk.privacy.kept', goOn: 'kiosk.privacy.go-on' },
  contact: { title: 'kiosk.privacy.contact-title', purpose: 'kiosk.privacy.contact-purpose', kept: 'kiosk.privacy.contact-kept', goOn: 'kiosk.privacy.contact-go-on' },
} as const;

export interface PrivacyNoticeProps {
  readonly point: Point;
  readonly about: keyof typeof WORDS;
  readonly onUnderstood: () => void;
}

export function PrivacyNotice({ point, about, onUnderstood }: PrivacyNoticeProps): ReactNode {
  const { t } = useTexts();
  const { name, phone } = point.unit;
  const words = WORDS[about];
  return (
    <section className="kiosk-privacy" aria-labelledby="kiosk-privacy-title">
      <h2 id="kiosk-privacy-title">
        <Icon name="info" />
        {t(words.title)}
      </h2>
      <ul>
        <li>{t(words.purpose)}</li>
        <li>{t(words.kept)}</li>
        <li>{phone === '' ? t('kiosk.privacy.who-no-phone', { unit: name }) : t('kiosk.privacy.who', { unit: name, phone })}</li>
      </ul>
      <Button kind="primary" size="touch" icon="check" onPress={onUnderstood}>
        {t(words.goOn)}
      </Button>
    </section>
  );
}
