// Small words of state, and the two that must always be seen: which host this is, and that the example point is invented.

import type { ReactNode } from 'react';
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

/** Says in every window when the browser host runs, and when people and dossiers are invented. Nothing in Electron at a real point. */
export function HostBadges({ point }: { readonly point: Pick<Point, 'host' | 'example'> }): ReactNode {
  const { t } = useTexts();
  if (point.host.kind !== 'browser' && !point.example) return null;
  return (
    <div className="host-badges">
      {point.host.kind === 'browser' && <Badge tone="warning">{t('common.badge.browser-host')}</Badge>}
      {point.example && <Badge tone="info">{t('common.badge.example')}</Badge>}
    </div>
  );
}
