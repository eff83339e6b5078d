// Shows the picture that the address names ('#kiosk-home'), goes its steps, and says when it is ready to be looked at.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { must } from '../../shared/base/must.ts';
import { newRequestId } from '../../renderer/client/request-id.ts';
import { CrashGuard } from '../../renderer/parts/crash-guard.tsx';
import { ServicesProvider } from '../../renderer/parts/services.tsx';
import { TextsProvider, createLanguageStore } from '../../renderer/parts/texts/use-texts.tsx';
import '../../renderer/parts/theme.css';
import '../../renderer/parts/common.css';
import { scriptedClient } from '../fakes/scripted-client.ts';
import type { ScriptedClient } from '../fakes/scripted-client.ts';
import { NOW } from './desk/example-point.ts';
import { layoutFaults } from './layout-faults.ts';
import type { Picture, Step } from './picture.ts';
import { pictures } from './pictures.tsx';

const PATIENCE_MS = 20_000;

/** Waits for `find` to give something, looking again at each frame. */
async function eventually<Found>(find: () => Found | undefined, what: string): Promise<Found> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  throw new Error(what);
}

async function go(step: Step, client: ScriptedClient): Promise<void> {
  if (typeof step === 'object') {
    await eventually(() => (document.body.textContent.includes(step.see) ? true : undefined), `no words «${step.see}»`);
    return;
  }
  if (typeof step === 'function') {
    for (let frame = 0; frame < 5; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    return step(client);
  }
  // One letter is a key of the on-screen keyboard and must be that key.
  const isNamed = (words: string): boolean => (step.length === 1 ? words === step : words.includes(step));
  const wanted = (button: HTMLButtonElement): boolean =>
    !button.disabled && [button.getAttribute('aria-label') ?? '', button.textContent].some((words) => isNamed(words.replaceAll(/\s+/g, ' ').trim()));
  const button = await eventually(() => [...document.querySelectorAll('button')].find(wanted), `no button «${step}»`);
  button.click();
}

async function show(root: Root, picture: Picture): Promise<void> {
  const client = picture.client?.() ?? scriptedClient({});
  document.documentElement.dataset['role'] = picture.role;
  root.render(
    <StrictMode>
      <TextsProvider store={createLanguageStore(picture.language ?? 'vi')}>
        <CrashGuard>
          <ServicesProvider services={{ client, now: picture.now ?? (() => NOW), newRequestId }}>{picture.screen}</ServicesProvider>
        </CrashGuard>
      </TextsProvider>
    </StrictMode>,
  );
  for (const step of picture.steps ?? []) await go(step, client);
  // What the last step led to is drawn a few frames later; the search asks the station a moment after the last key.
  const until = performance.now() + 170;
  await eventually(() => (performance.now() > until ? true : undefined), 'no frame was drawn');
  await document.fonts.ready;
}

/** What the picture taker reads: the list, and which picture is ready or why it is not. */
interface Told {
  list: readonly Pick<Picture, 'name' | 'sizes' | 'role' | 'textPercent'>[];
  ready: string;
  failed: string;
  readonly faults: typeof layoutFaults;
}
declare global {
  interface Window {
    gallery: Told;
  }
}

/** Opens the page and follows its address. */
export function openGallery(): void {
  window.gallery = { list: pictures.map(({ name, sizes, role, textPercent = 100 }) => ({ name, sizes, role, textPercent })), ready: '', failed: '', faults: layoutFaults };
  const place = must(document.getElementById('root'), 'the page has a place');
  let root: Root | null = null;
  const follow = async (): Promise<void> => {
    const name = decodeURIComponent(location.hash.slice(1));
    window.gallery.ready = '';
    window.gallery.failed = '';
    root?.unmount();
    for (const key of Object.keys(document.documentElement.dataset)) delete document.documentElement.dataset[key];
    root = createRoot(place);
    const picture = pictures.find((one) => one.name === name);
    if (picture === undefined) {
      root.render(<ul>{pictures.map((one) => <li key={one.name}><a href={`#${one.name}`}>{one.name}</a></li>)}</ul>);
      return;
    }
    try {
      await show(root, picture);
      window.gallery.ready = name;
    } catch (thrown) {
      window.gallery.failed = thrown instanceof Error ? thrown.message : String(thrown);
    }
  };
  window.addEventListener('hashchange', () => void follow());
  void follow();
}
