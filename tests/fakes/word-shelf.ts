// The station's keeping of words that officers type into dialogs, as a page meets it: each officer's own, nobody's while the window is locked.

import type { SignIn } from '../../shared/contract/staff.ts';
import type { Script } from './scripted-client.ts';
import { refusal } from './scripted-client.ts';

/** Outlives pages; `seated` says who is signed in at the window now. */
export class WordShelf {
  readonly #words = new Map<string, Map<string, string>>();
  seated: SignIn;

  constructor(seated: SignIn) {
    this.seated = seated;
  }

  /** Those of whoever is signed in. */
  own(): Map<string, string> {
    const { mode, session } = this.seated;
    if (mode === 'asked' && session?.isLocked !== false) throw refusal('staff.sign-in-needed');
    const who = session?.officerId ?? '';
    const found = this.#words.get(who) ?? new Map<string, string>();
    this.#words.set(who, found);
    return found;
  }

  script(): Script {
    return {
      'staff.read': () => this.seated,
      'staff.words': () => ({ words: Object.fromEntries(this.own()) }),
      'staff.keep-words': ({ key, words }) => {
        if (words === null) this.own().delete(key);
        else this.own().set(key, words);
        return {};
      },
    };
  }
}
