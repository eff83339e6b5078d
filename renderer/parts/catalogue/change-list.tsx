// What a catalogue has otherwise than another, procedure by procedure, with what an officer told citizens before and tells them now.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CatalogueChange, CatalogueView } from '../../../shared/contract/catalogue.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf } from '../../client/call-failed.ts';
import { Badge } from '../badge.tsx';
import type { Tone } from '../badge.tsx';
import { Button } from '../button.tsx';
import { EmptyState } from '../loading.tsx';
import { FailureNotice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import './catalogue.css';

const TONES: Readonly<Record<CatalogueChange['kind'], Tone>> = { changed: 'warning', ended: 'danger', new: 'success' };
const KINDS = ['changed', 'ended', 'new'] as const;

/** How many changes there are, of every kind. */
export function countOfChanges({ counts }: Pick<CatalogueView, 'counts'>): number {
  return counts.changed + counts.ended + counts.new;
}

/** To be given `since` as its key: what was read on belongs to one catalogue. */
export function ChangeList({ view }: { readonly view: CatalogueView }): ReactNode {
  const { t, number } = useTexts();
  const { client } = useServices();
  const [more, setMore] = useState<readonly CatalogueChange[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setBusy] = useState(false);
  const changes = [...view.changes, ...more];
  const left = countOfChanges(view) - changes.length;
  const readOn = (): void => {
    setBusy(true);
    setFailure(null);
    client
      .call('catalogue.read', { from: changes.length })
      .then(({ since, changes: next }) => setMore((before) => (since === view.since ? [...before, ...next] : before)), (thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <ChangeRows counts={view.counts} changes={changes} />
      {failure !== null && <FailureNotice failure={failure} />}
      {left > 0 && (
        <Button icon="forward" busy={isBusy} onPress={readOn}>
          {t('catalogue.more', { count: number(left) })}
        </Button>
      )}
    </>
  );
}

/** The changes that are there, below how many there are of each kind. */
export function ChangeRows({ counts, changes }: { readonly counts: CatalogueView['counts']; readonly changes: readonly CatalogueChange[] }): ReactNode {
  const { t, number } = useTexts();
  if (changes.length === 0) return <EmptyState icon="check-circle" title={t('catalogue.changes.none')} />;
  return (
    <>
      <p className="change-counts">
        {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
          <Badge key={kind} tone={TONES[kind]}>
            {t(`catalogue.count.${kind}`, { count: number(counts[kind]) })}
          </Badge>
        ))}
      </p>
      <ul className="changes">
        {changes.map((change) => (
          <Change key={`${change.kind} ${change.code}`} change={change} />
        ))}
      </ul>
    </>
  );
}

function Change({ change: { code, name, kind, differences } }: { readonly change: CatalogueChange }): ReactNode {
  const { t } = useTexts();
  return (
    <li className="change">
      <p className="change-head">
        <Badge tone={TONES[kind]}>{t(`catalogue.kind.${kind}`)}</Badge>
        <strong>{name}</strong>
        <span className="digits quiet">{code}</span>
      </p>
      {differences.length > 0 && (
        <dl className="change-facts">
          {differences.map(({ what, before, after }, index) => (
            <div key={`${what} ${index}`}>
              <dt>{t(`catalogue.what.${what}`)}</dt>
              {what !== 'paper-added' && (
                <dd className="change-was">
                  <small>{t('catalogue.was')}</small> {before === '' ? t('catalogue.nothing') : before}
                </dd>
              )}
              {what !== 'paper-gone' && (
                <dd>
                  <small>{t('catalogue.is')}</small> {after === '' ? t('catalogue.nothing') : after}
                </dd>
              )}
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
