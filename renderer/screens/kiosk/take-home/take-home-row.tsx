// The two ways to take a procedure home, side by side: the slip, where the machine has a printer, and the codes for a phone. What became of the slip is said below them.

import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useStore } from 'zustand';
import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import type { Status } from '../../../../shared/contract/point.ts';
import type { Print } from '../../../../shared/contract/queue.ts';
import { isUndecided } from '../../../client/intents.ts';
import type { Intents } from '../../../client/intents.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { Icon } from '../../../parts/icons.tsx';
import { Spinner } from '../../../parts/loading.tsx';
import { FailureWords, Notice } from '../../../parts/notice.tsx';
import { caseOfPrint } from '../../../parts/print-case.ts';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { forCitizen } from '../frame/for-citizen.ts';
import { useStillHere } from '../frame/use-still-here.ts';
import './take-home.css';

/** Place of this intent in the table of intents. */
const SLIP_KEY = 'take-home';

interface TakeHomeRowProps {
  readonly code: ProcedureCode;
  readonly status: Remembered<Status>;
  readonly intents: Intents;
  readonly onCodes: () => void;
}

/** Where text is large what became of the press may stand below the edge: it is brought into sight with each piece of news. */
function useInSight<Shown extends HTMLElement>(news: unknown): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  // Browsers of late answer with a promise, which is no way to end an effect.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' });
  }, [news]);
  return shown;
}

/** False only where it is known that nobody ever set up a printer here. */
function mayPrint(status: Remembered<Status>): boolean {
  return status.kind !== 'known' || status.value.devices.every(({ device, kind }) => device !== 'ticket-printer' || kind !== 'not-configured');
}

export function TakeHomeRow({ code, status, intents, onCodes }: TakeHomeRowProps): ReactNode {
  const { t } = useTexts();
  const isStillHere = useStillHere();
  const intent = useStore(intents.store)[SLIP_KEY] ?? null;
  const [slip, setSlip] = useState<Print | null>(null);
  const print = (): void => {
    void intents.run(SLIP_KEY, 'take-home.print', { code, caseName: '', printer: { kind: 'roll' } }, (answer) => {
      if (isStillHere()) setSlip(answer.print);
    });
  };
  const hasPrinter = mayPrint(status);
  const refused = intent?.state === 'failed' ? intent.failure : null;
  const said = useInSight<HTMLDivElement>(refused);
  return (
    <section className="kiosk-take-home" aria-label={t('kiosk.take-home.heading')}>
      <div className="kiosk-take-home-ways">
        {hasPrinter && (
          <Button size="touch" icon="printer" busy={intent?.state === 'pending'} onPress={print}>
            {t('kiosk.take-home.print')}
          </Button>
        )}
        <Button size="touch" icon="qr" onPress={onCodes}>
          {t('kiosk.take-home.scan')}
        </Button>
      </div>
      {!hasPrinter && <p className="kiosk-take-home-none">{t('kiosk.take-home.no-printer')}</p>}
      {refused !== null && intent !== null && (
        <div ref={said}>
          <Notice
            tone="warning"
            heard="alert"
            {...(isUndecided(intent) ? { title: t('kiosk.take-home.undecided'), action: <Button size="touch" icon="repeat" onPress={() => intents.retry(SLIP_KEY)}>{t('common.try-again')}</Button> } : {})}
          >
            <FailureWords failure={forCitizen(refused)} />
          </Notice>
        </div>
      )}
      {slip !== null && refused === null && <SlipState key={slip.printJobId} first={slip} />}
    </section>
  );
}

/** What the printer does with it, read anew with each change. */
function SlipState({ first }: { readonly first: Print }): ReactNode {
  const { client } = useServices();
  const { t } = useTexts();
  const [known] = useMemory(({ now }) => remember(client, { read: () => client.call('take-home.printed', { printJobId: first.printJobId }), again: ['print.changed'], now }));
  const state = caseOfPrint(known.kind === 'known' ? known.value : first);
  const kind = state === 'working' ? 'working' : state === 'done' || state === 'unconfirmed' ? 'done' : 'no-paper';
  const shown = useInSight<HTMLOutputElement>(state);
  return (
    <output ref={shown} className="kiosk-take-home-slip" data-kind={kind}>
      {kind === 'working' ? <Spinner /> : <Icon name={kind === 'done' ? 'printer' : 'printer-off'} />}
      <span>
        {t(`kiosk.take-home.slip.${state}`)}
        {kind === 'no-paper' && ` ${t('kiosk.take-home.instead')}`}
      </span>
    </output>
  );
}
