// The codes of a procedure, one at a time and as large as the screen allows: they hold its words, so a phone reads them without any network.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ProcedureCode } from '../../../../shared/base/ids.ts';
import type { CommandOutput } from '../../../../shared/contract/commands.ts';
import { remember } from '../../../client/remembered.ts';
import { Button } from '../../../parts/button.tsx';
import { Loading } from '../../../parts/loading.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { QrPicture } from '../../../parts/qr-picture.tsx';
import { useMemory, useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { NotRead } from '../frame/not-read.tsx';
import './take-home.css';

export function TakeHomeCodes({ code, name }: { readonly code: ProcedureCode; readonly name: string }): ReactNode {
  const { client } = useServices();
  const [known, memory] = useMemory(({ now }) => remember(client, { read: () => client.call('take-home.read', { code, caseName: '' }), again: [], now }));
  if (known.kind === 'loading') return <Loading />;
  if (known.kind === 'failed') return <NotRead failure={known.failure} onAgain={memory.refresh} />;
  return <Codes {...known.value} name={name} />;
}

function Codes({ codes, leftOut, name }: CommandOutput<'take-home.read'> & { readonly name: string }): ReactNode {
  const { t } = useTexts();
  const [place, setPlace] = useState(0);
  const which = { place: place + 1, count: codes.length };
  return (
    <div className="kiosk-codes">
      <div className="kiosk-page-title">
        <h1>{t('kiosk.take-home.title')}</h1>
        <p>{name}</p>
      </div>
      <div className="kiosk-codes-picture">
        <QrPicture text={codes[place] ?? ''} label={t('kiosk.take-home.code', which)} level="L" />
      </div>
      <div className="kiosk-codes-words">
        <ol className="kiosk-codes-steps">
          <li>{t('kiosk.take-home.step-open')}</li>
          <li>{t('kiosk.take-home.step-point')}</li>
          <li>{t('kiosk.take-home.step-keep')}</li>
        </ol>
        {codes.length > 1 && (
          <>
            <p className="kiosk-codes-which digits" role="status">
              {t('kiosk.take-home.which', which)}
            </p>
            <div className="kiosk-codes-turn">
              <Button size="touch" icon="back" disabled={place === 0} onPress={() => setPlace(place - 1)}>
                {t('kiosk.take-home.before')}
              </Button>
              <Button size="touch" kind="primary" icon="forward" disabled={place === codes.length - 1} onPress={() => setPlace(place + 1)}>
                {t('kiosk.take-home.next')}
              </Button>
            </div>
          </>
        )}
        {leftOut > 0 && (
          <Notice tone="warning" heard="none">
            {t('kiosk.take-home.left-out', { count: leftOut })}
          </Notice>
        )}
      </div>
    </div>
  );
}
