// Waiting for a first answer, and having one that holds nothing.

import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { useTexts } from './texts/use-texts.tsx';
import './pieces.css';

export function Spinner(): ReactNode {
  return <span className="spinner" aria-hidden="true" />;
}

/** Fills its place until the first answer is there. */
export function Loading({ children }: { readonly children?: ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <output className="loading">
      <Spinner />
      <p>{children ?? t('common.loading')}</p>
    </output>
  );
}

/** Says that there is nothing, and why or what to do. */
export function EmptyState({ icon = 'info', title, children }: { readonly icon?: IconName; readonly title: string; readonly children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <Icon name={icon} />
      <p className="empty-title">{title}</p>
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}
