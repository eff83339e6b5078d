// A complaint or proposal written on a citizen display that can be touched: the kiosk's own page, with a way back, wiped when nobody touches it.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Point } from '../../../shared/contract/point.ts';
import { createIntents } from '../../client/intents.ts';
import { Button } from '../../parts/button.tsx';
import { useServices } from '../../parts/services.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { IdleGuard } from '../kiosk/frame/idle-guard.tsx';
import { PetitionPage } from '../kiosk/petition/petition.tsx';
import '../kiosk/kiosk.css';
import '../kiosk/look-up/look-up.css';
import './display-petition.css';

export function DisplayPetition({ point, onDone }: { readonly point: Point; readonly onDone: () => void }): ReactNode {
  const { client, newRequestId } = useServices();
  const { t } = useTexts();
  const [intents] = useState(() => createIntents(client, newRequestId));
  // Whoever goes takes along what they have sent: the next one neither sees how it ends nor can send it again.
  useEffect(() => () => intents.abandon(), [intents]);
  return (
    <div className="display-petition">
      <header className="display-petition-head">
        <span>{point.unit.name}</span>
        <Button size="touch" icon="close" onPress={onDone}>
          {t('display.petition.leave')}
        </Button>
      </header>
      <main className="display-petition-page">
        <PetitionPage point={point} intents={intents} keep={t('display.petition.keep')} onReceived={() => undefined} onDone={onDone} />
      </main>
      <IdleGuard watch ask onIdle={onDone} />
    </div>
  );
}
