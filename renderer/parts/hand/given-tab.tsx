// Results given out today, and those without a signature yet; and today's paper for the post.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierId, EpochMs } from '../../../shared/base/ids.ts';
import type { CoverPrinters } from '../../../shared/contract/cover.ts';
import type { ReturnedResult } from '../../../shared/contract/result.ts';
import { businessDayOf } from '../../../shared/domain/time/business-day.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { EmptyState } from '../loading.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { BatchPaperDialog } from './batch-paper-dialog.tsx';
import { HandTable } from './hand-table.tsx';

export function GivenTab({ returned, printers, now, onOpen }: { readonly returned: readonly ReturnedResult[]; readonly printers: CoverPrinters; readonly now: number; onOpen(dossierId: DossierId): void }): ReactNode {
  const { t, moment } = useTexts();
  const [isPosting, setIsPosting] = useState(false);
  const today = businessDayOf(now as EpochMs);
  const isPosted = returned.some(({ manner, returnedAt }) => manner === 'by-post' && businessDayOf(returnedAt) === today);
  if (returned.length === 0) return <EmptyState icon="info" title={t('hand.given.none')} />;
  return (
    <>
      {isPosted && (
        <div className="hand-row">
          <Button icon="printer" onPress={() => setIsPosting(true)}>
            {t('hand.given.post-list')}
          </Button>
        </div>
      )}
      <HandTable lines={returned} now={now} heads={['hand.given.at', 'hand.given.manner']}>
        {(line) => (
          <>
            <td className="digits">{moment(line.returnedAt, now)}</td>
            <td>
              {line.manner === 'by-post' ? (
                <>
                  {t('hand.given.by-post', { tracking: line.tracking })} {line.isSigned && <Badge tone="success">{t('hand.given.brought')}</Badge>}
                </>
              ) : (
                <>
                  {t('hand.given.by-hand')} <Badge tone={line.isSigned ? 'success' : 'warning'}>{t(line.isSigned ? 'hand.given.signed' : 'hand.given.unsigned')}</Badge>{' '}
                  {!line.isSigned && (
                    <Button icon="forward" label={`${t('hand.return.sign')} ${line.code}`} onPress={() => onOpen(line.dossierId)}>
                      {t('hand.return.sign')}
                    </Button>
                  )}
                </>
              )}
            </td>
          </>
        )}
      </HandTable>
      {isPosting && <BatchPaperDialog paper={{ kind: 'post' }} printers={printers} onClose={() => setIsPosting(false)} />}
    </>
  );
}
