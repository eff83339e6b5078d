// The papers of a dossier in front: the usual one first, looked at before it is printed, once onto the printer that was chosen.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { cityDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { formScript } from '../../../tests/gallery/desk/form-pictures.tsx';
import { refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script, ScriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import type { DossierActions } from '../dossier/dossier-core.ts';
import { FormsPane } from './forms-pane.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
  vi.restoreAllMocks();
});

async function pane(script: Script = {}): Promise<readonly [Stage, ScriptedClient]> {
  const client = scriptedClient({ ...formScript, 'form.print': () => ({ print: { printJobId: '0190a8b0-0000-7000-8000-0000000000c1' as never, state: 'queued', code: null, attempts: 0 } }), ...script });
  open = await stage(<FormsPane done={null} detail={cityDetail} act={new Proxy({}, { get: () => () => undefined }) as DossierActions} />, { client });
  await open.settle();
  return [open, client];
}

describe('the papers of a dossier', () => {
  test('begin with the usual one, drawn, and go through its pages', async () => {
    const [screen, client] = await pane();
    expect(client.inputsOf('form.preview')).toEqual([{ dossierId: cityDetail.dossier.dossierId, form: 'supplement', reason: '', page: 0 }]);
    expect(screen.find('.form-page img').getAttribute('src')).toMatch(/^blob:/);
    await screen.press('Trang sau');
    await screen.settle();
    expect(client.inputsOf('form.preview').at(-1)).toMatchObject({ page: 1 });
    expect(screen.words()).toContain('Trang 2 của 2');
  });

  test('are printed once on the printer that was used last, with the reason that was looked at', async () => {
    const [screen, client] = await pane();
    await screen.type(screen.find('.form-reason input'), 'Thiếu chữ ký');
    await screen.press('Xem lại');
    await screen.settle();
    expect(client.inputsOf('form.preview').at(-1)).toMatchObject({ reason: 'Thiếu chữ ký', page: 0 });
    await screen.press('In giấy này');
    await screen.settle();
    expect(client.inputsOf('form.print')).toMatchObject([{ form: 'supplement', reason: 'Thiếu chữ ký', printer: { kind: 'system', name: 'van-phong' } }]);
    expect(screen.words()).toContain('Đã đưa vào hàng chờ in');
    expect(screen.button('In giấy này').disabled).toBe(true);
  });

  test('the receipt is not printed on the roll, which has its own; another paper may be', async () => {
    const [screen] = await pane();
    expect(screen.words()).toContain('Máy in phiếu (khổ 80 mm)');
    await screen.press(screen.find('input[value="receipt"]'));
    await screen.settle();
    expect(screen.words()).not.toContain('Máy in phiếu (khổ 80 mm)');
    expect(screen.words()).toContain('nút riêng');
  });

  test('without a printer can be saved, and a refusal stays in front', async () => {
    const [screen, client] = await pane({ 'form.offer': () => ({ forms: ['receipt'], printers: { roll: false, system: [], code: null, chosen: null } }) });
    expect([screen.words().includes('chưa nối được'), screen.button('In giấy này').disabled]).toEqual([true, true]);
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const saved: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) saved.push(blob);
      return 'blob:form';
    });
    client.answer({ ...formScript, 'form.pdf': ({ from }) => ({ name: 'x.pdf', bytes: 7, base64: btoa(from === 0 ? '%PDF' : '-ok') }) });
    await screen.press('Tải PDF');
    await screen.settle();
    expect([await saved.at(-1)?.text(), screen.words().includes('Đã tải xong.')]).toEqual(['%PDF-ok', true]);
    client.answer({ ...formScript, 'form.pdf': () => { throw refusal('store.failed'); } });
    await screen.press('Tải PDF');
    await screen.settle();
    expect(screen.words()).toContain('Máy này không ghi được dữ liệu');
  });

  test('say that they were printed before, and that the unit’s template is broken', async () => {
    const [screen] = await pane({ 'form.preview': ({ page }) => ({ pages: 1, page, png: 'AAAA', template: 'broken', copyNumber: 3 }) });
    expect([screen.words().includes('Bản in lại – lần 3'), screen.words().includes('bị hỏng')]).toEqual([true, true]);
  });
});
