// The banner while the station cannot be reached, and for what it has not confirmed: what is safe, what is not known, what to press.

import type { ReactNode } from 'react';
import { isUndecided } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';

/** Nothing while all is well. */
export function LostBanner({ model, act }: { readonly model: CounterModel; readonly act: CounterActions }): ReactNode {
  const { t, moment } = useTexts();
  const unconfirmed = Object.entries(model.intents).filter(([, intent]) => isUndecided(intent));
  const stale = model.desk.kind === 'known' && model.desk.failure?.code === 'station.unreachable' ? model.desk : null;
  if (stale === null && unconfirmed.length === 0) return null;
  const actions = unconfirmed.map(([, { command }]) => `«${t(`counter.action.${command}`)}»`).join(', ');
  return (
    <div className="counter-lost">
      <Notice
        tone={stale === null ? 'warning' : 'danger'}
        icon="cloud-off"
        heard="alert"
        {...(stale === null ? {} : { title: t('counter.lost.title', { time: moment(model.connection.kind === 'open' ? stale.at : model.connection.since, model.now) }) })}
        {...(unconfirmed.length === 0
          ? {}
          : {
              action: (
                <Button icon="repeat" onPress={() => unconfirmed.forEach(([key]) => act.retry(key))}>
                  {t('counter.lost.retry')}
                </Button>
              ),
            })}
      >
        {stale !== null && (
          <p>
            {t('counter.lost.saved', { time: moment(stale.at, model.now) })} {t('counter.lost.reconnect')}
          </p>
        )}
        {unconfirmed.length > 0 && <p>{t('counter.lost.unconfirmed', { actions })}</p>}
      </Notice>
    </div>
  );
}
