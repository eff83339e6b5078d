// The door before officers' screens: who sees what is behind it, what a wrong PIN brings, and what locks.

import { act, useState } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { exampleSignIn } from '../../../tests/gallery/desk/staff-pictures.tsx';
import { examplePoint } from '../../../tests/gallery/desk/example-point.ts';
import { endless, refusal, scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import type { Script, ScriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { WordShelf } from '../../../tests/fakes/word-shelf.ts';
import type { SignIn } from '../../../shared/contract/staff.ts';
import { stillActs } from '../../../tests/gallery/desk/still.ts';
import { useKeptWords } from '../../parts/staff/kept-words.tsx';
import { StaffBadge } from '../../parts/staff/staff-badge.tsx';
import type { CounterActions } from '../counter/counter-model.ts';
import { KeysDialog } from '../counter/keys/keys-dialog.tsx';
import { StaffDoor } from './staff-door.tsx';

const [HUNG, , LAN] = exampleSignIn().officers;
const of = (officer: SignIn['officers'][number] | undefined, isLocked = false): SignIn => exampleSignIn({ session: officer === undefined ? null : { officerId: officer.officerId, name: officer.name, role: officer.role, isLocked } });

let open: Stage | null = null;
/** Pages of the same window, one after the other. */
const stages: Stage[] = [];
beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
});
afterEach(async () => {
  vi.useRealTimers();
  await open?.end();
  open = null;
  for (const each of stages.splice(0)) await each.end();
});
async function door(script: Script): Promise<{ readonly screen: Stage; readonly client: ScriptedClient }> {
  const client = scriptedClient(script);
  open = await stage(
    <StaffDoor point={examplePoint('counter')}>
      <StaffBadge />
      <p>việc của quầy</p>
    </StaffDoor>,
    { client },
  );
  return { screen: open, client };
}

test.each(['unset', 'off'] as const)('while the sign-in is %s everybody sees the screen, and no lock', async (mode) => {
  const { screen } = await door({ 'staff.read': () => exampleSignIn({ mode, officers: [] }) });
  expect(screen.words()).toBe('việc của quầy');
});

test('nothing of the screen is there before the station has said whose it is', async () => {
  const { screen } = await door({ 'staff.read': () => endless() });
  expect(screen.words()).not.toContain('việc của quầy');
});

test('an officer signs in by name and PIN, with keys alone', async () => {
  const { screen, client } = await door({ 'staff.read': () => exampleSignIn(), 'staff.sign-in': () => of(LAN) });
  expect(screen.words()).not.toContain('việc của quầy');
  await screen.type(screen.find<HTMLInputElement>('input:not([type=password])'), 'Lan ');
  await screen.type(screen.find<HTMLInputElement>('input[type=password]'), '83x0517');
  await act(async () => screen.find<HTMLFormElement>('form').requestSubmit());
  await screen.settle();
  expect(client.inputsOf('staff.sign-in')).toEqual([{ officerId: LAN?.officerId, pin: '830517' }]);
  expect(screen.words()).toContain('việc của quầy');
  expect(screen.words()).toContain(LAN?.name);
});

test('a wrong PIN is said above its field, empties it, and a wait is counted down with the button shut', async () => {
  const { screen, client } = await door({ 'staff.read': () => exampleSignIn(), 'staff.sign-in': () => Promise.reject(refusal('staff.wrong-pin', { seconds: 30 })) });
  await screen.press(LAN?.name ?? '');
  const pin = screen.find<HTMLInputElement>('input[type=password]');
  await screen.type(pin, '111222');
  await screen.press(/^Đăng nhập$/);
  const remark = screen.find('[role=alert]');
  expect(remark.textContent).toMatch(/Chờ (30|29) giây/);
  expect(remark.compareDocumentPosition(pin) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  expect([pin.value, pin.getAttribute('aria-invalid')]).toEqual(['', 'true']);
  await screen.type(pin, '830517');
  expect(screen.button(/^Đăng nhập$/).disabled).toBe(true);
  expect(client.inputsOf('staff.sign-in')).toHaveLength(1);
});

test('a name that nobody has is said at the name, and no PIN is sent', async () => {
  const { screen, client } = await door({ 'staff.read': () => exampleSignIn() });
  await screen.type(screen.find<HTMLInputElement>('input:not([type=password])'), 'nobody');
  await screen.type(screen.find<HTMLInputElement>('input[type=password]'), '830517');
  await screen.press(/^Đăng nhập$/);
  expect(screen.words()).toContain('Không có tài khoản cán bộ này');
  expect(client.inputsOf('staff.sign-in')).toEqual([]);
});

test('one key and one button lock; a locked screen is taken away, asks for its officer, and lets another one in', async () => {
  const { screen, client } = await door({ 'staff.read': () => of(LAN), 'staff.lock': () => of(LAN, true), 'staff.sign-in': () => of(HUNG) });
  await screen.key('l', { altKey: true, code: 'KeyL', on: window });
  expect(client.inputsOf('staff.lock')).toHaveLength(1);
  expect(screen.words()).toContain('Màn hình đang khóa');
  expect(screen.words()).not.toContain('việc của quầy');
  expect(screen.root.querySelector('input:not([type=password])')).toBeNull();
  await screen.press('Người khác đăng nhập');
  await screen.press(HUNG?.name ?? '');
  await screen.type(screen.find<HTMLInputElement>('input[type=password]'), '619304');
  await screen.press(/^Đăng nhập$/);
  expect(client.inputsOf('staff.sign-in')).toEqual([{ officerId: HUNG?.officerId, pin: '619304' }]);
  expect(screen.words()).toContain('việc của quầy');
});

test('a screen that nobody touches locks by itself, and a touch is told to the station now and then', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const { client } = await door({ 'staff.read': () => of(LAN), 'staff.seen': () => of(LAN), 'staff.lock': () => of(LAN, true) });
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  await pass(200_000);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'b' }));
  await pass(299_000);
  expect([client.inputsOf('staff.seen').length, client.inputsOf('staff.lock').length]).toEqual([1, 0]);
  await pass(2000);
  expect(client.inputsOf('staff.lock')).toHaveLength(1);
});

