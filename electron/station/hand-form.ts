// Hands a form to a printer of the operating system: as the PDF that it is, or, where the system takes none from us, as pictures of its pages.

import { formPaperSchema } from './papers/form-paper.ts';
import type { FormThread } from './papers/form-thread.ts';
import type { PageForPrinter, SystemPrinter, SystemPrintOutcome } from './devices/ports.ts';

/** What a laser printer of an office shows of small letters. */
const PICTURE_DPI = 200;
/** Pages at once in the memory of the host that prints them. */
const MOST_PAGES = 12;

/**
 * `paper` is the JSON text that was kept with the print. A host that takes no PDF says so before anything is handed over, so that the second way is never a second paper.
 * Throws for what is no form, and where it cannot be drawn.
 */
export async function handForm(forms: Pick<FormThread, 'pdf' | 'pictures'>, printer: SystemPrinter, paper: string, name: string): Promise<SystemPrintOutcome> {
  const form = formPaperSchema.parse(JSON.parse(paper));
  const { pdf } = await forms.pdf(form);
  const outcome = await printer.print({ kind: 'pdf', bytes: pdf }, name, 1);
  if (outcome.kind !== 'failed' || outcome.code !== 'host.not-here') return outcome;
  const made = await forms.pictures(form, { dpi: PICTURE_DPI, from: 0, most: MOST_PAGES });
  // Half a paper would look like a whole one.
  if (made.pages > made.pictures.length) return { kind: 'failed', code: 'print.too-long' };
  return await printer.print(pictured(form.label, made), name, 1);
}

/** Pages of their true size, each filled by its picture. */
function pictured(title: string, { pictures, widthPoints, heightPoints }: { readonly pictures: readonly Uint8Array[]; readonly widthPoints: number; readonly heightPoints: number }): PageForPrinter {
  const [width, height] = [`${widthPoints}pt`, `${heightPoints}pt`];
  return {
    kind: 'page', title,
    body: pictures.map((picture) => `<img alt="" src="data:image/png;base64,${Buffer.from(picture).toString('base64')}">`).join(''),
    style: `@page { size: ${width} ${height}; margin: 0; }\nbody { margin: 0; }\nimg { display: block; width: ${width}; height: ${height}; break-after: page; }\nimg:last-child { break-after: auto; }`,
  };
}
