// Who decides: the point's word on a procedure, then on its field, then the catalogue's; the unit is said by saying nobody.

import { expect, it } from 'vitest';
import { BIRTH } from '../../../../tests/fakes/test-procedures.ts';
import { TestStation } from '../../../../tests/fakes/test-station.ts';
import { authorityFor, authorityOf } from './authority.ts';

const POLICE = 'Công an xã Mẫu';
const BRANCH = 'Chi nhánh Văn phòng đăng ký đất đai';

it('is the first who is named', async () => {
  await using station = new TestStation();
  const { point } = station;
  const of = (deciding: Partial<typeof point.deciding>, authority?: string) => authorityFor({ point: { ...point, deciding: { ...point.deciding, ...deciding } } }, { ...BIRTH, ...(authority === undefined ? {} : { authority }) });
  const fields = [{ field: BIRTH.field, name: POLICE }];
  expect(of({})).toEqual({});
  expect(of({}, BRANCH)).toEqual({ authority: BRANCH });
  expect(of({ fields }, BRANCH)).toEqual({ authority: POLICE });
  expect(of({ fields, procedures: [{ procedureCode: BIRTH.code, name: BRANCH }] })).toEqual({ authority: BRANCH });
  // The unit itself, in so many words.
  expect(of({ fields, procedures: [{ procedureCode: BIRTH.code, name: point.unit.name }] })).toEqual({});
  expect([authorityOf({ point }, {}), authorityOf({ point }, null), authorityOf({ point }, { authority: POLICE })]).toEqual([point.unit.name, point.unit.name, POLICE]);
});