test('what the station says of a session is what the screen shows: signed out elsewhere, it asks anew', async () => {
  const { screen, client } = await door({ 'staff.read': () => of(LAN) });
  expect(screen.words()).toContain('việc của quầy');
  client.answer({ 'staff.read': () => exampleSignIn() });
  await act(async () => client.emit('staff.changed', {}));
  await screen.settle();
  expect(screen.words()).toContain('Đăng nhập quầy 1');
});

test.each([['somebody is signed in', of(LAN), true], ['nobody has to be', exampleSignIn({ mode: 'unset', officers: [] }), false]])('the card of the counter’s keys names the key that locks where %s', async (_who, signIn, isNamed) => {
  open = await stage(
    <StaffDoor point={examplePoint('counter')}>
      <KeysDialog act={stillActs as CounterActions} />
    </StaffDoor>,
    { client: scriptedClient({ 'staff.read': () => signIn }) },
  );
  expect(open.words().includes('Alt L')).toBe(isNamed);
});

/** Every value that was ever drawn. */
const drawn: string[] = [];
function Reply({ about }: { readonly about: string }): ReactNode {
  const [words, setWords] = useKeptWords(`reply ${about}`);
  drawn.push(words);
  return <textarea aria-label={about} value={words} onChange={(event) => setWords(event.target.value)} />;
}
/** A dialog that is left and opened again at a touch. */
function Desk(): ReactNode {
  const [about, setAbout] = useState('PA-01');
  return (
    <>
      {about !== '' && <Reply key={about} about={about} />}
      {['PA-01', 'PA-02', ''].map((next) => (
        <button key={next} type="button" onClick={() => setAbout(next)}>
          {next === '' ? 'đóng' : next}
        </button>
      ))}
    </>
  );
}
async function desk(signIn: SignIn, shelf = new WordShelf(signIn)) {
  shelf.seated = signIn;
  const client = scriptedClient(shelf.script());
  const screen = await stage(<StaffDoor point={examplePoint('counter')}><Desk /></StaffDoor>, { client });
  stages.push(screen);
  const become = async (next: SignIn): Promise<void> => {
    shelf.seated = next;
    await act(async () => client.emit('staff.changed', {}));
    await screen.settle();
  };
  const typed = () => screen.root.querySelector('textarea')?.value ?? null;
  return { screen, become, typed, client, shelf };
}

test('what was typed into a dialog is there again for the same officer after a lock, of the same thing alone', async () => {
  const { screen, become, typed } = await desk(of(LAN));
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'Đã nhắc nhở cán bộ');
  await become(of(LAN, true));
  expect([typed(), screen.words().includes('Đã nhắc')]).toEqual([null, false]);
  await become(of(LAN));
  expect(typed()).toBe('Đã nhắc nhở cán bộ');
  await screen.press('PA-02');
  expect(typed()).toBe('');
});

test('another officer never sees it, and the first one finds it again', async () => {
  const { screen, become, typed } = await desk(of(LAN));
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'Đã nhắc nhở cán bộ');
  await become(of(LAN, true));
  drawn.length = 0;
  await become(of(HUNG));
  expect([typed(), [...new Set(drawn)]]).toEqual(['', ['']]);
  await become(of(HUNG, true));
  await become(of(LAN));
  expect(typed()).toBe('Đã nhắc nhở cán bộ');
});

