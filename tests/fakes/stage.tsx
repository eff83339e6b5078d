// Puts a component on a stage with services and words, as the page does, and lets a test touch it as a person would.

import { act } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '../../shared/base/must.ts';
import { requestIdSchema } from '../../shared/contract/primitives.ts';
import type { Client } from '../../renderer/client/client.ts';
import { ServicesProvider } from '../../renderer/parts/services.tsx';
import { TextsProvider, createLanguageStore } from '../../renderer/parts/texts/use-texts.tsx';
import type { Language } from '../../renderer/parts/texts/texts.ts';

/** 24/11/2026 08:30 at the point, a Tuesday. */
export const STAGE_NOW = Date.UTC(2026, 10, 24, 1, 30);

export interface StageOptions {
  readonly client: Client;
  readonly now?: () => number;
  readonly language?: Language;
}

export interface Stage {
  readonly root: HTMLElement;
  /** All words that can be seen, with spaces made single. */
  readonly words: () => string;
  /** The one button whose words or label hold `name`; throws when there is none. */
  readonly button: (name: string | RegExp) => HTMLButtonElement;
  readonly find: <Kind extends HTMLElement = HTMLElement>(selector: string) => Kind;
  readonly press: (target: string | RegExp | HTMLElement) => Promise<void>;
  readonly type: (field: HTMLInputElement | HTMLTextAreaElement, text: string) => Promise<void>;
  readonly key: (key: string, options?: KeyboardEventInit & { readonly on?: EventTarget }) => Promise<void>;
  /** Lets promises and effects that are ready run. */
  readonly settle: () => Promise<void>;
  readonly end: () => Promise<void>;
}

let lastRequest = 0;
/** Request ids in the order they are asked for: …0001, …0002. */
function nextRequestId(): ReturnType<typeof requestIdSchema.parse> {
  lastRequest += 1;
  return requestIdSchema.parse(`00000000-0000-4000-8000-${String(lastRequest).padStart(12, '0')}`);
}

function named(element: HTMLElement, name: string | RegExp): boolean {
  const said = [element.getAttribute('aria-label') ?? '', element.textContent].map((text) => text.replaceAll(/\s+/g, ' ').trim());
  return said.some((text) => (typeof name === 'string' ? text.includes(name) : name.test(text)));
}

/** Renders `screen` and waits for its first effects. */
export async function stage(screen: ReactNode, { client, now = () => STAGE_NOW, language = 'vi' }: StageOptions): Promise<Stage> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const place = document.createElement('div');
  document.body.append(place);
  const reactRoot = createRoot(place);
  const settle = async (): Promise<void> => {
    await act(async () => {
      for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
    });
  };
  const button = (name: string | RegExp): HTMLButtonElement =>
    must([...place.querySelectorAll('button')].find((one) => named(one, name)), `a button called ${String(name)}; there is: ${[...place.querySelectorAll('button')].map((one) => one.textContent).join(' | ')}`);
  await act(async () => {
    reactRoot.render(
      <TextsProvider store={createLanguageStore(language)}>
        <ServicesProvider services={{ client, now, newRequestId: nextRequestId }}>{screen}</ServicesProvider>
      </TextsProvider>,
    );
  });
  await settle();
  return {
    root: place,
    words: () => place.textContent.replaceAll(/\s+/g, ' ').trim(),
    button,
    find: (selector) => must(place.querySelector(selector), `an element ${selector}`),
    async press(target) {
      await act(async () => (target instanceof HTMLElement ? target : button(target)).click());
      await settle();
    },
    async type(field, text) {
      await act(async () => {
        // React keeps a value of its own on the element; the class's property goes past it, as typing does.
        Reflect.set(Object.getPrototypeOf(field) as object, 'value', text, field);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await settle();
    },
    async key(key, { on = document.activeElement ?? document.body, ...rest } = {}) {
      await act(async () => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...rest })));
      await settle();
    },
    settle,
    async end() {
      await act(async () => reactRoot.unmount());
      place.remove();
    },
  };
}
