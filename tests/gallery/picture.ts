// What a picture of the gallery is: one screen in one state, by the client's script and the touches that lead there.

import type { ReactNode } from 'react';
import type { Role } from '../../shared/contract/command.ts';
import type { Language } from '../../renderer/parts/texts/texts.ts';
import type { ScriptedClient } from '../fakes/scripted-client.ts';

/** Sizes that must be right: kiosk portrait, hall and desk at full HD, the cheap desk monitor. */
export type SizeName = 'portrait' | 'landscape' | 'small';

/** Words of a button to touch, something that the station or the reader does, or words to wait for. */
export type Step = string | ((client: ScriptedClient) => void) | { readonly see: string };

export interface Picture {
  /** Unique; the picture's file is named after it. */
  readonly name: string;
  readonly role: Role;
  readonly sizes: readonly SizeName[];
  readonly screen: ReactNode;
  /** Made anew for each showing; without one every call fails. */
  readonly client?: () => ScriptedClient;
  readonly steps?: readonly Step[];
  /** Epoch ms; the gallery's fixed time when left out. */
  readonly now?: () => number;
  readonly language?: Language;
  /** Text size that the machine's owner has set, in percent of the usual; 100 when left out. */
  readonly textPercent?: number;
}

/** Types into a field, as a person does. */
export function typed(label: string, text: string): Step {
  return () => {
    const field = [...document.querySelectorAll('label')].find((each) => each.textContent === label)?.control;
    if (!(field instanceof HTMLInputElement)) throw new Error(`no field «${label}»`);
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
}

/** Chooses from a list, as a person does. */
export function chosen(label: string, words: string): Step {
  return () => {
    const list = [...document.querySelectorAll('label')].find((each) => each.textContent === label)?.control;
    const choice = list instanceof HTMLSelectElement ? [...list.options].find(({ text }) => text === words) : undefined;
    if (!(list instanceof HTMLSelectElement) || choice === undefined) throw new Error(`no choice «${words}» in «${label}»`);
    list.value = choice.value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

/** Pictures of screens that need no client, or hardly one: each state by its name. */
export function still(role: Role, sizes: readonly SizeName[], states: Readonly<Record<string, ReactNode>>, client?: () => ScriptedClient): Picture[] {
  return Object.entries(states).map(([name, screen]) => ({ name: `${role}-${name}`, role, sizes, screen, ...(client === undefined ? {} : { client }) }));
}
