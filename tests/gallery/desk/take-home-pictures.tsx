// The slip and the codes of a procedure at a counter: with printers, with none, and with papers that no code holds.

import type { ReactNode } from 'react';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import { createPageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { takeHomeOf } from '../../../renderer/screens/counter/procedure/take-home-of.ts';
import { createProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { printSchema } from '../../../shared/contract/queue.ts';
import type { Print } from '../../../shared/contract/queue.ts';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import { allowance, longCode } from '../hall/example-hall.ts';
import type { Picture, Step } from '../picture.ts';
import { counterModel } from './example-model.ts';
import { checkedVisit, servingDesk, uuid } from './example-point.ts';
import { stillActs } from './still.ts';

const idle = scriptedClient({});
const slip = (state: Print['state'], code: Print['code'] = null): Print => printSchema.parse({ printJobId: uuid(5, 7), state, code, attempts: 1 });
const usual: Script = {
  'cover.printers': () => ({ roll: true, system: [{ name: 'van-phong', label: 'Máy in văn phòng HP LaserJet' }], code: null, chosen: null }),
  'take-home.read': () => ({ codes: [longCode, longCode], leftOut: 0 }), 'take-home.print': () => ({ print: slip('queued') }), 'take-home.printed': () => slip('printed'),
};

function screen(): ReactNode {
  const dialog = takeHomeOf(allowance, allowance.papers.at(-1)?.cases?.[0]);
  return <CounterView model={counterModel(servingDesk, checkedVisit({ 'to-khai': [1, 0] }, {}), { ui: { dialog } })} act={stillActs as CounterActions} finder={createProcedureFinder(idle)} images={createPageImages(idle)} />;
}
function picture(name: string, steps: readonly Step[], script: Script = {}): Picture {
  return { name: `counter-take-home${name}`, role: 'counter', sizes: ['landscape', 'small'], steps, screen: screen(), client: () => scriptedClient({ ...usual, ...script }) };
}

export const takeHomePictures: readonly Picture[] = [
  picture('', [{ see: 'Mã 1/2' }]),
  picture('-printed', [{ see: 'Mã 1/2' }, 'In phiếu', { see: 'Đã in phiếu' }]),
  picture('-left-out', [{ see: 'Mã 1/2' }, 'In phiếu', { see: 'không in được' }], { 'take-home.read': () => ({ codes: [longCode, longCode], leftOut: 5 }), 'take-home.printed': () => slip('failed', 'printer.offline') }),
  picture('-no-printer', [{ see: 'chưa có máy in' }], { 'cover.printers': () => ({ roll: false, system: [], code: null, chosen: null }) }),
];
