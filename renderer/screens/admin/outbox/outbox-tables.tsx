// The lists of the outbox: events and scans on their way.

import type { ReactNode } from 'react';
import type { Outbox } from '../../../../shared/contract/admin.ts';
import { localFailure } from '../../../client/call-failed.ts';
import { FailureWords } from '../../../parts/notice.tsx';
import { useTexts } from '../../../parts/texts/use-texts.tsx';
import { ageWords, eventWords, sizeWords } from '../../../parts/care/words-for.ts';

interface OutboxProps {
  readonly outbox: Outbox;
  readonly now: number;
}

function Heads({ heads }: { readonly heads: readonly string[] }): ReactNode {
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function WaitingEvents({ outbox, now }: OutboxProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { waiting, sync } = outbox;
  return (
    <section className="card" aria-label={t('admin.outbox.events')}>
      <h2>{t('admin.outbox.events')}</h2>
      {waiting.length === 0 && <p className="quiet">{t('admin.outbox.events-empty')}</p>}
      {waiting.length > 0 && waiting.length < sync.waitingEvents && <p className="quiet">{t('admin.outbox.first-of', { count: waiting.length, total: sync.waitingEvents })}</p>}
      {waiting.length > 0 && (
        <table className="table">
          <Heads heads={[t('admin.outbox.sequence'), t('admin.outbox.what'), t('admin.outbox.label'), t('admin.outbox.age')]} />
          <tbody>
            {waiting.map(({ sequence, type, at, label }) => (
              <tr key={sequence}>
                <td className="digits">{sequence}</td>
                <td>{eventWords(type, texts)}</td>
                <td className="digits">{label}</td>
                <td className="table-code">{ageWords(at, now, texts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function WaitingScans({ outbox, now }: OutboxProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const { scans, sync } = outbox;
  return (
    <section className="card" aria-label={t('admin.outbox.scans')}>
      <h2>{t('admin.outbox.scans')}</h2>
      {scans.length === 0 && <p className="quiet">{t('admin.outbox.scans-empty')}</p>}
      {scans.length > 0 && scans.length < sync.waitingScans && <p className="quiet">{t('admin.outbox.first-of', { count: scans.length, total: sync.waitingScans })}</p>}
      {scans.length > 0 && (
        <table className="table">
          <Heads heads={[t('admin.outbox.label'), t('admin.outbox.size'), t('admin.outbox.attempts'), t('admin.outbox.age')]} />
          <tbody>
            {scans.map(({ label, bytes, sent = 0, at, attempts, code }, index) => (
              // Pages of one dossier share its label and may share size and time.
              <tr key={`${label}-${at}-${index}`}>
                <td className="digits">
                  {label}
                  {code !== null && (
                    <p className="table-why">
                      <FailureWords failure={localFailure(code)} />
                    </p>
                  )}
                </td>
                <td className="digits table-code">{sent === 0 ? sizeWords(bytes, texts) : t('admin.outbox.sent-of', { sent: sizeWords(sent, texts), size: sizeWords(bytes, texts) })}</td>
                <td className="digits">{attempts}</td>
                <td className="table-code">{ageWords(at, now, texts)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
