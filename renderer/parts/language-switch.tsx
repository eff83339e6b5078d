// One button to the other language, written in that language.

import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useTexts } from './texts/use-texts.tsx';

const OTHER = { vi: { language: 'en', name: 'English' }, en: { language: 'vi', name: 'Tiếng Việt' } } as const;

export function LanguageSwitch({ size = 'desk' }: { readonly size?: 'desk' | 'touch' }): ReactNode {
  const { language, setLanguage } = useTexts();
  const other = OTHER[language];
  return (
    <Button kind="quiet" size={size} icon="globe" onPress={() => setLanguage(other.language)}>
      <span lang={other.language}>{other.name}</span>
    </Button>
  );
}
