// What an officer is told of a new catalogue.

import { describe, expect, it } from 'vitest';
import type { ProcedureCode } from '../../base/ids.ts';
import { catalogueChanges } from './changes.ts';
import type { ComparedProcedure } from './changes.ts';

const BIRTH: ComparedProcedure = {
  code: '1.001193' as ProcedureCode, name: 'Đăng ký khai sinh', feeText: '8.000 đồng', timeLimit: { text: '1 ngày làm việc' }, result: 'Giấy khai sinh',
  papers: [{ paperId: 'to-khai', name: 'Tờ khai', originals: 1, copies: 0, required: true }, { paperId: 'giay-chung-sinh', name: 'Giấy chứng sinh', originals: 1, copies: 0, required: true }],
};
const DEATH: ComparedProcedure = { ...BIRTH, code: '1.000656' as ProcedureCode, name: 'Đăng ký khai tử' };

describe('the changes of a catalogue', () => {
  it('are none where only the order is another', () => {
    expect(catalogueChanges([BIRTH, DEATH], [DEATH, BIRTH])).toEqual([]);
  });

  it('say fee and time before and after', () => {
    expect(catalogueChanges([BIRTH], [{ ...BIRTH, feeText: '10.000 đồng', timeLimit: { text: '2 ngày làm việc' } }])).toEqual([
      { code: '1.001193', name: 'Đăng ký khai sinh', kind: 'changed', differences: [{ what: 'fee', before: '8.000 đồng', after: '10.000 đồng' }, { what: 'time', before: '1 ngày làm việc', after: '2 ngày làm việc' }] },
    ]);
  });

  it('name a paper that came, one that went, and one that is asked for otherwise', () => {
    const after: ComparedProcedure = { ...BIRTH, papers: [{ paperId: 'to-khai', name: 'Tờ khai', originals: 0, copies: 2, required: true }, { paperId: 'can-cuoc', name: 'Căn cước', originals: 0, copies: 1, required: false, cases: ['Trường hợp ủy quyền'] }] };
    expect(catalogueChanges([BIRTH], [after])[0]?.differences).toEqual([
      { what: 'paper', before: 'Tờ khai (1 bản chính; bắt buộc)', after: 'Tờ khai (2 bản sao; bắt buộc)' },
      { what: 'paper-added', before: '', after: 'Căn cước (1 bản sao; Trường hợp ủy quyền)' },
      { what: 'paper-gone', before: 'Giấy chứng sinh (1 bản chính; bắt buộc)', after: '' },
    ]);
  });

  it('put what changed first, then what ended, then what is new', () => {
    const renamed = { ...BIRTH, name: 'Khai sinh' };
    expect(catalogueChanges([BIRTH, DEATH], [{ ...DEATH, code: '2.000815' as ProcedureCode, name: 'Sao y' }, renamed]).map(({ kind, name }) => [kind, name])).toEqual([['changed', 'Khai sinh'], ['ended', 'Đăng ký khai tử'], ['new', 'Sao y']]);
  });
});
