// The set-up wizard in each of its states, and its acts: choosing what is found or typed, testing, answering, storing, and what happens where the file cannot be written.

import { act } from 'react';
import { afterEach, describe, expect, test } from 'vitest';
import { exampleSetup, exampleTest, exampleTrial, finishedPlaces, foundPrinters, foundReaders, tcpPrinter } from '../../../../tests/gallery/desk/example-setup.ts';
import { exampleSignIn } from '../../../../tests/gallery/desk/staff-pictures.tsx';
import { setupPictures } from '../../../../tests/gallery/desk/setup-pictures.tsx';
import { refusal, scriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import type { Script, ScriptedClient } from '../../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../../tests/fakes/stage.tsx';
import type { CounterId } from '../../../../shared/base/ids.ts';
import type { StaffList } from '../../../../shared/contract/staff.ts';
import type { FoundDevice, PlaceView, Setup } from '../../../../shared/contract/setup.ts';
import { must } from '../../../../shared/base/must.ts';
import { choiceWords, typedChoice } from './choice-words.ts';
import { SetupSection } from './setup-section.tsx';
import { firstOpenStep, stateOf } from './setup-steps.ts';

let open: Stage | null = null;
afterEach(async () => {
  await open?.end();
  open = null;
});

const PRINTER = { role: 'ticket-printer', counterId: null } as const;

async function wizard(setup: () => Setup, found: () => readonly FoundDevice[] = () => [], script: Script = {}): Promise<{ screen: Stage; client: ScriptedClient }> {
  const client = scriptedClient({ 'setup.read': setup, 'setup.find': () => ({ devices: [...found()], isSearching: false }), ...script });
  open = await stage(<SetupSection now={exampleTest.at} />, { client });
  return { screen: open, client };
}
const radio = (screen: Stage, words: string): HTMLInputElement => must([...screen.root.querySelectorAll('label')].find((label) => label.textContent.includes(words))?.querySelector('input'), `a choice ${words}`);

test.each(setupPictures.map((picture) => [picture.name, picture] as const))('%s is drawn with words for everything in it', async (_name, picture) => {
  open = await stage(picture.screen, { client: must(picture.client, 'a client')() });
  for (const step of picture.steps ?? []) if (typeof step === 'string') await open.press(step);
  for (const step of picture.steps ?? []) if (typeof step === 'object') expect(open.words()).toContain(step.see);
  expect(open.words()).not.toMatch(/setup\.[a-z]|undefined|…\}/u);
});

