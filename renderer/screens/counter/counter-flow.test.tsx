// A morning's one visit at the counter, by keys alone, against a scripted station.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { examplePerson, examplePoint, withBlankPages } from '../../../tests/gallery/desk/example-point.ts';
import { must } from '../../../shared/base/must.ts';
import { scriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import type { ScriptedDesk } from '../../../tests/fakes/scripted-desk.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { CounterScreen } from './counter-screen.tsx';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

async function counter(desk: ScriptedDesk): Promise<Stage> {
  open = await stage(<CounterScreen point={examplePoint('counter')} />, { client: desk.client });
  return open;
}
/** Something happens at the station, and the window hears of it. */
async function then(screen: Stage, happens: () => void): Promise<void> {
  await act(async () => happens());
  await screen.settle();
}
/** To where papers are checked: called, card read and agreed to, procedure taken. */
async function withPapers(desk: ScriptedDesk): Promise<Stage> {
  const screen = await counter(desk);
  await screen.key('F2');
  await then(screen, () => desk.readCard(examplePerson));
  await screen.press('Đúng, tiếp tục');
  await screen.key('Enter', { on: screen.find('[role="combobox"]') });
  return screen;
}
/** Takes another value of a list of choices. */
async function choose(screen: Stage, label: string, value: string): Promise<void> {
  const select = screen.find<HTMLSelectElement>(`select[aria-label="${label}"]`);
  await then(screen, () => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
/** What the field of a paper's originals holds. */
function originals(screen: Stage, paper: string): HTMLInputElement {
  return screen.find<HTMLInputElement>(`[role="spinbutton"][aria-label="Bản chính: ${paper}"]`);
}

describe('a visit by keys', () => {
  test('from the call to the receipt', async () => {
    const desk = scriptedDesk();
    const screen = await withPapers(desk);
    expect(document.activeElement).toBe(originals(screen, 'Tờ khai đăng ký khai sinh theo mẫu'));

    await screen.key('+');
    await screen.key('ArrowDown');
    await screen.key(' ');
    expect(desk.client.inputsOf('visit.check-paper').map(({ paperId, originals: count, copies }) => [paperId, count, copies])).toEqual([['to-khai', 1, 0], ['giay-chung-sinh', 1, 0]]);

    await screen.key('F8', { shiftKey: true });
    expect(desk.client.inputsOf('visit.scan').map(({ paperId, source }) => [paperId, source])).toEqual([['giay-chung-sinh', 'glass']]);
    expect(screen.words()).toContain('Đang quét trang 1');
    await then(screen, () => desk.pageArrives());
    expect(screen.words()).toContain('Đang quét trang 2');
    expect(screen.root.querySelectorAll('.page')).toHaveLength(1);
    await then(screen, () => desk.endScan(null));

    expect(screen.words()).toContain('Hồ sơ đủ, có thể tiếp nhận.');
    await screen.key('F12');
    expect(desk.client.calls.map(({ name }) => name).filter((name) => name === 'dossier.open' || name === 'receipt.print')).toEqual(['dossier.open', 'receipt.print']);
    expect(screen.words()).toContain('Đã tiếp nhận hồ sơ');
    expect(screen.words()).toContain('T149-K1-000012-C');
    expect(screen.words()).toContain('Đang in giấy hẹn');

    await screen.key('F9');
    expect(desk.client.inputsOf('ticket.finish')).toHaveLength(1);
    expect(screen.words()).toContain('Chưa có người tại quầy');
  });

  test('keys work while the officer types, and one held down counts once', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F2');
    await screen.press('Nhập bằng tay');
    const name = screen.find<HTMLInputElement>('.person-wide input');
    await screen.key('F3', { on: name });
    await screen.key('F3', { on: name, repeat: true });
    expect(desk.client.inputsOf('ticket.recall')).toHaveLength(1);
  });

  test('how the scanner scans is chosen once for the counter, and only what it leaves to choose is shown', async () => {
    const desk = scriptedDesk();
    const screen = await withPapers(desk);
    await choose(screen, 'Số mặt', 'both');
    await choose(screen, 'Độ nét', '300');
    expect(desk.client.inputsOf('scanner.choose').map(({ dpi, colour, duplex }) => [dpi, colour, duplex])).toEqual([[200, 'colour', true], [300, 'colour', true]]);
    expect(screen.find<HTMLSelectElement>('select[aria-label="Số mặt"]').value).toBe('both');
    desk.state.scanner = { offers: { feeder: false, glass: true, duplex: false, colours: ['colour'], dpis: [200] }, choice: { dpi: 200, colour: 'colour', duplex: false } };
    await then(screen, () => desk.client.emit('devices.changed', { devices: [...desk.state.status.devices] }));
    expect(screen.root.querySelector('.scan-choices')).toBeNull();
    await screen.key('F8');
    expect(desk.client.inputsOf('visit.scan').map(({ source }) => source)).toEqual(['glass']);
  });

  test('Escape stops a running scan and does nothing without one', async () => {
    const desk = scriptedDesk();
    const screen = await withPapers(desk);
    await screen.key('Escape');
    await screen.key('F8');
    await screen.key('Escape');
    expect(desk.client.inputsOf('visit.cancel-scan')).toHaveLength(1);
  });

  test('F12 goes to what is missing and opens nothing', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F2');
    await screen.key('F12');
    expect(desk.client.inputsOf('dossier.open')).toHaveLength(0);
    expect(screen.words()).toContain('Thông tin người nộp');
  });

  test('a page is removed only after a question, and the safe answer comes first', async () => {
    const desk = scriptedDesk();
    const screen = await withPapers(desk);
    await screen.key('F8');
    await then(screen, () => {
      desk.pageArrives();
      desk.endScan(null);
    });
    await screen.key('Delete', { on: screen.find('.page') });
    expect(screen.words()).toContain('Bỏ trang 1?');
    expect(desk.client.inputsOf('visit.remove-page')).toHaveLength(0);
    await screen.press('Bỏ trang này');
    expect(desk.client.inputsOf('visit.remove-page')).toHaveLength(1);
    expect(screen.root.querySelectorAll('.page')).toHaveLength(0);
    expect(screen.words()).not.toContain('Bỏ trang 1?');
  });

  test('a page that was seen to be blank is asked about like every other', async () => {
    const desk = scriptedDesk();
    const screen = await withPapers(desk);
    await screen.key('F8');
    await then(screen, () => {
      desk.pageArrives();
      desk.endScan(null);
      desk.state.visit = withBlankPages(must(desk.state.visit, 'a visit is open'), [1]);
      desk.tellVisit();
    });
    await screen.press(screen.find('.page-blank-remove'));
    expect([desk.client.inputsOf('visit.remove-page').length, screen.words().includes('Bỏ trang 1?')]).toEqual([0, true]);
    await screen.press('Bỏ trang này');
    expect([desk.client.inputsOf('visit.remove-page').length, screen.root.querySelectorAll('.page').length]).toEqual([1, 0]);
  });
});

describe('the queue', () => {
  test('a key that makes no sense now says why and sends nothing', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F3');
    expect(screen.words()).toContain('Chưa gọi ai. Bấm F2');
    await screen.key('F2');
    await screen.key('F2');
    expect(screen.words()).toContain('Đang phục vụ A012. Bấm F9 Hoàn thành');
    expect(desk.client.inputsOf('queue.next')).toHaveLength(1);
    expect(desk.client.inputsOf('ticket.recall')).toHaveLength(0);
  });

  test('calling an empty queue says so', async () => {
    const desk = scriptedDesk();
    desk.state.desk = { ...desk.state.desk, waiting: [] };
    const screen = await counter(desk);
    await screen.key('F2');
    expect(screen.words()).toContain('Không có ai để gọi lúc này.');
  });

  test('holding asks for a reason and sends it', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F2');
    await screen.key('F6');
    await screen.press(screen.find('input[value="paper"]'));
    await screen.press(screen.find('.dialog-actions [data-kind="primary"]'));
    expect(desk.client.inputsOf('ticket.hold').map(({ reason }) => reason)).toEqual(['Về lấy thêm giấy tờ']);
    expect(screen.root.querySelector('dialog')).toBeNull();
  });

  test('pausing gives a reason, the same key resumes', async () => {
    const desk = scriptedDesk();
    const screen = await counter(desk);
    await screen.key('F10');
    await screen.press(screen.find('input[value="meeting"]'));
    await screen.press(screen.find('.dialog-actions [data-kind="primary"]'));
    expect(desk.client.inputsOf('counter.pause').map(({ reason }) => reason)).toEqual(['meeting']);
    expect(screen.words()).toContain('Lý do: Họp');
    await screen.key('F10');
    expect(desk.client.inputsOf('counter.resume')).toHaveLength(1);
    expect(screen.words()).toContain('Chưa gọi ai');
  });

  test('ending a turn with work in it asks first', async () => {
    const desk = scriptedDesk();
    const screen = await withPapers(desk);
    await screen.key('F9');
    expect(screen.words()).toContain('Hồ sơ của A012 chưa được tiếp nhận');
    expect(desk.client.inputsOf('ticket.finish')).toHaveLength(0);
    await screen.press('Vẫn hoàn thành');
    expect(desk.client.inputsOf('ticket.finish')).toHaveLength(1);
  });
});
