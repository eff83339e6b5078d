// The steps of a page, one a line as the page has them. They are the offices' words: an import keeps them whole and ships none.

/** Lines that a step begins with; other lines belong to the step above. */
const STARTS = /^(?:[-+*•]|\(?[a-zđ\d]{1,3}[.)]|bước\s*\d)/iu;

/** Every step, whole; none for a page that says nothing. */
export function readSteps(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/^không có thông tin\.?$/iu.test(line));
  const steps: string[] = [];
  for (const line of lines) {
    if (steps.length === 0 || STARTS.test(line)) steps.push(line);
    else steps[steps.length - 1] = `${steps.at(-1) ?? ''} ${line}`;
  }
  return steps;
}