describe('whoever sets up a machine', () => {
  test('begins at the first step that nobody has answered, with every device absent', async () => {
    const { screen } = await wizard(() => exampleSetup());
    expect(screen.find('[aria-current="step"]').textContent).toContain('Máy in số');
    expect(screen.words()).toContain('Chưa thấy thiết bị nào');
    expect(firstOpenStep(exampleSetup(finishedPlaces).places)).toBe('counter-display');
  });

  test('makes the account of the head at the step of the officers, which says how many there are', async () => {
    let officers: StaffList['officers'] = [];
    const { screen, client } = await wizard(() => exampleSetup(), () => [], {
      'staff.read': () => exampleSignIn(officers.length === 0 ? { mode: 'unset', officers: [] } : {}),
      'staff.list': () => ({ officers, acts: [] }),
      'staff.add': ({ officerId, name, login, role }) => {
        officers = [{ officerId, name, login, role, isActive: true, isBlocked: false, pinSetAt: exampleTest.at }];
        return { officers, acts: [] };
      },
    });
    expect(screen.words()).toContain('Chưa có tài khoản');
    await screen.press('Cán bộ, đăng nhập');
    await screen.press('Thêm cán bộ');
    const [name, login] = screen.root.querySelectorAll<HTMLInputElement>('.staff-form .field:not(.pin-field) input');
    // Not in the middle, on the role that is ticked.
    expect(screen.find('dialog [autofocus]')).toBe(name);
    await screen.type(must(name, 'a field of the name'), 'Trần Thị Mẫu');
    await screen.type(must(login, 'a field of the sign-in name'), 'mau');
    for (const field of screen.root.querySelectorAll<HTMLInputElement>('.pin-field input')) await screen.type(field, '274961');
    await act(async () => screen.find('.staff-form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true })));
    await screen.settle();
    expect(client.inputsOf('staff.add')).toMatchObject([{ name: 'Trần Thị Mẫu', login: 'mau', role: 'head' }]);
    await act(async () => client.emit('staff.changed', {}));
    expect(screen.words()).toContain(`Có ${exampleSignIn().officers.length} tài khoản`);
  });

  test('sees what is plugged in while the step is open', async () => {
    let found: readonly FoundDevice[] = [];
    const { screen } = await wizard(() => exampleSetup(), () => found);
    expect(screen.words()).not.toContain('TM-T82X');
    found = foundPrinters;
    const until = performance.now() + 5_000;
    while (!screen.words().includes('TM-T82X') && performance.now() < until) await act(async () => await new Promise((resolve) => { setTimeout(resolve, 50); }));
    expect(screen.words()).toContain('TM-T82X');
    expect(radio(screen, 'Máy in có tên dài').disabled).toBe(true);
  });

  test('tests what was chosen, answers what only eyes can tell, and stores it under a name', async () => {
    let setup = exampleSetup();
    const { screen, client } = await wizard(() => setup, () => foundPrinters, {
      'setup.try': ({ trialId }) => {
        setup = exampleSetup([], { trial: { ...exampleTrial('ticket-printer', { phase: 'asking' }), trialId } });
        return must(setup.trial, 'a trial');
      },
      'setup.end-trial': ({ trialId }) => {
        setup = exampleSetup([], { trial: { ...exampleTrial('ticket-printer', { phase: 'ended', outcome: 'passed' }), trialId } });
        return must(setup.trial, 'a trial');
      },
      'setup.store': () => ({ kind: 'stored', text: '', words: [] }),
    });
    expect(screen.button('In trang thử').disabled).toBe(true);
    await screen.press(radio(screen, 'TM-T82X'));
    await screen.press('In trang thử');
    await screen.press('Có, đúng');
    expect(screen.words()).toContain('Thử đạt.');
    await screen.press(/^Lưu$/);
    const usb = { device: { kind: 'escpos-usb', vendorId: 0x04b8, productId: 0x0e28, serialNumber: 'X8F5012345' } };
    expect(client.inputsOf('setup.try').map(({ place, choice }) => [place, choice])).toEqual([[PRINTER, usb]]);
    expect(client.inputsOf('setup.end-trial').map(({ said }) => said)).toEqual(['yes']);
    expect(client.inputsOf('setup.store').map(({ place, answer, name, choice }) => ({ place, answer, name, choice }))).toEqual([{ place: PRINTER, answer: 'device', name: 'Máy in số – sảnh', choice: usb }]);
    expect(screen.words()).toContain('Đã lưu.');
  });

  test('types the address of a printer in the network', async () => {
    const { screen, client } = await wizard(() => exampleSetup(), () => [], { 'setup.try': () => exampleTrial('ticket-printer') });
    const [field] = [...screen.root.querySelectorAll<HTMLInputElement>('.setup-found .text-input')];
    await screen.type(must(field, 'a field'), '192.0.2.5:9101');
    await screen.press('In trang thử');
    expect(client.inputsOf('setup.try')[0]?.choice).toEqual({ device: { kind: 'escpos-tcp', host: '192.0.2.5', port: 9101 } });
  });

  test('tests what is stored by saying it in full, since another may still run', async () => {
    const { screen, client } = await wizard(() => exampleSetup([{ place: PRINTER, choice: tcpPrinter, answer: 'device' }], { mustRestart: true }), () => [], { 'setup.try': () => exampleTrial('ticket-printer') });
    await screen.press('Máy in số');
    await screen.press('In trang thử');
    expect(client.inputsOf('setup.try')[0]?.choice).toEqual(tcpPrinter);
  });

  test('says that this point has no such device, and that is an answer', async () => {
    const { screen, client } = await wizard(() => exampleSetup(), () => [], { 'setup.store': () => ({ kind: 'stored', text: '', words: [] }) });
    await screen.press('Điểm này không có thiết bị này');
    expect(client.inputsOf('setup.store').map(({ answer, choice }) => [answer, choice])).toEqual([['none', null]]);
  });

  test('gets the very text for whoever may write the file', async () => {
    const { screen } = await wizard(() => exampleSetup([{ place: PRINTER, choice: tcpPrinter }], { fileState: 'not-writable' }), () => [], { 'setup.store': () => ({ kind: 'not-writable', words: [], text: '{ "devices": {} }' }) });
    await screen.press('Máy in số');
    await screen.press(/^Lưu$/);
    expect(screen.find<HTMLTextAreaElement>('textarea').value).toBe('{ "devices": {} }');
    expect(screen.words()).toContain('/etc/mot-cua/settings.json');
  });

  test('cannot store what the policy has decided, and can name and test it', async () => {
    const { screen, client } = await wizard(() => exampleSetup([{ place: PRINTER, choice: tcpPrinter, isLocked: true, answer: 'device', test: exampleTest }]), () => foundPrinters, { 'setup.store': () => ({ kind: 'stored', text: '', words: [] }) });
    await screen.press('Máy in số');
    expect([screen.find<HTMLFieldSetElement>('.setup-found').disabled, screen.button('Điểm này không có').disabled, screen.button('In trang thử').disabled]).toEqual([true, true, false]);
    await screen.press(/^Lưu$/);
    expect(client.inputsOf('setup.store')[0]?.choice).toBeNull();
  });

  test('restarts the program from the same place, and hears when nobody can', async () => {
    const { screen, client } = await wizard(() => exampleSetup([], { mustRestart: true }), () => [], { 'setup.restart': () => ({}) });
    await screen.press('Khởi động lại chương trình');
    expect(client.inputsOf('setup.restart')).toHaveLength(1);
    client.answer({ 'setup.restart': () => Promise.reject(refusal('host.not-here')) });
    await screen.press('Khởi động lại chương trình');
    expect(screen.words()).toContain('host.not-here');
  });

  test('chooses a counter by its button, and each keeps its own device', async () => {
    const { screen, client } = await wizard(() => exampleSetup(), () => foundReaders, { 'setup.try': () => exampleTrial('reader') });
    await screen.press('Đầu đọc thẻ, mã QR');
    await screen.press('Quầy 3');
    await screen.press(radio(screen, 'Xenon'));
    await screen.press('Đọc thử thẻ');
    expect(client.inputsOf('setup.try')[0]?.place).toEqual({ role: 'reader', counterId: 3 });
  });

  test('goes through all steps by the two buttons, from the first to the summary', async () => {
    const { screen } = await wizard(() => exampleSetup());
    for (let step = 0; step < 9; step += 1) await screen.press('Bước sau');
    expect([screen.find('[aria-current="step"]').textContent, screen.button('Bước sau').disabled]).toEqual(['Tổng hợp', true]);
  });
});

describe('a place', () => {
  const view = (more: Partial<PlaceView>): PlaceView => ({ place: { role: 'reader', counterId: 1 as CounterId }, name: '', answer: 'device', choice: tcpPrinter, isLocked: false, test: exampleTest, isOutdated: false, state: null, ...more });
  test.each([
    [{}, 'passed'], [{ isOutdated: true }, 'outdated'], [{ test: null }, 'untested'], [{ test: null, answer: null }, 'open'], [{ choice: null, answer: 'none' }, 'none'], [{ choice: null, answer: null, test: null }, 'open'],
    [{ test: { ...exampleTest, outcome: 'failed' } }, 'failed'],
  ] as const)('with %j is %s', (more, state) => {
    expect(stateOf(view(more as Partial<PlaceView>))).toBe(state);
  });
});

test.each([
  [tcpPrinter, '192.0.2.5:9100'],
  [{ device: { kind: 'escpos-serial', path: 'COM3' } }, 'COM3'],
  [{ device: { kind: 'hid-pos', vendorId: 0x0c2e, productId: 0x0b61 } }, 'USB 0C2E:0B61'],
  [{ device: { input: { kind: 'line', address: 4 } }, line: { kind: 'serial', path: '/dev/ttyUSB0' } }, '/dev/ttyUSB0 · #4'],
  [{ device: { kind: 'sane', device: 'fujitsu:fi-7030', options: {} } }, 'fujitsu:fi-7030'],
  [{ device: { kind: 'hid-pos' } }, ''],
])('%j reads «%s»', (choice, words) => {
  expect(choiceWords(choice)).toBe(words);
});

test.each([
  ['ticket-printer', '192.0.2.5', { device: { kind: 'escpos-tcp', host: '192.0.2.5', port: 9100 } }],
  ['ticket-printer', 'may-in:0', null],
  ['ticket-printer', 'http://x', null],
  ['scanner', '192.0.2.7', { device: { kind: 'escl', url: 'http://192.0.2.7/eSCL' } }],
  ['scanner', 'https://scan.example/eSCL', { device: { kind: 'escl', url: 'https://scan.example/eSCL' } }],
  ['scanner', '', null],
  ['reader', '192.0.2.8:4001', { device: { kind: 'serial' }, line: { kind: 'serial-tcp', host: '192.0.2.8', port: 4001 } }],
  ['keypad', '192.0.2.8:4001', { device: { input: { kind: 'line' } }, line: { kind: 'serial-tcp', host: '192.0.2.8', port: 4001 } }],
  ['counter-display', '192.0.2.8', null],
  ['loudspeaker', '192.0.2.8:4001', null],
] as const)('%s typed as «%s» means %j', (role, typed, choice) => {
  expect(typedChoice(role, typed)).toEqual(choice);
});
