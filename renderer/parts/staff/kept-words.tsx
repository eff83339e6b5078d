// Words typed into a dialog that is no draft of a visit: in this page's memory over the lock, and at the station over its closing and a crash; for the officer who typed them alone, until the dialog is left, or what stays when its section is left is saved or given up.

import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Listeners } from '../../../shared/base/listeners.ts';
import { LONGEST_KEPT } from '../../../shared/contract/kept-words.ts';
import { useServices } from '../services.tsx';
import { useStaff } from './staff-context.tsx';

/** Whose window it is: an officer's, that of whoever works where nobody signs in (''), or nobody's yet (null). A locked one is still that officer's. */
export interface Seated {
  readonly who: string | null;
  readonly isLocked: boolean;
}

/** Has the station keep words, or forget them (null). */
type Keep = (key: string, words: string | null) => Promise<unknown>;

/** The words of one officer at a time. */
class KeptWords {
  /** Another map with every change. */
  #words: ReadonlyMap<string, string> = NO_WORDS;
  /** What the station is being told, and what it has to be told still: one request at a time, with the newest words. */
  readonly #unsaid = new Set<string>();
  /** What this officer has touched here: what the station finds of it is older. */
  readonly #touched = new Set<string>();
  #isTelling = false;
  readonly #heard = new Listeners<[]>();
  readonly #keep: Keep;
  #seated: Seated = { who: null, isLocked: false };

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  listen = (heard: () => void): (() => void) => this.#heard.add(heard);

  /** Who is there now, and whether the screen is taken away and will come back: what leaves it then was not left by a person. */
  seat(seated: Seated): void {
    if (this.#seated.who !== seated.who) {
      this.#words = NO_WORDS;
      this.#unsaid.clear();
      this.#touched.clear();
      this.#heard.emit();
    }
    this.#seated = seated;
    void this.#tell();
  }

