// One page of the guide: what it is for, its steps, what to mind, and the screen.

import type { ReactNode } from 'react';
import { Keycap } from '../keycap.tsx';
import type { TextKey } from '../texts/texts.ts';
import { useTexts } from '../texts/use-texts.tsx';
import type { GuidePage as Page } from './guide-pages.ts';
import { partsOf } from './guide-pages.ts';
import { guidePicture } from './guide-pictures.ts';

export function GuidePage({ page }: { readonly page: Page }): ReactNode {
  const { t, language } = useTexts();
  const { title, before, steps, notes } = page[language];
  const picture = guidePicture(page.picture);
  return (
    <article className="guide-page" aria-label={title}>
      <h3>{title}</h3>
      {before.map((sentence) => (
        <p key={sentence}>
          <Sentence text={sentence} />
        </p>
      ))}
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <Sentence text={step} />
          </li>
        ))}
      </ol>
      {notes.length > 0 && (
        <div className="guide-notes">
          <h4>{t('guide.notes')}</h4>
          {notes.map((note) => (
            <p key={note}>
              <Sentence text={note} />
            </p>
          ))}
        </div>
      )}
      {picture !== null && <img src={picture} alt={t('guide.picture')} width={960} height={540} />}
    </article>
  );
}

function Sentence({ text }: { readonly text: string }): ReactNode {
  const { t } = useTexts();
  return partsOf(text).map((part, index) => {
    if (part.kind === 'plain') return part.text;
    // A sentence never changes while it is shown: its parts keep their places.
    if (part.kind === 'key') return <Keycap key={`${String(index)}${part.text}`}>{part.text}</Keycap>;
    return <b key={`${String(index)}${part.text}`}>«{t(part.text as TextKey)}»</b>;
  });
}
