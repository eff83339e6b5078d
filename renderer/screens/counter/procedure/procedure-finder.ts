// Looking for a procedure while typing: the last text asked wins, and details are read once each.

import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { FieldCode, ProcedureCode } from '../../../../shared/base/ids.ts';
import type { Failure } from '../../../../shared/contract/command.ts';
import type { Procedure, ProcedureSummary } from '../../../../shared/contract/procedure.ts';
import { failureOf } from '../../../client/call-failed.ts';
import type { Client } from '../../../client/client.ts';

export interface Findings {
  /** What these results answer; null before the first. */
  readonly text: string | null;
  readonly procedures: readonly ProcedureSummary[];
  readonly total: number;
  readonly searching: boolean;
  readonly failure: Failure | null;
  readonly details: Readonly<Record<string, Procedure>>;
}

export interface ProcedureFinder {
  readonly store: StoreApi<Findings>;
  /** Without text: the usual ones of `field`. */
  search(text: string, field: FieldCode | null): void;
  /** Makes time limit, fee and papers of one procedure known. */
  read(code: ProcedureCode): void;
}

/** As many as a list of choices can bear. */
const LIMIT = 30;

export const nothingFound: Findings = { text: null, procedures: [], total: 0, searching: false, failure: null, details: {} };

export function createProcedureFinder(client: Pick<Client, 'call'>): ProcedureFinder {
  const store = createStore<Findings>(() => nothingFound);
  const reading = new Set<ProcedureCode>();
  let asked = 0;

  async function find(text: string, field: FieldCode | null): Promise<void> {
    asked += 1;
    const own = asked;
    // A search that begins anew shows nothing of the one before, which was another citizen's.
    store.setState(({ text: before }) => (text === '' && before !== '' ? { text: null, procedures: [], total: 0, searching: true } : { searching: true }));
    try {
      const found = await client.call('procedure.search', { text, field: text === '' ? field : null, limit: LIMIT });
      if (own === asked) store.setState({ ...found, text, searching: false, failure: null });
    } catch (thrown) {
      if (own === asked) store.setState({ searching: false, failure: failureOf(thrown) });
    }
  }

  async function readOne(code: ProcedureCode): Promise<void> {
    if (reading.has(code) || Object.hasOwn(store.getState().details, code)) return;
    reading.add(code);
    try {
      const procedure = await client.call('procedure.read', { code });
      store.setState(({ details }) => ({ details: { ...details, [code]: procedure } }));
    } catch (thrown) {
      store.setState({ failure: failureOf(thrown) });
    } finally {
      reading.delete(code);
    }
  }

  return {
    store,
    search: (text, field) => void find(text.trim(), field),
    read: (code) => void readOne(code),
  };
}