  /** What the station has of this officer's, from before the window was opened; what was typed since stays. */
  found(who: string, words: Readonly<Record<string, string>>): void {
    if (who !== this.#seated.who) return;
    this.#words = new Map([...this.#words, ...Object.entries(words).filter(([key]) => !this.#touched.has(key))]);
    this.#heard.emit();
  }

  /** What that officer had typed, by its keys; nothing where it was nobody, or somebody else. */
  typedBy(who: string): ReadonlyMap<string, string> {
    return this.#seated.who === who ? this.#words : NO_WORDS;
  }

  /** Null where what stands there is what stood there first. What ends for somebody who has gone meanwhile touches nobody else's. */
  type(who: string, key: string, words: string | null): void {
    if (this.#seated.who !== who) return;
    const others = [...this.#words].filter(([other]) => other !== key);
    this.#words = new Map(words === null ? others : [...others, [key, words]]);
    this.#say(key);
  }

  leave(key: string): void {
    const { who, isLocked } = this.#seated;
    if (who !== null && !isLocked && this.#words.has(key)) this.type(who, key, null);
  }

  #say(key: string): void {
    this.#unsaid.add(key);
    this.#touched.add(key);
    this.#heard.emit();
    void this.#tell();
  }

  /** What could not be told goes with the next words, or once the window is open again. */
  async #tell(): Promise<void> {
    const { who, isLocked } = this.#seated;
    const [key] = this.#unsaid;
    if (this.#isTelling || who === null || isLocked || key === undefined) return;
    this.#isTelling = true;
    this.#unsaid.delete(key);
    const words = this.#words.get(key) ?? null;
    // What is longer than the station keeps stays in this page's memory alone, and stands in no other words' way.
    const isTold = await this.#keep(key, words !== null && words.length > LONGEST_KEPT ? null : words).then(() => true, () => false);
    this.#isTelling = false;
    if (isTold) return void this.#tell();
    if (this.#seated.who === who) this.#unsaid.add(key);
  }
}

const NO_WORDS: ReadonlyMap<string, string> = new Map();
const KeptContext = createContext<KeptWords | null>(null);

/** Stands above the lock. The page's words go when whoever signs out or somebody else signs in; the station gives each officer back his own. */
export function KeptWordsProvider({ seated: { who, isLocked }, children }: { readonly seated: Seated; readonly children: ReactNode }): ReactNode {
  const { client } = useServices();
  const [kept] = useState(() => new KeptWords((key, words) => client.call('staff.keep-words', { key, words })));
  // Before what was taken away is cleaned up, and so before it would be forgotten.
  useLayoutEffect(() => {
    kept.seat({ who, isLocked });
  }, [kept, who, isLocked]);
  useEffect(() => {
    if (who === null || isLocked) return;
    // A station that does not answer says so itself, everywhere; words that are typed meanwhile stay.
    client.call('staff.words', {}).then(({ words }) => kept.found(who, words), () => undefined);
  }, [client, kept, who, isLocked]);
  return <KeptContext value={kept}>{children}</KeptContext>;
}

/** As `useState` for the words of a dialog; `key` names the field and, behind a space, the thing that it is about. */
export function useKeptWords(key: string, first = ''): readonly [string, (next: string) => void] {
  const kept = useContext(KeptContext);
  const who = useStaff()?.session.officerId ?? '';
  const [alone, setAlone] = useState(first);
  // Whoever comes after another officer reads before that one's words are cleared.
  const typed = useSyncExternalStore(kept?.listen ?? SILENT, () => kept?.typedBy(who).get(key));
  useEffect(() => () => {
    kept?.leave(key);
  }, [kept, key]);
  const set = (next: string): void => (kept === null ? setAlone(next) : kept.type(who, key, next === first ? null : next));
  return [kept === null ? alone : (typed ?? first), set];
}

const SILENT = (): (() => void) => () => undefined;

/** The same for several fields of one dialog, by their names: those that nobody has touched are not there. */
export function useKeptFields<Field extends string>(key: string): readonly [Typed<Field>, (next: Typed<Field>) => void] {
  const [text, setText] = useKeptWords(key, NOTHING);
  return [useMemo(() => JSON.parse(text) as Typed<Field>, [text]), (next) => setText(JSON.stringify(next))];
}

/** Drafts of a section, by the thing that each is about: they stay when the section is left, and go when they are saved or given up (null). */
export function useKeptDrafts(kind: string): readonly [ReadonlyMap<string, string>, (about: string, words: string | null) => void] {
  const kept = useContext(KeptContext);
  const who = useStaff()?.session.officerId ?? '';
  const [alone, setAlone] = useState(NO_WORDS);
  const typed = useSyncExternalStore(kept?.listen ?? SILENT, () => kept?.typedBy(who) ?? NO_WORDS);
  const drafts = useMemo(() => new Map([...typed].flatMap(([key, words]) => (key.startsWith(`${kind} `) ? [[key.slice(kind.length + 1), words] as const] : []))), [typed, kind]);
  const keep = (about: string, words: string | null): void => {
    if (kept !== null) kept.type(who, `${kind} ${about}`, words);
    else setAlone((before) => new Map([...before].filter(([other]) => other !== about).concat(words === null ? [] : [[about, words]])));
  };
  return [kept === null ? alone : drafts, keep];
}

/** The same for the fields of one form about one thing; null gives them up. */
export function useKeptForm(kind: string, about: string): readonly [Typed<string>, (next: Typed<string> | null) => void] {
  const [drafts, keep] = useKeptDrafts(kind);
  const words = drafts.get(about);
  return [useMemo(() => (words === undefined ? {} : fieldsSchema.parse(JSON.parse(words))), [words]), (next) => keep(about, next === null ? null : JSON.stringify(next))];
}

const fieldsSchema = z.record(z.string(), z.string());
type Typed<Field extends string> = Partial<Readonly<Record<Field, string>>>;
const NOTHING = '{}';
