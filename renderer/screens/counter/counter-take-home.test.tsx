// The slip and the codes of a procedure at the counter: from the search and from the chosen one, by the button and by Alt T.

import { act } from 'react';
import { afterEach, expect, test } from 'vitest';
import { OTHER_CASE } from '../../../shared/domain/procedure/cases.ts';
import { printSchema } from '../../../shared/contract/queue.ts';
import type { Print } from '../../../shared/contract/queue.ts';
import { refusal } from '../../../tests/fakes/scripted-client.ts';
import type { Script } from '../../../tests/fakes/scripted-client.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { checkedVisit, examplePoint, exampleProcedure, exampleVisit, servingDesk, uuid } from '../../../tests/gallery/desk/example-point.ts';
import type { Visit } from '../../../shared/contract/visit.ts';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const slip = (state: Print['state'], code: Print['code'] = null): Print => printSchema.parse({ printJobId: uuid(5, 7), state, code, attempts: 1 });
const PRINTERS = { roll: true, system: [{ name: 'van-phong', label: 'Máy in văn phòng' }], code: null, chosen: null };
const usual: Script = { 'cover.printers': () => PRINTERS, 'take-home.read': () => ({ codes: ['một', 'hai'], leftOut: 2 }), 'take-home.print': () => ({ print: slip('queued') }), 'take-home.printed': () => slip('printed') };

async function counter(visit: Visit, script: Script = {}): Promise<readonly [Stage, ScriptedDesk]> {
  const desk = scriptedDesk({ desk: servingDesk, visit });
  desk.client.answer({ ...usual, ...script });
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  await open.settle();
  return [open, desk];
}
const CHOSEN = checkedVisit({ 'to-khai': [1, 0] }, {});
const altT = (screen: Stage) => screen.key('t', { code: 'KeyT', altKey: true });

test('Alt T prints the slip of the chosen procedure and its case on the chosen printer, and says what became of it', async () => {
  const [screen, { client }] = await counter({ ...CHOSEN, intake: { ...CHOSEN.intake, caseName: OTHER_CASE } });
  await altT(screen);
  expect(screen.find('dialog').textContent).toContain(exampleProcedure.name);
  expect(client.inputsOf('take-home.read')).toEqual([{ code: exampleProcedure.code, caseName: OTHER_CASE }]);
  await screen.press('In phiếu');
  expect(client.inputsOf('take-home.print')).toMatchObject([{ code: exampleProcedure.code, caseName: OTHER_CASE, printer: { kind: 'system', name: 'van-phong' } }]);
  expect(screen.words()).toContain('Đã in phiếu');
  client.answer({ 'take-home.printed': () => slip('failed', 'printer.offline') });
  act(() => client.emit('print.changed', { printJobId: slip('failed').printJobId, ticketId: null, state: 'failed', code: 'printer.offline' }));
  await screen.settle();
  expect(screen.words()).toContain('Phiếu không in được');
});

test('the codes are turned over one by one, with what they leave out', async () => {
  const [screen] = await counter(CHOSEN);
  await altT(screen);
  const drawn = (): string => screen.find('dialog svg.qr path').getAttribute('d') ?? '';
  const first = drawn();
  expect(screen.words()).toContain('Còn 2 giấy tờ không vừa');
  await screen.press('Mã tiếp theo');
  expect(screen.words()).toContain('Mã 2/2');
  expect(drawn()).not.toBe(first);
});

test('in the search it is the procedure under the cursor, by its button and by Alt T', async () => {
  const [screen, { client }] = await counter({ ...exampleVisit(), procedure: null });
  await screen.key('2', { code: 'Digit2', altKey: true });
  const input = screen.find<HTMLInputElement>('[role="combobox"]');
  await act(async () => void input.dispatchEvent(new KeyboardEvent('keydown', { key: 't', code: 'KeyT', altKey: true, bubbles: true, cancelable: true })));
  await screen.settle();
  expect(client.inputsOf('take-home.read')).toEqual([{ code: exampleProcedure.code, caseName: '' }]);
  await screen.press('Đóng');
  await screen.press(/^Phiếu hướng dẫn/);
  expect(client.inputsOf('take-home.read')).toHaveLength(2);
});

test('where nobody has chosen or looks for a procedure Alt T does nothing', async () => {
  const [screen, { client }] = await counter({ ...exampleVisit(), procedure: null });
  await altT(screen);
  expect(client.inputsOf('take-home.read')).toEqual([]);
});

test('without a printer the codes stay, and a refusal stands beside the button', async () => {
  const [screen, { client }] = await counter(CHOSEN, { 'cover.printers': () => ({ roll: false, system: [], code: null, chosen: null }) });
  await altT(screen);
  expect(screen.words()).toContain('Máy này chưa có máy in nào');
  expect(screen.button('In phiếu').disabled).toBe(true);
  expect(screen.root.querySelector('dialog svg.qr')).not.toBeNull();
  await screen.press('Đóng');
  client.answer({ 'cover.printers': () => PRINTERS, 'take-home.print': () => Promise.reject(refusal('printer.absent')) });
  await altT(screen);
  await screen.press('In phiếu');
  expect(screen.words()).toContain('printer.absent');
});
