// Buttons: one shape, four kinds, two sizes; while its call is under way a button cannot be pressed again.

import type { MouseEventHandler, ReactNode, Ref } from 'react';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { Keycap } from './keycap.tsx';
import './parts.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: MouseEventHandler<HTMLButtonElement>;
  /** 'plain' has a border; 'primary' is the one next step; 'quiet' has neither border nor ground; 'danger' takes something away. */
  readonly kind?: 'plain' | 'primary' | 'quiet' | 'danger';
  /** 'touch' is at least 60 px high. */
  readonly size?: 'desk' | 'touch';
  readonly icon?: IconName;
  /** The key that does the same, such as 'F2'; shown as a keycap and told to assistive technology. */
  readonly keycap?: string;
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly submit?: boolean;
  /** Id of the form that it submits, where it stands outside of it. */
  readonly form?: string;
  readonly pressed?: boolean;
  /** Only where the words of the button do not say it all. */
  readonly label?: string;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps): ReactNode {
  const { children, onPress, kind = 'plain', size = 'desk', icon, keycap, busy = false, disabled = false, submit = false, form, pressed, label, className, ref } = props;
  return (
    <button
      ref={ref}
      type={submit ? 'submit' : 'button'}
      form={form}
      className={className === undefined ? 'button' : `button ${className}`}
      data-kind={kind}
      data-size={size}
      disabled={disabled || busy}
      aria-busy={busy}
      aria-pressed={pressed}
      aria-label={label}
      aria-keyshortcuts={keycap?.replace(' ', '+')}
      onClick={onPress}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
      {keycap !== undefined && <Keycap>{keycap}</Keycap>}
    </button>
  );
}
