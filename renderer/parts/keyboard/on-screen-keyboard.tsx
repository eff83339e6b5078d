// A keyboard under the fingers: it only says what the text becomes; the field keeps the focus and its caret, so a real keyboard works beside it.

import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Icon } from '../icons.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { typeTelex } from './telex.ts';
import { typeVni } from './vni.ts';
import './keyboard.css';

/** 'words' composes Vietnamese, by Telex or VNI as the person likes; 'code' types capitals, digits, '-' and '.'; 'digits' is a number pad. */
export type KeyboardLayout = 'words' | 'code' | 'digits';

const LETTER_ROWS: readonly string[] = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const DIGIT_ROWS: readonly string[] = ['123', '456', '789'];
const METHODS = { telex: { type: typeTelex, name: 'Telex', other: 'vni' }, vni: { type: typeVni, name: 'VNI', other: 'telex' } } as const;

export interface OnScreenKeyboardProps {
  readonly layout: KeyboardLayout;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Longest text in UTF-16 units; further keys do nothing. */
  readonly maxLength: number;
  /** What is typed into: keys work at its caret. */
  readonly field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>;
}

export function OnScreenKeyboard({ layout, value, onChange, maxLength, field }: OnScreenKeyboardProps): ReactNode {
  const { t } = useTexts();
  const [method, setMethod] = useState<keyof typeof METHODS>('telex');
  const { edit, move } = useCaret({ value, onChange, maxLength, field });
  const { type: compose, name, other } = METHODS[method];
  const type = (key: string): void => edit((before) => (layout === 'words' ? compose(before, key) : `${before}${key.toUpperCase()}`));
  const character = (key: string): ReactNode => (
    <Key key={key} onPress={() => type(key)}>
      {layout === 'code' ? key.toUpperCase() : key}
    </Key>
  );
  const deleteKey = (
    <Key kind="action" wide={layout === 'digits' ? undefined : 'half'} label={t('kiosk.key.delete')} onPress={() => edit(null)}>
      <Icon name="delete-left" />
    </Key>
  );
  const clearKey = (
    <Key kind="action" wide={layout === 'digits' ? undefined : 'double'} onPress={() => onChange('')}>
      {t('kiosk.key.clear')}
    </Key>
  );
  const caretKey = (by: -1 | 1): ReactNode => (
    <Key kind="action" label={t(by < 0 ? 'kiosk.key.left' : 'kiosk.key.right')} onPress={() => move(by)}>
      <Icon name={by < 0 ? 'back' : 'forward'} />
    </Key>
  );
  if (layout === 'digits') {
    return (
      <div className="keyboard" data-layout={layout} role="group" aria-label={t('kiosk.keyboard')}>
        {DIGIT_ROWS.map((row) => (
          <div className="keyboard-row" key={row}>
            {[...row].map(character)}
          </div>
        ))}
        <div className="keyboard-row">
          {clearKey}
          {character('0')}
          {deleteKey}
        </div>
        <div className="keyboard-row">
          {caretKey(-1)}
          {caretKey(1)}
        </div>
      </div>
    );
  }
  return (
    <div className="keyboard" data-layout={layout} role="group" aria-label={t('kiosk.keyboard')}>
      {LETTER_ROWS.map((row, index) => (
        <div className="keyboard-row" key={row}>
          {index === 2 && <span className="keyboard-spacer" />}
          {[...row].map(character)}
          {index === 2 && <span className="keyboard-spacer" />}
          {index === 3 && deleteKey}
        </div>
      ))}
      <div className="keyboard-row">
        {clearKey}
        {caretKey(-1)}
        {layout === 'words' ? (
          <Key wide="space" onPress={() => type(' ')}>
            {t('kiosk.key.space')}
          </Key>
        ) : (
          ['-', '.'].map(character)
        )}
        {caretKey(1)}
        {layout === 'words' && (
          <Key kind="action" wide="half" label={t('kiosk.key.method', { now: name, other: METHODS[other].name })} onPress={() => setMethod(other)}>
            {name}
          </Key>
        )}
      </div>
    </div>
  );
}

/** Changes the text at the caret and puts the caret behind the change once the new text stands in the field. */
function useCaret({ value, onChange, maxLength, field }: Omit<OnScreenKeyboardProps, 'layout'>) {
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    const place = wanted.current;
    wanted.current = null;
    if (place !== null && field.current?.value === value) field.current.setSelectionRange(place, place);
  }, [value, field]);
  const at = (): { readonly from: number; readonly to: number } => {
    const element = field.current;
    // Whoever has not touched the field yet writes on at its end.
    if (element === null || document.activeElement !== element) return { from: value.length, to: value.length };
    return { from: element.selectionStart ?? value.length, to: element.selectionEnd ?? value.length };
  };
  const put = (before: string, after: string): void => {
    const next = `${before}${after}`;
    if (next.length > maxLength || next === value) return;
    field.current?.focus({ preventScroll: true });
    wanted.current = before.length;
    onChange(next);
  };
  return {
    /** `change` makes the text before the caret anew; null takes what is chosen, or the letter before the caret, away. */
    edit(change: ((before: string) => string) | null): void {
      const { from, to } = at();
      const before = value.slice(0, from);
      if (change !== null) put(change(before), value.slice(to));
      else put(from === to ? [...before].slice(0, -1).join('') : before, value.slice(to));
    },
    move(by: -1 | 1): void {
      const { from, to } = at();
      const place = Math.min(value.length, Math.max(0, (by < 0 ? from : to) + by));
      field.current?.focus({ preventScroll: true });
      field.current?.setSelectionRange(place, place);
    },
  };
}

interface KeyProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'action';
  readonly wide?: 'half' | 'double' | 'space' | undefined;
  readonly label?: string;
}

function Key({ children, onPress, kind, wide, label }: KeyProps): ReactNode {
  return (
    <button
      type="button"
      className="key"
      data-kind={kind}
      data-wide={wide}
      aria-label={label}
      tabIndex={-1}
      // The field that is typed into keeps the focus and its cursor.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
