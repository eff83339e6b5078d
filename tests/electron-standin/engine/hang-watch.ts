// Tells when a page no longer answers, and when it does again. Electron notices it by a touch that waits too long; here the page is asked each second.

import type { PageLine } from './page-line.ts';

const ASK_MS = 1000;
const LONGEST_MS = 5000;

/** Asks until the page is gone. `isAsked` says whether there is a page to be asked just now. */
export function watchForHangs(line: PageLine, isAsked: () => boolean, onChange: (isHung: boolean) => void): () => void {
  let waitsSince: number | null = null;
  let isHung = false;
  const become = (hung: boolean): void => {
    if (isHung === hung) return;
    isHung = hung;
    onChange(hung);
  };
  const timer = setInterval(() => {
    if (!isAsked()) {
      waitsSince = null;
      isHung = false;
      return;
    }
    if (waitsSince !== null) {
      if (performance.now() - waitsSince > LONGEST_MS) become(true);
      return;
    }
    const asked = performance.now();
    waitsSince = asked;
    const answered = (): void => {
      if (waitsSince === asked) waitsSince = null;
      become(false);
    };
    line.session.send('Runtime.evaluate', { expression: '0' }).then(answered, answered);
  }, ASK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
