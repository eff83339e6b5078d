// A keyboard under the fingers: it only says what the text becomes; the field keeps the focus, so a real keyboard works beside it.

import type { ReactNode } from 'react';
import { Icon } from '../icons.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { typeTelex } from './telex.ts';
import './keyboard.css';

/** 'telex' composes Vietnamese; 'code' types capitals, digits, '-' and '.'; 'digits' is a number pad. */
export type KeyboardLayout = 'telex' | 'code' | 'digits';

const LETTER_ROWS: readonly string[] = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const DIGIT_ROWS: readonly string[] = ['123', '456', '789'];

export interface OnScreenKeyboardProps {
  readonly layout: KeyboardLayout;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Longest text in UTF-16 units; further keys do nothing. */
  readonly maxLength: number;
}

export function OnScreenKeyboard({ layout, value, onChange, maxLength }: OnScreenKeyboardProps): ReactNode {
  const { t } = useTexts();
  const put = (next: string): void => {
    if (next.length <= maxLength) onChange(next);
  };
  const type = (key: string): void => put(layout === 'telex' ? typeTelex(value, key) : `${value}${key.toUpperCase()}`);
  const character = (key: string): ReactNode => (
    <Key key={key} onPress={() => type(key)}>
      {layout === 'code' ? key.toUpperCase() : key}
    </Key>
  );
  const deleteKey = (
    <Key kind="action" wide="half" label={t('kiosk.key.delete')} onPress={() => put([...value].slice(0, -1).join(''))}>
      <Icon name="delete-left" />
    </Key>
  );
  const clearKey = (
    <Key kind="action" wide="double" onPress={() => put('')}>
      {t('kiosk.key.clear')}
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
          <Key kind="action" onPress={() => put('')}>
            {t('kiosk.key.clear')}
          </Key>
          {character('0')}
          <Key kind="action" label={t('kiosk.key.delete')} onPress={() => put(value.slice(0, -1))}>
            <Icon name="delete-left" />
          </Key>
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
        {layout === 'telex' ? (
          <Key wide="space" onPress={() => type(' ')}>
            {t('kiosk.key.space')}
          </Key>
        ) : (
          ['-', '.'].map(character)
        )}
      </div>
    </div>
  );
}

interface KeyProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'action';
  readonly wide?: 'half' | 'double' | 'space';
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
