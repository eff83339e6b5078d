// The templates of the forms: a list of them, and the one that is chosen with its text, its mistakes and its looks.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PaperForm } from '../../../../shared/domain/paper/form.ts';
import type { TemplateView } from '../../../../shared/contract/template.ts';
import { remember } from '../../../client/remembered.ts';
import { Badge } from '../../../parts/badge.tsx';
import { useMemory } from '../../../parts/services.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { KnownAnswer } from '../known-answer.tsx';
import { TemplateEditor } from './template-editor.tsx';
import './templates.css';

const TONES = { shipped: 'neutral', own: 'info', broken: 'warning' } as const satisfies Record<TemplateView['origin'], string>;

export function TemplatesSection({ now }: { readonly now: number }): ReactNode {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<PaperForm>('receipt');
  /** Words that are not saved stay while another form is looked at. */
  const [drafts, setDrafts] = useState<ReadonlyMap<PaperForm, string>>(new Map());
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('template.list', {}), again: ['templates.changed'], now: clock }));
  const keep = (form: PaperForm, text: string | null): void => setDrafts((before) => new Map([...before].filter(([other]) => other !== form).concat(text === null ? [] : [[form, text]])));
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
                  <button type="button" className="templates-choice" aria-pressed={form === chosen} onClick={() => setChosen(form)}>
                    <span>{t(`form.name.${form}`)}</span>
                    {lacks.length > 0 && <Badge tone="warning">{t('template.lacks-badge')}</Badge>}
                    {(origin !== 'shipped' || drafts.has(form)) && <Badge tone={drafts.has(form) ? 'warning' : TONES[origin]}>{drafts.has(form) ? t('template.unsaved') : t(`template.origin.${origin}`)}</Badge>}
                  </button>
                </li>
              ))}
            </ul>
            <Chosen key={chosen} form={chosen} now={now} draft={drafts.get(chosen) ?? null} onDraft={(text) => keep(chosen, text)} />
          </div>
        )}
      </KnownAnswer>
    </section>
  );
}

function Chosen({ form, now, draft, onDraft }: { readonly form: PaperForm; readonly now: number; readonly draft: string | null; onDraft(text: string | null): void }): ReactNode {
  const [answer, memory] = useMemory(({ client, now: clock }) => remember(client, { read: () => client.call('template.read', { form }), again: ['templates.changed'], now: clock }));
  return (
    <KnownAnswer answer={answer} now={now} onAgain={memory.refresh}>
      {(known) => <TemplateEditor known={known} now={now} draft={draft} onDraft={onDraft} onSaved={memory.put} />}
    </KnownAnswer>
  );
}
