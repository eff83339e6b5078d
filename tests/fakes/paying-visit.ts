// A visit for certified copies that is ready for its fee, and the money settings of an invented unit. The account is that of a published sample string.

import type { FieldCode, ProcedureCode, VisitId } from '../../shared/base/ids.ts';
import type { PaymentSettings } from '../../shared/contract/payment-settings.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import { visitHandlers } from '../../electron/station/commands/visit/visit-handlers.ts';
import { LAN } from './test-procedures.ts';
import { atCounter, type TestStation } from './test-station.ts';

/** Two pages cost 2 000 đồng each, every further one 1 000. */
export const COPIES: Procedure = {
  code: '2.000815' as ProcedureCode, name: 'Chứng thực bản sao từ bản chính', field: 'A' as FieldCode, sector: 'Chứng thực', timeLimit: { unit: 'same-day', text: 'Trong ngày' },
  feeText: '2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang, tối đa thu không quá 200.000 đồng/bản', result: 'Bản sao được chứng thực',
  papers: [{ paperId: 'ban-chinh', name: 'Bản chính', originals: 1, copies: 0, required: true, note: '' }],
};

export const MONEY: PaymentSettings = {
  account: { bankNumber: '970403', bankName: 'Ngân hàng mẫu', account: '0011012345678', holder: 'UBND XA PHU XUYEN' },
  receiptBook: { symbol: 'AA/26P', volume: '03', first: 1, last: 9_999_999 },
  reversal: 'admin',
};

/** Person, procedure and papers are there. The station must know `COPIES`. */
export async function serveForCopies(station: TestStation, counterId = 1): Promise<VisitId> {
  const visits = visitHandlers({ stateOf: () => null, isScanning: () => false } as never);
  const caller = atCounter(counterId);
  const visitId = await station.serve(counterId);
  await station.call('visit.set-person', visits['visit.set-person'], caller, { visitId, person: LAN });
  await station.call('visit.choose-procedure', visits['visit.choose-procedure'], caller, { visitId, procedureCode: COPIES.code });
  await station.call('visit.check-paper', visits['visit.check-paper'], caller, { visitId, paperId: 'ban-chinh', originals: 1, copies: 0 });
  return visitId;
}
