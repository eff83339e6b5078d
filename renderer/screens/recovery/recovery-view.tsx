// Recovery as officers see it: what happened, that nothing is thrown away, and the steps that help, the easiest first.

import type { ReactNode } from 'react';
import type { Failure } from '../../../shared/contract/command.ts';
import type { Point } from '../../../shared/contract/point.ts';
import type { Recovery } from '../../../shared/contract/recovery.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { FailureNotice, Notice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { BackupStep } from './backup-step.tsx';
import { SalvageStep } from './salvage-step.tsx';
import { KeyStep, PassphraseStep } from './key-steps.tsx';
import './recovery.css';

export type RecoveryStep = 'retry' | 'passphrase' | 'key' | 'restore' | 'salvage';

export interface RecoveryActions {
  readonly retry: () => void;
  readonly passphrase: (passphrase: string) => void;
  readonly key: (text: string) => void;
  readonly restore: (name: string) => void;
  readonly salvage: () => void;
}

export interface RecoveryViewProps {
  readonly point: Point;
  readonly recovery: Recovery;
  /** The step that is under way. */
  readonly busy: RecoveryStep | null;
  readonly refused: { readonly step: RecoveryStep; readonly failure: Failure } | null;
  readonly act: RecoveryActions;
}

export function RecoveryView({ point, recovery, busy, refused, act }: RecoveryViewProps): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  const hasPassphrase = recovery.wraps.some(({ kind }) => kind === 'passphrase');
  // What a newer program wrote, no key and no older copy helps with.
  const isNewer = recovery.code === 'store.newer';
  // The store's files belong to the salvage until it has ended.
  const isHeld = busy !== null || recovery.salvage.since !== null;
  const step = (name: RecoveryStep) => ({ busy: busy === name, disabled: isHeld, refusal: refused?.step === name ? <FailureNotice failure={refused.failure} /> : null });
  return (
    <main className="recovery">
      <header className="recovery-head">
        <p>{point.unit.name}</p>
        <h1>{t('recovery.title')}</h1>
        <p>{t(isNewer ? 'recovery.why.newer' : recovery.code === 'store.key-missing' ? 'recovery.why.key' : 'recovery.why.store')}</p>
      </header>
      <Notice tone="success" heard="none" title={t('recovery.safe.title')}>
        {t('recovery.safe.body')}
      </Notice>
      <ol className="recovery-steps">
        <Step title={t('recovery.retry.title')} refusal={step('retry').refusal}>
          <p>{t(isNewer ? 'recovery.retry.newer' : 'recovery.retry.body')}</p>
          <p className="recovery-quiet">{t('recovery.retry.tried', { count: recovery.attempts, at: texts.time(recovery.triedAt) })}</p>
          <Button kind="primary" icon="repeat" busy={busy === 'retry'} disabled={isHeld} onPress={act.retry}>
            {t('recovery.retry.act')}
          </Button>
        </Step>
        {!isNewer && hasPassphrase && (
          <Step title={t('recovery.passphrase.title')} refusal={step('passphrase').refusal}>
            <PassphraseStep {...step('passphrase')} onTry={act.passphrase} />
          </Step>
        )}
        {!isNewer && (
          <Step title={t('recovery.key.title')} refusal={step('key').refusal}>
            <KeyStep {...step('key')} recovery={recovery} onTry={act.key} />
          </Step>
        )}
        {!isNewer && (
          <Step title={t('recovery.restore.title')} refusal={step('restore').refusal}>
            <BackupStep {...step('restore')} backups={recovery.backups} mayRestore={point.caller.role === 'admin'} onRestore={act.restore} />
          </Step>
        )}
        {/* Without a key nothing can be read, and a store that is only locked has nothing to be saved from. */}
        {recovery.code === 'store.failed' && (
          <Step title={t('recovery.salvage.title')} refusal={step('salvage').refusal}>
            <SalvageStep {...step('salvage')} salvage={recovery.salvage} mayBegin={point.caller.role === 'admin'} onBegin={act.salvage} />
          </Step>
        )}
      </ol>
      <Findings recovery={recovery} phone={point.unit.phone} />
    </main>
  );
}

function Step({ title, refusal, children }: { readonly title: string; readonly refusal: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <li className="recovery-step">
      <h2>{title}</h2>
      {children}
      {refusal}
    </li>
  );
}

/** For the technical team on the phone: the code, the vault, every file and how it turned out. */
function Findings({ recovery, phone }: { readonly recovery: Recovery; readonly phone: string }): ReactNode {
  const { t } = useTexts();
  return (
    <section className="recovery-findings">
      <h2>{t('recovery.findings.title')}</h2>
      <p>
        <Icon name="phone" /> {t('recovery.findings.call', { phone })}
      </p>
      <ul>
        <li>{t('recovery.findings.code', { code: recovery.code, vault: recovery.vault })}</li>
        <li>{t('recovery.findings.folder', { folder: recovery.dataFolder })}</li>
        {recovery.wraps.length === 0 && <li>{t('recovery.findings.no-wrap')}</li>}
        {recovery.wraps.map(({ name, state }) => (
          <li key={name}>
            {name}: {t(`recovery.wrap.${state}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}
