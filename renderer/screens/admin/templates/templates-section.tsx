// The templates of the forms: a list of them, and the one that is chosen with its text, its mistakes and its looks.

import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { PAPER_FORMS } from '../../../../shared/domain/paper/form.ts';
import type { PaperForm } from '../../../../shared/domain/paper/form.ts';
import type { TemplateView } from '../../../../shared/contract/template.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useKeptDrafts } from '../../../parts/staff/kept-words.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { TemplateEditor } from './template-editor.tsx';
import { draftOfWords, wordsOfDraft } from './template-text.ts';
import type { TemplateDraft } from './template-text.ts';
import './templates.css';

const TONES = { shipped: 'neutral', own: 'info', broken: 'warning' } as const satisfies Record<TemplateView['origin'], string>;

export function TemplatesSection({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [picked, setPicked] = useState<PaperForm | null>(null);
  /** Words that are not saved stay while another form or another section is looked at. */
  const [drafts, keep] = useKeptDrafts('template');
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('template.list', {}), again: ['templates.changed'], now: clock }));
  // Whoever comes back sees first what he has not saved.
  const chosen = picked ?? PAPER_FORMS.find((form) => drafts.has(form)) ?? 'receipt';
  const words = drafts.get(chosen);
  const draft = useMemo(() => (words === undefined ? null : draftOfWords(words)), [words]);
  return (
    <section className="card templates" aria-label={t('template.heading')}>
      <h2>{t('template.heading')}</h2>
      <p className="quiet">{t('template.explain')}</p>
      <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
        {({ templates }) => (
          <div className="templates-columns">
            <ul className="templates-list">
              {templates.map(({ form, origin, lacks }) => (
                <li key={form}>
                  <button type="button" className="templates-choice" aria-pressed={form === chosen} onClick={() => setPicked(form)}>
                    <span>{t(`form.name.${form}`)}</span>
                    {lacks.length > 0 && <Badge tone="warning">{t('template.lacks-badge')}</Badge>}
                    {(origin !== 'shipped' || drafts.has(form)) && <Badge tone={drafts.has(form) ? 'warning' : TONES[origin]}>{drafts.has(form) ? t('template.unsaved') : t(`template.origin.${origin}`)}</Badge>}
                  </button>
                </li>
              ))}
            </ul>
            <Chosen key={chosen} form={chosen} now={now} draft={draft} onDraft={(next) => { setPicked(chosen); keep(chosen, next === null ? null : wordsOfDraft(next)); }} />
          </div>
        )}
      </KnownAnswer>
    </section>
  );
}

function Chosen({ form, now, draft, onDraft }: { readonly form: PaperForm; readonly now: number; readonly draft: TemplateDraft | null; onDraft(next: TemplateDraft | null): void }): ReactNode {
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('template.read', { form }), again: ['templates.changed'], now: clock }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(known) => <TemplateEditor known={known} now={now} draft={draft} onDraft={onDraft} onSaved={memory.put} />}
    </KnownAnswer>
  );
}
