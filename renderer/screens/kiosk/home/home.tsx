// The first page: five things to do, the most wanted one the largest.

import type { ReactNode } from 'react';
import type { QueueOverview } from '../../../../shared/contract/queue.ts';
import type { Remembered } from '../../../client/remembered.ts';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import './home.css';

type Way = 'fields' | 'look-up' | 'search' | 'rate' | 'petition';

export function Home({ overview, onGo }: { readonly overview: Remembered<QueueOverview>; readonly onGo: (way: Way) => void }): ReactNode {
  const { t, number } = useTexts();
  const waiting = overview.kind === 'known' ? overview.value.fields.reduce((sum, field) => sum + field.waiting, 0) : null;
  return (
    <div className="kiosk-home">
      <div className="kiosk-home-greeting">
        <h1>{t('kiosk.home.greeting')}</h1>
        <p>{t('kiosk.home.ask')}</p>
      </div>
      <div className="kiosk-home-tiles">
        <button type="button" className="kiosk-home-take" onClick={() => onGo('fields')}>
          <span className="kiosk-home-take-words">
            <Icon name="ticket" />
            <span className="kiosk-home-tile-name">{t('kiosk.home.take')}</span>
            <span className="kiosk-home-tile-more">{t('kiosk.home.take-more')}</span>
          </span>
          <span className="kiosk-home-take-stub digits">
            {waiting !== null && (
              <>
                <Icon name="people" />
                <span>{waiting === 0 ? t('kiosk.home.nobody') : t('kiosk.home.waiting-all', { count: number(waiting) })}</span>
              </>
            )}
          </span>
        </button>
        <Tile icon="folder" name={t('kiosk.home.look-up')} more={t('kiosk.home.look-up-more')} onPress={() => onGo('look-up')} />
        <Tile icon="search" name={t('kiosk.home.procedures')} more={t('kiosk.home.procedures-more')} onPress={() => onGo('search')} />
        <Tile icon="face-happy" name={t('kiosk.home.rate')} more={t('kiosk.home.rate-more')} onPress={() => onGo('rate')} />
        <Tile icon="megaphone" name={t('kiosk.home.petition')} more={t('kiosk.home.petition-more')} onPress={() => onGo('petition')} />
      </div>
    </div>
  );
}

interface TileProps {
  readonly icon: IconName;
  readonly name: string;
  readonly more: string;
  readonly onPress: () => void;
}

function Tile({ icon, name, more, onPress }: TileProps): ReactNode {
  return (
    <button type="button" className="kiosk-home-tile" onClick={onPress}>
      <Icon name={icon} />
      <span>
        <span className="kiosk-home-tile-name">{name}</span>
        <span className="kiosk-home-tile-more">{more}</span>
      </span>
    </button>
  );
}
