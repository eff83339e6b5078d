// Somebody goes without a dossier: the dialog with form 02 and form 03, the paper looked at, no printer, a reason that is missing; and the list of such papers.

import type { ReactNode } from 'react';
import type { TurnedAway } from '../../../shared/contract/turn-away.ts';
import type { CounterUi } from '../../../renderer/screens/counter/counter-ui.ts';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import { createPageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { createProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { counterModel } from './example-model.ts';
import { checkedVisit, COUNTER, examplePrint, exampleProcedure, exampleVisit, minutesAgo, servingDesk } from './example-point.ts';
import { formScript } from './form-pictures.tsx';
import { stillActs } from './still.ts';

const visit = checkedVisit({ 'to-khai': [1, 0] }, {});
const idle = scriptedClient({});
const printers = { roll: true, system: [{ name: 'van-phong', label: 'Máy in văn phòng HP LaserJet' }], code: null, chosen: null };
const base: TurnedAway = {
  visitId: exampleVisit().visitId, number: 'A025', day: '2026-11-24' as TurnedAway['day'], at: minutesAgo(18), counterId: COUNTER, form: 'supplement', procedureCode: exampleProcedure.code, procedureName: exampleProcedure.name,
  reason: 'Tờ khai chưa có chữ ký của người yêu cầu', papers: ['Giấy chứng sinh'], isPrintable: true, print: examplePrint('printed'),
};
/** What a station answers about sending somebody away. */
export const turnAwayScript: Script = {
  'visit.offer-turn-away': () => ({ papers: exampleProcedure.papers.map(({ paperId, name, required }, index) => ({ paperId, name, isMissing: required && index > 0 })), printers }),
  'visit.preview-turn-away': async () => {
    const drawn = await formScript['form.preview']?.({ dossierId: exampleVisit().visitId as never, form: 'supplement', reason: '', page: 0 });
    return { pages: 1, page: 0, png: drawn?.png ?? '', template: 'shipped', copyNumber: 1 };
  },
  'turn-away.list': () => ({ turnedAway: [base, { ...base, visitId: exampleVisit().ticketId as never, number: 'B007', form: 'refusal', papers: [], at: minutesAgo(26 * 60), reason: 'Không thuộc thẩm quyền giải quyết của xã', print: null }], printers }),
};

function counter(ui: Partial<CounterUi>): ReactNode {
  return <CounterView model={counterModel(servingDesk, visit, { ui })} act={stillActs as CounterActions} finder={createProcedureFinder(idle)} images={createPageImages(idle)} />;
}
function away(name: string, kind: 'turn-away' | 'turned-away', steps: readonly Step[], script: Script = {}): Picture {
  return { name: `counter-away-${name}`, role: 'counter', sizes: ['landscape', 'small'], steps, screen: counter({ dialog: { kind } }), client: () => scriptedClient({ ...turnAwayScript, ...script }) };
}

export const turnAwayPictures: readonly Picture[] = [
  away('papers', 'turn-away', [{ see: 'Giấy tờ cần bổ sung' }]),
  away('reason-missing', 'turn-away', [{ see: 'Giấy tờ cần bổ sung' }, 'Xem phiếu', { see: 'Chưa ghi lý do' }]),
  away('no-printer', 'turn-away', [{ see: 'Chưa có máy in' }], { 'visit.offer-turn-away': () => ({ papers: [], printers: { ...printers, roll: false, system: [] } }) }),
  away('list', 'turned-away', [{ see: 'A025' }]),
  away('list-none', 'turned-away', [{ see: 'Chưa có phiếu nào' }], { 'turn-away.list': () => ({ turnedAway: [], printers }) }),
];
