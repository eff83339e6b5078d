// Keeps a dossier on the screen as fresh as the station knows it: asked again when something was sent or learned, and when the station is back.

import { useEffect, useState } from 'react';
import type { CommandInput } from '../../../../shared/contract/commands.ts';
import type { LookUpResult } from '../../../../shared/contract/dossier.ts';
import { useServices } from '../../../parts/services.tsx';

/** What the station answered last. A try that fails leaves it as it was: the screen says beside it since when there is no connection. */
export function useFreshResult(first: LookUpResult, asked: CommandInput<'dossier.look-up'>): LookUpResult {
  const { client } = useServices();
  const [result, setResult] = useState(first);
  useEffect(() => {
    let isCurrent = true;
    let latest = 0;
    const again = async (): Promise<void> => {
      latest += 1;
      const mine = latest;
      const next = await client.call('dossier.look-up', asked).catch(() => null);
      if (isCurrent && mine === latest && next !== null) setResult(next);
    };
    const ends = [client.on('sync.changed', () => void again()), client.onConnection(({ kind }) => void (kind === 'open' && again()))];
    return () => {
      isCurrent = false;
      for (const end of ends) end();
    };
  }, [client, asked]);
  return result;
}
