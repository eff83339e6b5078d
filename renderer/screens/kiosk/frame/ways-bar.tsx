// The ways to see and hear, on every page: each is one touch, and the next person finds them all switched off.

import type { ReactNode } from 'react';
import { Icon } from '../../../parts/icons.tsx';
import type { IconName } from '../../../parts/icons.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import type { Ways } from '../kiosk-store.ts';
import './ways-bar.css';

const WAYS = [
  { way: 'isLarge', icon: 'large-text', name: 'kiosk.large-text' },
  { way: 'hasContrast', icon: 'contrast', name: 'kiosk.high-contrast' },
  { way: 'isSeated', icon: 'wheelchair', name: 'kiosk.seated' },
  { way: 'isSpoken', icon: 'ear', name: 'kiosk.spoken' },
] as const satisfies readonly { way: keyof Ways; icon: IconName; name: string }[];

const OTHER = { vi: { language: 'en', name: 'English' }, en: { language: 'vi', name: 'Tiếng Việt' } } as const;

export function WaysBar({ ways, onWays }: { readonly ways: Ways; readonly onWays: (ways: Ways) => void }): ReactNode {
  const { t, language, setLanguage } = useTexts();
  const other = OTHER[language];
  return (
    <div className="kiosk-ways" role="group" aria-label={t('kiosk.ways')}>
      {WAYS.map(({ way, icon, name }) => (
        <button type="button" key={way} className="kiosk-way" aria-pressed={ways[way]} onClick={() => onWays({ ...ways, [way]: !ways[way] })}>
          <Icon name={icon} />
          <span>{t(name)}</span>
        </button>
      ))}
      <button type="button" className="kiosk-way" onClick={() => setLanguage(other.language)}>
        <Icon name="globe" />
        <span lang={other.language}>{other.name}</span>
      </button>
    </div>
  );
}
