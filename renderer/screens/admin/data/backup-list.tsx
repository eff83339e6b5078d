// The copies of the store, the newest first, and one more now.

import type { ReactNode } from 'react';
import type { Backup } from '../../../../shared/contract/care.ts';
import type { Intent } from '../../../client/intents.ts';
import { Button } from '../../../parts/button.tsx';
import { sizeWords } from '../../../parts/care/words-for.ts';
import { FailureNotice, Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

/** So many are shown at once; the older ones open on demand. */
const SHOWN = 6;

export function BackupList({ backups, now, intent, onMake }: { readonly backups: readonly Backup[]; readonly now: number; readonly intent: Intent | undefined; onMake(): void }): ReactNode {
  const { t } = useTexts();
  const newestFirst = backups.toSorted((one, other) => other.at - one.at);
  const isOnOtherDisk = backups.some(({ place }) => place === 'second-disk');
  return (
    <>
      {backups.length === 0 && <Notice tone="warning" heard="none">{t('care.store.backups-empty')}</Notice>}
      {backups.length > 0 && !isOnOtherDisk && <Notice tone="warning" heard="none">{t('care.store.backups-same-disk')}</Notice>}
      {backups.length > 0 && <Rows backups={newestFirst.slice(0, SHOWN)} now={now} />}
      {newestFirst.length > SHOWN && (
        <details>
          <summary>{t('care.store.backups-older', { count: newestFirst.length - SHOWN })}</summary>
          <Rows backups={newestFirst.slice(SHOWN)} now={now} />
        </details>
      )}
      {intent?.failure !== null && intent?.failure !== undefined && <FailureNotice failure={intent.failure} />}
      <p className="data-act">
        <Button icon="upload" busy={intent?.state === 'pending'} onPress={onMake}>
          {t(intent?.state === 'pending' ? 'care.store.backup-making' : 'care.store.backup-make')}
        </Button>
        <span className="quiet">{t('care.store.backup-explain')}</span>
      </p>
    </>
  );
}

function Rows({ backups, now }: { readonly backups: readonly Backup[]; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t, moment, number } = texts;
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{t('care.store.backup-at')}</th>
          <th scope="col">{t('care.store.backup-kind')}</th>
          <th scope="col">{t('care.store.backup-place')}</th>
          <th scope="col">{t('care.store.backup-up-to')}</th>
          <th scope="col">{t('admin.outbox.size')}</th>
        </tr>
      </thead>
      <tbody>
        {backups.map(({ name, at, kind, place, lastSequence, bytes }) => (
          <tr key={`${place} ${name}`}>
            <td className="digits">{moment(at, now)}</td>
            <td>{t(`care.store.backup-kind.${kind}`)}</td>
            <td>{t(`care.store.backup-place.${place}`)}</td>
            <td className="digits">{number(lastSequence)}</td>
            <td className="digits table-code">{sizeWords(bytes, texts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
