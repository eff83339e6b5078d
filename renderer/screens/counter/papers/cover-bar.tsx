// Above the checklist: the way to cover sheets, and word of pages that are still looked at for them.

import type { ReactNode } from 'react';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { Button } from '../../../parts/button.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions } from '../counter-model.ts';

export function CoverBar({ visit, act }: { readonly visit: Visit; readonly act: CounterActions }): ReactNode {
  const { t } = useTexts();
  return (
    <div className="cover-bar">
      {visit.unread > 0 && (
        <p className="paper-scanning" role="status">
          <span className="spinner" aria-hidden="true" /> {t('counter.cover.reading', { count: visit.unread })}
        </p>
      )}
      <Button kind="quiet" icon="printer" onPress={act.openCovers}>
        {t('counter.cover.open')}
      </Button>
    </div>
  );
}
