// The guide by task inside the program: choose who you are, look for what is to be done, read one short page, print it.

import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import content from '../../../resources/guide/pages.json';
import { Button } from '../button.tsx';
import { TextField } from '../text-field.tsx';
import type { TextKey } from '../texts/texts.ts';
import { useTexts } from '../texts/use-texts.tsx';
import { GuidePage } from './guide-page.tsx';
import { GUIDE_ROLES, parseGuide, partsOf, type GuidePage as Page, type GuideRole } from './guide-pages.ts';
import { searchGuide } from './search-guide.ts';
import './guide.css';

export interface GuidePanelProps {
  /** Whose pages come first. */
  readonly whose: GuideRole;
  /** Only those of this role, chosen by touch: for helpers at a kiosk, which has no keyboard. */
  readonly isOnly?: boolean;
  /** Prints what the window shows; left out where nobody may print so. */
  readonly onPrint?: () => void;
}

export function GuidePanel({ whose: first, isOnly = false, onPrint }: GuidePanelProps): ReactNode {
  const { t, language } = useTexts();
  const pages = useMemo(() => parseGuide(content), []);
  const [role, setRole] = useState(first);
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = (sentence: string): string => partsOf(sentence).map((part) => (part.kind === 'words' ? t(part.text as TextKey) : part.text)).join('');
  const found = searchGuide(pagesOf(pages, role), text, language, shown);
  const open = found.find(({ id }) => id === chosen) ?? found[0];
  return (
    <div className="guide">
      <nav className="guide-side" aria-label={t('guide.pages')}>
        {!isOnly && (
          <div className="guide-roles" role="group" aria-label={t('guide.roles')}>
            {GUIDE_ROLES.map((each) => (
              <Button key={each} pressed={each === role} onPress={() => setRole(each)}>
                {t(`guide.role.${each}`)}
              </Button>
            ))}
          </div>
        )}
        {!isOnly && <TextField label={t('guide.search')} hint={t('guide.search-hint')} value={text} maxLength={60} autoFocus onChange={setText} />}
        <ul>
          {found.map((page) => (
            <li key={page.id}>
              <button type="button" className="guide-link" aria-current={page === open ? 'page' : undefined} onClick={() => setChosen(page.id)}>
                {page[language].title}
              </button>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p role="status">{t('guide.none')}</p>}
      </nav>
      <div className="guide-read" tabIndex={0} role="region" aria-label={t('guide.title')}>
        {open !== undefined && <GuidePage page={open} />}
        {open !== undefined && onPrint !== undefined && (
          <p className="guide-acts">
            <Button icon="printer" onPress={onPrint}>
              {t('guide.print')}
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}

/** Those that are this role's own come first. */
function pagesOf(pages: readonly Page[], role: GuideRole): readonly Page[] {
  const own = pages.filter(({ roles }) => roles.includes(role));
  return [...own.filter(({ roles }) => roles[0] === role), ...own.filter(({ roles }) => roles[0] !== role)];
}
