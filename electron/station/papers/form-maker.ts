// Makes a paper of a form, as a PDF or as pictures of its pages.

import { parseTemplate } from '../../../shared/domain/paper/parse-template.ts';
import { markedForTraining } from '../devices/paper/training-mark.ts';
import type { PrintJob } from '../devices/ports.ts';
import { drawPdf, drawPicture, drawStrip, openPaperFonts } from './draw.ts';
import type { FormOrder, MadeForm } from './form-thread.ts';
import { layOut, layOutStrip } from './lay-out.ts';

/** What the program itself says on papers, as the texts of resources/texts/paper.vi.json name it. */
export interface FormTexts {
  readonly 'paper.example': string;
  readonly 'paper.training': string;
  readonly 'paper.receipt.reprint': string;
  readonly 'paper.form.page': string;
}

/** Ticket printers have 203 dots an inch. */
const POINTS_DOT = 72 / 203;

/** Opens the typeface once; the answer makes one paper after the other. */
export function createFormMaker(texts: FormTexts, isTraining = false): (order: FormOrder) => Promise<MadeForm> {
  const measure = openPaperFonts();
  const mark = isTraining ? texts['paper.training'] : null;
  return async ({ as, paper: { form, template, values, label, copyNumber, isExample } }) => {
    const parsed = parseTemplate(form, template);
    // Whoever asks has read it before; of a print that was kept it is the one that was in force then.
    if (parsed.kind === 'faults') return { kind: 'failed', detail: `the template of ${form} cannot be read: ${parsed.faults.map(({ kind, line }) => `${kind} in line ${line}`).join(', ')}` };
    const bands = [...(mark === null ? [] : [mark]), ...(isExample ? [texts['paper.example']] : []), ...(copyNumber > 1 ? [texts['paper.receipt.reprint'].replace('{count}', String(copyNumber))] : [])];
    const marks = { bands, footLabel: label, pageWords: texts['paper.form.page'] };
    if (as.kind === 'strip') return { kind: 'strip', picture: marked(drawStrip(layOutStrip(parsed.template, values, marks, measure, as.widthDots * POINTS_DOT), as.widthDots), mark) };
    const paper = layOut(parsed.template, values, marks, measure);
    const size = { pages: paper.pages.length, widthPoints: paper.width, heightPoints: paper.height };
    if (as.kind === 'pdf') return { kind: 'pdf', ...size, pdf: drawPdf(paper, label, mark) };
    const pictures: Uint8Array[] = [];
    for (let page = as.from; page < Math.min(paper.pages.length, as.from + as.most); page += 1) pictures.push(await drawPicture(paper, page, as.dpi, mark));
    return { kind: 'pictures', ...size, pictures };
  };
}

function marked(strip: ReturnType<typeof drawStrip>, mark: string | null): PrintJob {
  const { widthDots, rows, bits } = strip;
  return mark === null ? { widthDots, rows, bits } : markedForTraining(strip, mark);
}
