// Work that is done in steps: at once, or so that others are served between them.

/** Does all steps at once. */
export function finished<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does one step after the other; `breathe` lets others be served. */
export async function unhurried<Result>(steps: Generator<void, Result>, breathe: () => Promise<void>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await breathe();
  }
}
