// What became of storing: done, or what somebody with the right to the file has to put in.

import type { ReactNode } from 'react';
import type { Stored } from '../../../../shared/contract/setup.ts';
import { Notice } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function StoredNotice({ stored, file }: { readonly stored: Stored; readonly file: string }): ReactNode {
  const { t, language } = useTexts();
  return (
    <Notice tone={stored.kind === 'stored' ? 'success' : 'warning'} title={t(`setup.stored.${stored.kind}`)}>
      {stored.kind !== 'stored' && (
        <>
          {stored.words.length > 0 && (
            <ul className="plain-list">
              {stored.words.map((words) => (
                <li key={words.en}>{words[language]}</li>
              ))}
            </ul>
          )}
          {stored.text !== '' && (
            <>
              <p>{t('setup.hand-over', { file })}</p>
              <textarea className="setup-text digits" readOnly rows={Math.min(10, stored.text.split('\n').length)} value={stored.text} aria-label={t('setup.hand-over', { file })} onFocus={(event) => event.target.select()} />
            </>
          )}
        </>
      )}
    </Notice>
  );
}
