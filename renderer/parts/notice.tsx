// A notice: what happened and what the person can do, where the person is looking.

import type { ReactNode } from 'react';
import type { Failure } from '../../shared/contract/command.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { useTexts } from './texts/use-texts.tsx';
import './parts.css';

export type NoticeTone = 'info' | 'success' | 'warning' | 'danger';

const ICONS: Readonly<Record<NoticeTone, IconName>> = { info: 'info', success: 'check-circle', warning: 'warning', danger: 'stop' };

export interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title?: string;
  readonly children?: ReactNode;
  /** A button at the end. */
  readonly action?: ReactNode;
  readonly icon?: IconName;
  /** 'alert' interrupts those who hear the page, 'status' waits its turn, 'none' is for a notice that was there before. */
  readonly heard?: 'alert' | 'status' | 'none';
}

export function Notice({ tone, title, children, action, icon, heard = 'status' }: NoticeProps): ReactNode {
  return (
    <div className="notice" data-tone={tone} role={heard === 'none' ? undefined : heard}>
      <Icon name={icon ?? ICONS[tone]} />
      <div className="notice-words">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {action !== undefined && <div className="notice-action">{action}</div>}
    </div>
  );
}

/** The sentence of a failure with its code and trace id, small, for the people who look after the machines. */
export function FailureWords({ failure }: { readonly failure: Failure }): ReactNode {
  const texts = useTexts();
  return (
    <>
      {texts.failure(failure)}{' '}
      <small className="failure-code">
        ({failure.code}
        {failure.traceId !== '' && ` · ${failure.traceId}`})
      </small>
    </>
  );
}

/** A refusal or failure as a notice; heard at once. */
export function FailureNotice({ failure, title, action, tone = 'danger' }: { readonly failure: Failure; readonly title?: string; readonly action?: ReactNode; readonly tone?: NoticeTone }): ReactNode {
  return (
    <Notice tone={tone} heard="alert" {...(title === undefined ? {} : { title })} {...(action === undefined ? {} : { action })}>
      <FailureWords failure={failure} />
    </Notice>
  );
}