test.each([['an officer', of(LAN)], ['whoever works where nobody signs in', exampleSignIn({ mode: 'unset', officers: [] })]])('a window that was closed, or a page that died, has the words of %s again', async (_who, signIn) => {
  const before = await desk(signIn);
  const { shelf } = before;
  await before.screen.type(before.screen.find<HTMLTextAreaElement>('textarea'), 'Đã nhắc');
  await before.screen.type(before.screen.find<HTMLTextAreaElement>('textarea'), 'Đã nhắc nhở cán bộ');
  // Nothing is cleaned up: the page is not left, it is gone.
  const after = await desk(signIn, shelf);
  expect(after.typed()).toBe('Đã nhắc nhở cán bộ');
  // The act is done, or given up: the dialog is left.
  await after.screen.press('đóng');
  expect([...shelf.own()]).toEqual([]);
  const again = await desk(signIn, shelf);
  expect(again.typed()).toBe('');
});

test('a page that another officer opens after a crash has none of it', async () => {
  const before = await desk(of(LAN));
  const { shelf } = before;
  await before.screen.type(before.screen.find<HTMLTextAreaElement>('textarea'), 'Đã nhắc nhở cán bộ');
  expect((await desk(of(HUNG), shelf)).typed()).toBe('');
  expect((await desk(of(LAN), shelf)).typed()).toBe('Đã nhắc nhở cán bộ');
});

test('words that the station could not keep stand in the dialog, and are kept with the next', async () => {
  const { screen, typed, client, shelf } = await desk(of(LAN));
  client.answer({ 'staff.keep-words': () => Promise.reject(refusal('station.unreachable')) });
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'một');
  expect([typed(), [...shelf.own()]]).toEqual(['một', []]);
  client.answer(shelf.script());
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'một hai');
  expect([...shelf.own()]).toEqual([['reply PA-01', 'một hai']]);
});

test('words that the station could not keep are kept once the window is open again, and are nobody else’s', async () => {
  const { screen, typed, client, shelf, become } = await desk(of(HUNG));
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'của Hùng');
  await become(of(HUNG, true));
  await become(of(LAN));
  client.answer({ 'staff.keep-words': () => Promise.reject(refusal('station.unreachable')) });
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'một');
  await become(of(LAN, true));
  client.answer(shelf.script());
  await become(of(LAN));
  expect([...shelf.own()]).toEqual([['reply PA-01', 'một']]);
  client.answer({ 'staff.keep-words': () => Promise.reject(refusal('station.unreachable')) });
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'một hai');
  await become(of(LAN, true));
  client.answer(shelf.script());
  await become(of(HUNG));
  expect([typed(), ...shelf.own()]).toEqual(['của Hùng', ['reply PA-01', 'của Hùng']]);
});

test('what is typed away again is kept no more', async () => {
  const { screen, shelf } = await desk(of(LAN));
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'nháp');
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), '');
  expect([...shelf.own()]).toEqual([]);
});

test.each(['being told', 'told to forget'])('a dialog that was left while the station was still looking for its words has none when it is opened again: %s', async (state) => {
  const { screen, typed, client, become } = await desk(of(LAN, true));
  let answer: () => void = () => undefined;
  client.answer({ 'staff.words': () => new Promise((resolve) => { answer = () => resolve({ words: { 'reply PA-01': 'cũ' } }); }), 'staff.keep-words': ({ words }) => (words === null || state === 'being told' ? endless() : {}) });
  await become(of(LAN));
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'mới');
  await screen.press('đóng');
  await act(async () => answer());
  await screen.press('PA-01');
  expect(typed()).toBe('');
});

test('what the station finds for one officer after another has taken the place is shown to nobody', async () => {
  const { typed, client, become } = await desk(of(LAN, true));
  let answer: () => void = () => undefined;
  client.answer({ 'staff.words': () => new Promise((resolve) => { answer = () => resolve({ words: { 'reply PA-01': 'Đã nhắc nhở cán bộ' } }); }) });
  await become(of(LAN));
  const late = answer;
  client.answer({ 'staff.words': () => ({ words: {} }) });
  await become(of(HUNG));
  await act(async () => late());
  expect(typed()).toBe('');
});

test('what the station finds late does not write over what is typed already', async () => {
  const { screen, typed, client, become } = await desk(of(LAN, true));
  let answer: (words: Record<string, string>) => void = () => undefined;
  client.answer({ 'staff.words': () => new Promise((resolve) => { answer = (words) => resolve({ words }); }) });
  await become(of(LAN));
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'mới');
  await act(async () => answer({ 'reply PA-01': 'cũ', 'reply PA-02': 'của việc khác' }));
  await screen.settle();
  expect(typed()).toBe('mới');
  await screen.press('PA-02');
  expect(typed()).toBe('của việc khác');
});

test('a dialog that was left is empty when it is opened again, and so is everything after signing out', async () => {
  const { screen, become, typed, shelf } = await desk(of(LAN));
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'nháp');
  await screen.press('đóng');
  await screen.press('PA-01');
  expect(typed()).toBe('');
  await screen.type(screen.find<HTMLTextAreaElement>('textarea'), 'nháp');
  // As the station does for whoever signs out.
  shelf.own().clear();
  await become(of(undefined));
  await become(of(LAN));
  expect(typed()).toBe('');
});
