// The papers and the result of a dossier with their states of digitisation, and each signed file with what a look at it finds.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { DossierId } from '../../../shared/base/ids.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import type { Digitisation, SignatureVerdict } from '../../../shared/contract/signing.ts';
import { failureOf } from '../../client/call-failed.ts';
import { Badge } from '../badge.tsx';
import { Button } from '../button.tsx';
import { FailureNotice, Notice } from '../notice.tsx';
import { useServices } from '../services.tsx';
import { formatDate, formatTime } from '../texts/format.ts';
import { useTexts } from '../texts/use-texts.tsx';

export function DigitisedParts({ dossierId, digitisation }: { readonly dossierId: DossierId; readonly digitisation: Digitisation }): ReactNode {
  const { t } = useTexts();
  const { papers, result, signed } = digitisation;
  return (
    <div className="dossier-columns">
      <section aria-label={t('care.sign.states')}>
        <h3>{t('care.sign.states')}</h3>
        <ul className="dossier-states">
          {papers.map(({ name, state, files }, index) => (
            <li key={index}>
              <span>{name}</span>
              <Badge tone={state === 0 ? 'warning' : 'success'}>{t(`care.sign.state.${state}`, { files })}</Badge>
            </li>
          ))}
          <li>
            <strong>{t('care.sign.result-name')}</strong>
            <Badge tone={result.state === 0 ? 'neutral' : 'success'}>{t(`care.sign.state.${result.state}`, { files: result.files })}</Badge>
          </li>
        </ul>
      </section>
      <section aria-label={t('care.sign.signed')}>
        <h3>{t('care.sign.signed')}</h3>
        {signed.length === 0 && <p className="quiet">{t('care.sign.none')}</p>}
        {signed.map((one) => <SignedFile key={one.documentId} dossierId={dossierId} signed={one} />)}
      </section>
    </div>
  );
}

function SignedFile({ dossierId, signed }: { readonly dossierId: DossierId; readonly signed: Digitisation['signed'][number] }): ReactNode {
  const { t } = useTexts();
  const { client } = useServices();
  const [found, setFound] = useState<{ readonly kind: 'none' | 'asking' } | { readonly kind: 'found'; readonly verdict: SignatureVerdict } | { readonly kind: 'failed'; readonly failure: Failure }>({ kind: 'none' });
  const { documentId, part, format, name, organisation, issuer, signedAt, isHere } = signed;
  const look = (): void => {
    setFound({ kind: 'asking' });
    client.call('signing.verify', { dossierId, documentId }).then((verdict) => setFound({ kind: 'found', verdict }), (error: unknown) => setFound({ kind: 'failed', failure: failureOf(error) }));
  };
  return (
    <div className="dossier-signed">
      <p><strong>{t(part === 'papers' ? 'care.sign.of-papers' : 'care.sign.of-result')}</strong> · {t(`care.sign.format.${format}`)}</p>
      <p>{organisation === '' || organisation === name ? name : `${name} – ${organisation}`}</p>
      <p className="quiet">{t('care.sign.by', { issuer, at: `${formatTime(signedAt)} ${formatDate(signedAt)}` })}</p>
      {found.kind === 'found' && <Verdict verdict={found.verdict} />}
      {found.kind === 'failed' && <FailureNotice failure={found.failure} />}
      {isHere ? <Button icon="search" busy={found.kind === 'asking'} onPress={look}>{t('care.sign.look')}</Button> : <p className="quiet">{t('care.sign.at-city')}</p>}
    </div>
  );
}

/** Green only for what is whole, in time and by somebody whom the unit trusts; revocation is said to be unknown in every case. */
export function Verdict({ verdict: { integrity, signer } }: { readonly verdict: SignatureVerdict }): ReactNode {
  const { t } = useTexts();
  if (integrity !== 'intact') return <Notice tone="danger" title={t('care.sign.verdict.bad')}>{t(`care.sign.integrity.${integrity}`)}</Notice>;
  const isGood = signer?.inTime === 'yes' && signer.chain === 'trusted';
  return (
    <Notice tone={isGood ? 'success' : 'warning'} title={t('care.sign.integrity.intact')}>
      {signer !== null && `${t(`care.sign.time.${signer.inTime}`, { from: formatDate(signer.validFrom), to: formatDate(signer.validTo) })} ${t(`care.sign.chain.${signer.chain}`)} `}
      {t('care.sign.revocation')}
    </Notice>
  );
}
