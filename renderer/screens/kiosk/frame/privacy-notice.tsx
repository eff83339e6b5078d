// What becomes of a personal number, told before the first digit can be typed: what for, how long, and who answers for it.

import type { ReactNode } from 'react';
import type { Point } from '../../../../shared/contract/point.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import './privacy-notice.css';

export function PrivacyNotice({ point, onUnderstood }: { readonly point: Point; readonly onUnderstood: () => void }): ReactNode {
  const { t } = useTexts();
  const { name, phone } = point.unit;
  return (
    <section className="kiosk-privacy" aria-labelledby="kiosk-privacy-title">
      <h2 id="kiosk-privacy-title">
        <Icon name="info" />
        {t('kiosk.privacy.title')}
      </h2>
      <ul>
        <li>{t('kiosk.privacy.purpose')}</li>
        <li>{t('kiosk.privacy.kept')}</li>
        <li>{phone === '' ? t('kiosk.privacy.who-no-phone', { unit: name }) : t('kiosk.privacy.who', { unit: name, phone })}</li>
      </ul>
      <Button kind="primary" size="touch" icon="check" onPress={onUnderstood}>
        {t('kiosk.privacy.go-on')}
      </Button>
    </section>
  );
}
