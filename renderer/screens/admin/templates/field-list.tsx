// The fields that a template of this form may name, put into the text at a press.

import type { ReactNode } from 'react';
import type { TemplateView } from '../../../../shared/contract/template.ts';
import { useTexts } from '../../../parts/texts/use-texts.tsx';

export function FieldList({ known: { texts, lists }, onInsert }: { readonly known: TemplateView; onInsert(name: string): void }): ReactNode {
  const { t } = useTexts();
  const names = (all: readonly string[]): ReactNode => (
    <div className="template-fields">
      {all.map((name) => (
        <button key={name} type="button" className="template-field" onClick={() => onInsert(name)}>
          {name}
        </button>
      ))}
    </div>
  );
  return (
    <details>
      <summary>{t('template.fields')}</summary>
      {names(texts)}
      {Object.entries(lists).map(([list, columns]) => (
        <div key={list}>
          <p className="quiet">{t('template.fields-of', { list })}</p>
          {names(columns)}
        </div>
      ))}
    </details>
  );
}
