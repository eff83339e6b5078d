// Says that the city was put back from a copy, and lets a person decide to read its feed from the beginning.

import type { ReactNode } from 'react';
import type { Outbox } from '../../../../shared/contract/admin.ts';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { AdminProps } from '../admin-model.ts';

/** That lost events were sent again heals by itself; it is told for a week. */
const TOLD_MS = 7 * 24 * 60 * 60_000;

/** Nothing where the city never went back. */
export function CityRestored({ outbox, model, act }: AdminProps & { readonly outbox: Outbox }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { feedAt, rewound } = outbox.restored;
  const isRewound = rewound !== null && model.now - rewound.at < TOLD_MS;
  if (feedAt === null && !isRewound) return null;
  return (
    <section className={feedAt === null ? 'card' : 'card card-danger'} aria-label={t('admin.restored.heading')}>
      <h2>{t('admin.restored.heading')}</h2>
      {isRewound && <p>{t('admin.restored.rewound', { count: rewound.events, at: texts.moment(rewound.at, model.now) })}</p>}
      {feedAt !== null && (
        <>
          <p>{t('admin.restored.feed', { at: texts.moment(feedAt, model.now) })}</p>
          <Button icon="repeat" busy={model.syncNow.asked} onPress={act.readAgain}>
            {t('admin.restored.read-again')}
          </Button>
        </>
      )}
    </section>
  );
}
