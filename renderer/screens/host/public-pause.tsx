// What citizens see while their machine cannot serve: who helps them, and in small words what a technician wants to know.

import type { ReactNode } from 'react';
import type { HostState } from '../../../shared/contract/host.ts';
import { Icon } from '../../parts/icons.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { ShellLine } from './shell-line.tsx';

/** A telephone number is read as one. */
const NO_BREAK = '\u00a0';

export function PublicPause({ host, code }: { readonly host: HostState; readonly code: string }): ReactNode {
  const { t } = useTexts();
  return (
    <main className="host-cover" data-public="true">
      <div className="host-words">
        <Icon name="door" />
        <h1>{t('host.public.title')}</h1>
        <p>{t('host.public.body')}</p>
        {host.unit !== null && host.unit.phone !== '' && <p>{t('host.public.call', { name: host.unit.name, phone: host.unit.phone.replaceAll(' ', NO_BREAK) })}</p>}
        <p className="failure-code">{t('host.public.code', { code })}</p>
        <ShellLine host={host} />
      </div>
    </main>
  );
}
