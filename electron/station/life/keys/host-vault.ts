// The vault of the operating system as the station reaches it: the shell alone may ask it, so each question goes over the link to the host.

import type { FromStation, ToStation, VaultAnswer, VaultAsk } from '../../../link/parent-link.ts';
import type { Clock } from '../clock.ts';
import { VaultFailed, type KeyVault } from './vault.ts';

/** A wallet may ask the person at the machine for its own password first, in ms. */
const LONGEST_MS = 120_000;

/** The station's end: questions out, answers in. */
export interface HostVault {
  /** Asks the host what it has. A host without a vault gives one that always fails, so that no key is ever written in the open instead. */
  open(): Promise<KeyVault>;
  hear(message: Extract<ToStation, { kind: 'vault' }>): void;
}

export function createHostVault(send: (message: FromStation) => void, clock: Pick<Clock, 'sleep'>): HostVault {
  const waiting = new Map<number, (answer: VaultAnswer) => void>();
  let nextId = 1;

  const ask = async (question: VaultAsk): Promise<VaultAnswer> => {
    const id = nextId;
    nextId += 1;
    const late = new AbortController();
    try {
      return await new Promise<VaultAnswer>((resolve, reject) => {
        waiting.set(id, resolve);
        clock.sleep(LONGEST_MS, late.signal).then(() => reject(new VaultFailed('the host does not answer')), () => undefined);
        send({ kind: 'vault', id, ask: question });
      });
    } finally {
      waiting.delete(id);
      late.abort();
    }
  };

  return {
    open: async () => {
      const described = await ask({ what: 'describe' });
      return {
        kind: 'os',
        name: described.what === 'described' ? described.name : 'none',
        wrap: async (key) => {
          const answer = await ask({ what: 'wrap', key: Buffer.from(key).toString('base64') });
          if (answer.what !== 'wrapped') throw new VaultFailed(detailOf(answer));
          return Buffer.from(answer.sealed, 'base64');
        },
        unwrap: async (sealed) => {
          const answer = await ask({ what: 'unwrap', sealed: Buffer.from(sealed).toString('base64') });
          if (answer.what !== 'unwrapped') throw new VaultFailed(detailOf(answer));
          return { key: Buffer.from(answer.key, 'base64'), isStale: answer.isStale };
        },
      };
    },
    hear: ({ id, answer }) => waiting.get(id)?.(answer),
  };
}

function detailOf(answer: VaultAnswer): string {
  return answer.what === 'failed' ? answer.detail : 'the host answers something else';
}
