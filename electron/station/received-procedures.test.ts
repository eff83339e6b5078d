// What the point receives is counted from its own dossiers, and not at every keystroke.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProcedureCode } from '../../shared/base/ids.ts';
import { TestStation } from '../../tests/fakes/test-station.ts';
import type { LoadedCatalogue, Received } from './catalogue/load-catalogue.ts';
import { rankedByReceived } from './received-procedures.ts';

const CODE = '1.001193' as ProcedureCode;
let station: TestStation;
beforeEach(() => void (station = new TestStation()));
afterEach(() => station[Symbol.asyncDispose]());

it('is told to the search, counted again after a quarter of an hour', () => {
  const { database, clock } = station.context;
  const told: number[] = [];
  const loaded: Pick<LoadedCatalogue, 'read' | 'search'> = {
    read: () => null,
    search: (_text, _field, _limit, received?: Received) => {
      told.push(received?.(CODE) ?? -1);
      return { procedures: [], total: 0 };
    },
  };
  const catalogue = rankedByReceived(loaded, database, clock);
  let made = 0;
  const receive = (): void =>
    database.write((store) => {
      made += 1;
      store.run(
        `INSERT INTO dossier (dossier_id, visit_id, provisional_code, procedure_code, procedure_name, applicant_name, applicant_id, ticket_number, counter_id, status, received_at, due_at, opened_op)
         VALUES (printf('%08x-0003-7000-8000-%012x', $n, $n), printf('%08x-0002-7000-8000-%012x', $n, $n), printf('T149-K1-%06d-X', $n), $code, 'Đăng ký khai sinh', '', '', 'A001', 1, 2, 1, 2, printf('%08x-0010-7000-8000-%012x', $n, $n))`,
        { n: made, code: CODE },
      );
    });
  catalogue.search('khai', null, 1);
  receive();
  receive();
  catalogue.search('khai sinh', null, 1);
  station.clock.advance(16 * 60_000);
  catalogue.search('khai sinh', null, 1);
  expect(told).toEqual([0, 0, 2]);
});
