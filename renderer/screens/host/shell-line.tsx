// One small line about what runs here: the program's version and its shell, with the badge where that is not Electron.

import type { ReactNode } from 'react';
import type { HostState } from '../../../shared/contract/host.ts';
import { ShellBadge } from '../../parts/badge.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

/** For screens that stand in for one with a head of its own. */
export function ShellLine({ host }: { readonly host: HostState }): ReactNode {
  const { t } = useTexts();
  return (
    <p className="host-shell quiet">
      <span>{host.electron === null ? t('host.line.other', { version: host.version }) : t('host.line.electron', { version: host.version, electron: host.electron })}</span> <ShellBadge shell={host.shell} />
    </p>
  );
}
