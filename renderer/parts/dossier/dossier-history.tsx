// Everything that was done with a dossier, the newest first, and what of it the city does not have yet.

import type { ReactNode } from 'react';
import type { DossierDetail } from '../../../shared/contract/dossier-life.ts';
import { actorWords, eventWords, sentenceOf } from '../care/words-for.ts';
import { Badge } from '../badge.tsx';
import type { Texts } from '../texts/use-texts.tsx';
import { useTexts } from '../texts/use-texts.tsx';

type Entry = DossierDetail['history'][number];

export function DossierHistory({ history, now }: { readonly history: DossierDetail['history']; readonly now: number }): ReactNode {
  const texts = useTexts();
  const { t, moment } = texts;
  return (
    <section className="dossier-history" aria-label={t('care.dossier.history')}>
      <h3>{t('care.dossier.history')}</h3>
      <ol>
        {history.toReversed().map((entry, index) => (
          // Two events may carry the same time and type.
          <li key={`${entry.at} ${entry.type} ${index}`}>
            <p>
              <strong>{eventWords(entry.type, texts)}</strong> <span className="quiet">{t('care.dossier.by', { time: moment(entry.at, now), actor: byWhom(entry, texts) })}</span>
              {!entry.isAtCity && <Badge tone="warning">{t('care.dossier.waits')}</Badge>}
            </p>
            {entry.text !== '' && <p>{historyText(entry, texts)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Whoever was signed in, and where. */
function byWhom({ actor, officer }: Entry, texts: Texts): string {
  const seat = actorWords(actor, texts);
  return officer === '' ? seat : texts.t('care.dossier.officer', { officer, seat });
}

/** A move is told by numbers of the portal; people know the names. */
export function historyText({ type, text }: Entry, texts: Texts): string {
  if (type !== 'dossier.moved') return text;
  const named = (number: string): string => sentenceOf(`common.status.${number}`, texts) ?? number;
  return text.replace(/^(\d+) → (\d+)/, (_, from: string, to: string) => `${named(from)} → ${named(to)}`);
}
