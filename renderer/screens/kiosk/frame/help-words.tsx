// What to do on this page, in one sentence: shown to whoever sits, and read aloud to whoever wants to hear it.

import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { HelpTopic } from '../../../../shared/domain/call/spoken-help.ts';
import { Icon } from '../../../parts/icons.tsx';
import { useServices } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { browserSpeaker } from './speaker.ts';

export interface Help {
  readonly topic: HelpTopic;
  /** Read out after the sentence. */
  readonly number: string | null;
}

export function HelpWords({ topic, number, isSpoken }: Help & { readonly isSpoken: boolean }): ReactNode {
  const { t, language } = useTexts();
  const isSilent = useSpokenHelp({ topic, number }, isSpoken && language === 'vi');
  return (
    <div className="kiosk-help">
      <Icon name={isSpoken ? 'ear' : 'info'} />
      <div>
        <p role="status">
          {t(`kiosk.help.${topic}`)}
          {number === null ? '' : ` ${number}`}
        </p>
        {isSilent && <p className="kiosk-help-silent">{t('kiosk.spoken.failed')}</p>}
      </div>
    </div>
  );
}

/** Speaks while `isWanted`, anew with each page; true while it cannot be heard. */
function useSpokenHelp({ topic, number }: Help, isWanted: boolean): boolean {
  const { client } = useServices();
  const [speaker] = useState(browserSpeaker);
  const [isSilent, setSilent] = useState(false);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    const speak = async (): Promise<void> => {
      const { base64, volume } = await client.call('help.read', { topic, number });
      if (isOver) return;
      await speaker.play(Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0), volume);
    };
    speak().then(
      () => isOver || setSilent(false),
      () => isOver || setSilent(true),
    );
    return () => {
      isOver = true;
      speaker.stop();
    };
  }, [client, speaker, topic, number, isWanted]);
  return isSilent && isWanted;
}
