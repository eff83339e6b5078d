// Over a screen while another version is put in the program's place: nothing is wrong, and nobody need do anything.

import type { ReactNode } from 'react';
import type { HostState } from '../../../shared/contract/host.ts';
import { Icon } from '../../parts/icons.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { isStaff } from './host-state.ts';
import { ShellLine } from './shell-line.tsx';

export function Updating({ host }: { readonly host: HostState }): ReactNode {
  const { t } = useTexts();
  const forStaff = isStaff(host);
  return (
    <main className="host-cover" data-public={!forStaff}>
      <div className="host-words">
        {!forStaff && <Icon name="repeat" />}
        <h1>{t('host.updating.title')}</h1>
        {forStaff ? (
          <>
            <Notice tone="success" icon="check-circle" heard="none">
              {t('host.failed.safe')}
            </Notice>
            <p>{t('host.updating.staff')}</p>
          </>
        ) : (
          <p>{t('host.updating.public')}</p>
        )}
        <ShellLine host={host} />
      </div>
    </main>
  );
}
