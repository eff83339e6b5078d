// Puts the keyboard into a step of the visit: where its next key belongs.

import type { StepNumber } from '../counter-ui.ts';

/** What takes the keyboard, the best first; a missing paper before anything else of its step. */
const PLACES = ['.person-check [data-kind="primary"]', 'input:not([tabindex="-1"])', 'button:not([tabindex="-1"])'];
const MISSING_PAPER = '.paper[data-focused="true"] [data-column="originals"]';

/** Focuses inside `step` if it is the open one and the keyboard is elsewhere; a step that only opens now takes the focus by itself. */
export function focusStep(step: StepNumber, toPaper = false): void {
  // What is open is drawn in the next task at the latest.
  setTimeout(() => {
    const body = document.querySelector(`.step[data-number="${step}"][data-open="true"] .step-body`);
    if (body === null || (!toPaper && body.contains(document.activeElement))) return;
    for (const place of toPaper ? [MISSING_PAPER, ...PLACES] : PLACES) {
      const found = body.querySelector<HTMLElement>(place);
      if (found !== null) return found.focus();
    }
  });
}
