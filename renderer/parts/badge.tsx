// Small words of state, and the two that must always be seen: which host this is, and that the example point is invented.

import type { ReactNode } from 'react';
import type { ShellKind } from '../../shared/contract/host.ts';
import type { Point } from '../../shared/contract/point.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { useTexts } from './texts/use-texts.tsx';
import './parts.css';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'call';

export function Badge({ tone = 'neutral', icon, children }: { readonly tone?: Tone; readonly icon?: IconName; readonly children: ReactNode }): ReactNode {
  return (
    <span className="badge" data-tone={tone}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}

/** Says what runs where it is not Electron; nothing in Electron. */
export function ShellBadge({ shell }: { readonly shell: ShellKind }): ReactNode {
  const { t } = useTexts();
  return shell === 'electron' ? null : <Badge tone="warning">{t(shell === 'browser' ? 'common.badge.browser-host' : 'common.badge.standin')}</Badge>;
}

/** Says in every window when something else than Electron runs, and when people and dossiers are invented. Nothing in Electron at a real point. */
export function HostBadges({ point }: { readonly point: Pick<Point, 'host' | 'example'> }): ReactNode {
  const { t } = useTexts();
  if (point.host.kind === 'electron' && !point.example) return null;
  return (
    <div className="host-badges">
      <ShellBadge shell={point.host.kind} />
      {point.example && <Badge tone="info">{t('common.badge.example')}</Badge>}
    </div>
  );
}
