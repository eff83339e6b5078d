// Putting a page to another paper by hand.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PageId } from '../../../../shared/base/ids.ts';
import type { Visit } from '../../../../shared/contract/visit.ts';
import { Button } from '../../../parts/button.tsx';
import { FailureNotice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { CounterActions, CounterModel } from '../counter-model.ts';

export interface PageMoveProps {
  readonly visit: Visit;
  readonly pageId: PageId;
  /** Where it is; none of the list for a cover sheet and for a page without a paper. */
  readonly paperId: string | null;
  readonly isSheet: boolean;
  readonly model: CounterModel;
  readonly act: CounterActions;
}

export function PageMove({ visit, pageId, paperId, isSheet, model, act }: PageMoveProps): ReactNode {
  const { t } = useTexts();
  const others = (visit.procedure?.papers ?? []).filter((paper) => paper.paperId !== paperId);
  const [to, setTo] = useState('');
  const target = others.find((paper) => paper.paperId === to)?.paperId ?? others[0]?.paperId;
  const intent = model.intents[`move:${pageId}`];
  if (target === undefined) return null;
  return (
    <div className="page-move">
      <label>
        <span>{t(isSheet ? 'counter.cover.is-page' : 'counter.cover.move')}</span>
        <select className="text-input" value={target} onChange={(event) => setTo(event.target.value)}>
          {others.map((paper) => (
            <option key={paper.paperId} value={paper.paperId}>
              {paper.name}
            </option>
          ))}
        </select>
      </label>
      <Button busy={intent?.state === 'pending'} onPress={() => act.movePage(pageId, target)}>
        {t('counter.cover.move-to')}
      </Button>
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
    </div>
  );
}
