// Over every screen of a machine whose settings cannot be used: each wrong place with its line, and a button to read the file again.

import { useState } from 'react';
import type { ReactNode } from 'react';
import type { HostState, Trouble } from '../../../shared/contract/host.ts';
import type { Failure } from '../../../shared/contract/command.ts';
import { failureOf } from '../../client/call-failed.ts';
import type { Client } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { FailureNotice } from '../../parts/notice.tsx';
import { useTexts } from '../../parts/texts/use-texts.tsx';
import { isStaff } from './host-state.ts';
import { PublicPause } from './public-pause.tsx';
import { ShellLine } from './shell-line.tsx';

interface SettingsTroubleProps {
  readonly client: Client;
  readonly host: HostState;
  readonly trouble: Extract<Trouble, { kind: 'settings' }>;
}

export function SettingsTrouble({ client, host, trouble }: SettingsTroubleProps): ReactNode {
  const { t, language } = useTexts();
  const [refused, setRefused] = useState<Failure | null>(null);
  const [first] = trouble.problems;
  if (!isStaff(host)) return <PublicPause host={host} code={first === undefined ? 'settings' : `${first.code} ${String(first.line)}:${String(first.column)}`} />;
  return (
    <main className="host-cover">
      <div className="host-words">
        <h1>{t('host.settings.title')}</h1>
        <p>{t('host.settings.body')}</p>
        <p className="digits">{trouble.file}</p>
        <ol className="host-problems">
          {trouble.problems.map(({ line, column, where, words, text, mark: { from, length } }) => (
            <li key={`${String(line)}:${String(column)}:${where}:${words.en}`}>
              <strong>{t('host.settings.place', { line, column })}</strong> {where !== '' && <span className="digits">{where}</span>}
              <p>{words[language]}</p>
              <p lang={language === 'vi' ? 'en' : 'vi'} className="host-other">{words[language === 'vi' ? 'en' : 'vi']}</p>
              {text !== '' && (
                <code>
                  {text.slice(0, from)}
                  <mark>{text.slice(from, from + length)}</mark>
                  {text.slice(from + length)}
                </code>
              )}
            </li>
          ))}
        </ol>
        <p>
          <Button kind="primary" size="touch" icon="repeat" onPress={() => void client.call('host.retry', {}).catch((thrown: unknown) => setRefused(failureOf(thrown)))}>
            {t('host.settings.again')}
          </Button>
        </p>
        {refused !== null && <FailureNotice failure={refused} />}
        <ShellLine host={host} />
      </div>
    </main>
  );
}
