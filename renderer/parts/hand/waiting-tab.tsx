// Results that lie here, the longest first, with how often their owners were told; and whoever stands there is found by code, card, number or name.

import { useEffect, useEffectEvent, useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import type { HandLine } from '../../../shared/contract/handover.ts';
import type { WaitingResult } from '../../../shared/contract/result.ts';
import { failureOf } from '../../client/call-failed.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { focusFirst } from '../choices.tsx';
import { More } from '../dossier/more.tsx';
import { EmptyState } from '../loading.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { TextField } from '../text-field.tsx';
import { useTexts } from '../texts/use-texts.tsx';
import { HandTable } from './hand-table.tsx';

const DAY_MS = 24 * 3_600_000;

/** `card` is the number of a card that was just read, '' for none: it is looked for at once, and `onCard` says so. */
export function WaitingTab({ card, onCard, waiting, now, onOpen }: { readonly card: string; onCard(): void; readonly waiting: readonly WaitingResult[]; readonly now: number; onOpen(dossierId: DossierId): void }): ReactNode {
  const { t, moment } = useTexts();
  const age = (arrivedAt: number | null): string => {
    if (arrivedAt === null) return t('hand.waiting.unknown');
    const days = Math.floor((now - arrivedAt) / DAY_MS);
    return days < 1 ? t('hand.waiting.today') : t('hand.waiting.days', { count: days });
  };
  return (
    <>
      <Find card={card} onCard={onCard} onOpen={onOpen} />
      {waiting.length === 0 ? (
        <EmptyState icon="check-circle" title={t('hand.waiting.none')} />
      ) : (
        <HandTable lines={waiting} now={now} heads={['hand.waiting.since', 'hand.waiting.place', 'hand.waiting.calls', 'hand.act']}>
          {(line) => (
            <>
              <td className="digits">{age(line.arrivedAt)}</td>
              <td>
                {line.place} {line.kind === 'refusal' && <Badge tone="warning">{t('hand.waiting.refusal')}</Badge>} {line.byPost && <Badge tone="info">{t('hand.waiting.by-post')}</Badge>}
              </td>
              <td>
                {line.phoneMasked !== '' && <p className="digits">{line.phoneMasked}</p>}
                <p className="quiet">
                  {line.lastCall === null ? t('hand.waiting.calls-none') : t('hand.waiting.calls-last', { count: line.calls, manner: t(`hand.call.${line.lastCall.manner}`).toLocaleLowerCase('vi'), time: moment(line.lastCall.at, now) })}
                </p>
              </td>
              <td>
                <Button icon="forward" label={`${t('hand.waiting.open')} ${line.code}`} onPress={() => onOpen(line.dossierId)}>
                  {t('hand.waiting.open')}
                </Button>
              </td>
            </>
          )}
        </HandTable>
      )}
    </>
  );
}

function Find({ card, onCard, onOpen }: { readonly card: string; onCard(): void; onOpen(dossierId: DossierId): void }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const [text, setText] = useState(card);
  const [answer, setAnswer] = useState<{ readonly found: readonly HandLine[]; readonly more: number } | { readonly failure: Failure } | null>(null);
  const find = async (): Promise<void> => {
    try {
      const { found, more } = await client.call('result.find', { text });
      setAnswer({ found, more });
      const [only, ...others] = found;
      if (only !== undefined && others.length === 0) onOpen(only.dossierId);
    } catch (thrown) {
      setAnswer({ failure: failureOf(thrown) });
    }
  };
  const findCard = useEffectEvent(() => {
    void find();
    onCard();
  });
  useEffect(() => {
    if (card !== '') findCard();
  }, [card]);
  return (
    <form
      className="hand-find"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void find();
      }}
    >
      <div className="hand-row">
        <TextField ref={focusFirst} className="hand-find-field" label={t('hand.find')} value={text} maxLength={1000} onChange={setText} />
        <Button icon="search" submit disabled={text.trim() === ''} onPress={() => undefined}>
          {t('hand.find.button')}
        </Button>
      </div>
      {answer !== null && 'failure' in answer && <FailureNotice failure={answer.failure} />}
      {answer !== null && 'found' in answer && answer.found.length === 0 && <Notice tone="warning">{t('hand.find.none')}</Notice>}
      {answer !== null && 'found' in answer && answer.found.length > 1 && (
        <ul className="hand-lists">
          {answer.found.map((line) => (
            <li key={line.dossierId}>
              <button type="button" className="table-link" onClick={() => onOpen(line.dossierId)}>
                {line.code} · {line.procedureName} · {line.applicantName}
              </button>
              <p className="quiet">{t('hand.find.status', { status: t(`common.status.${line.status}`) })}</p>
            </li>
          ))}
        </ul>
      )}
      {answer !== null && 'found' in answer && <p className="quiet"><More more={answer.more} /></p>}
    </form>
  );
}
