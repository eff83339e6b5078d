// The copies of the store, to put one in the place of what does not open: the last way, since what came after the copy has to come back from the city.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Backup } from '../../../shared/contract/care.ts';
import { Button } from '../../parts/button.tsx';
import { useServices } from '../../parts/services.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';

/** The older ones are for the technical team's command. */
const SHOWN = 4;

interface BackupStepProps {
  readonly backups: readonly Backup[];
  readonly mayRestore: boolean;
  readonly busy: boolean;
  readonly disabled: boolean;
  readonly onRestore: (name: string) => void;
}

export function BackupStep({ backups, mayRestore, busy, disabled, onRestore }: BackupStepProps): ReactNode {
  const texts = useTexts();
  const { now } = useServices();
  const { t } = texts;
  // One touch chooses, the second does it: it cannot be taken back by the person who did it.
  const [chosen, setChosen] = useState<string | null>(null);
  if (backups.length === 0) return <p>{t('recovery.restore.none')}</p>;
  return (
    <>
      <p>{t('recovery.restore.body')}</p>
      <ul className="recovery-backups">
        {backups.slice(0, SHOWN).map(({ name, at, lastSequence, place }) => (
          <li key={name}>
            <span>{t(`recovery.restore.${place}`, { at: texts.moment(at, now()), sequence: lastSequence })}</span>
            {mayRestore && (
              <Button kind={chosen === name ? 'danger' : 'plain'} busy={busy && chosen === name} disabled={disabled} onPress={() => (chosen === name ? onRestore(name) : setChosen(name))}>
                {t(chosen === name ? 'recovery.restore.confirm' : 'recovery.restore.act')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!mayRestore && <p className="recovery-quiet">{t('recovery.restore.admin-only')}</p>}
    </>
  );
}
