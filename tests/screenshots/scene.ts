// A scene at the example point worth a picture: people waiting, a visit under way, a receipt handed over. Invented people only.

import type { PracticeDevices } from '../e2e/fixture/practice-devices.ts';
import { Window } from '../morning/window.ts';

const FIRST_CARD = '001185000012|012345678|Nguyễn Thị Hồng Ánh|15031985|Nữ|Thôn Đa Chất, xã Phú Xuyên, TP Hà Nội|10052021';
const SECOND_CARD = '001079000035||Trần Văn Đức|02091979|Nam|Số 12, đường Phú Mỹ, xã Phú Xuyên, TP Hà Nội|25122021';

/** Plays the scene through the same door as the screens: counter 1 ends with a receipt on the citizen display, counter 2 stands in the middle of the papers. */
export async function playScene(newAddress: (windowId: string) => Promise<string>, devices: PracticeDevices): Promise<void> {
  await using windows = new AsyncDisposableStack();
  const open = async (windowId: string) => windows.use(await Window.open(await newAddress(windowId)));
  const [kiosk, one, two, three] = await Promise.all([open('kiosk'), open('counter-1'), open('counter-2'), open('counter-3')]);
  const { fields } = await kiosk.call('point.describe', {});
  const fieldOf = (letter: string) => {
    const field = fields.find(({ code }) => code === letter);
    if (field === undefined) throw new Error(`no field ${letter}`);
    return field.code;
  };
  for (const [letter, priority] of [['A', 'none'], ['A', 'elderly'], ['B', 'none'], ['A', 'none'], ['C', 'none'], ['D', 'none'], ['A', 'pregnant-or-infant'], ['B', 'none'], ['A', 'none'], ['R', 'none'], ['A', 'none']] as const) {
    await kiosk.call('ticket.issue', { field: fieldOf(letter), priority, procedureCode: null });
  }
  await three.call('queue.next', {});
  await toPapers(one, FIRST_CARD, 1, 'khai sinh');
  const visit = await one.call('visit.read', {});
  if (visit !== null) {
    const dossier = await one.call('dossier.open', { visitId: visit.visitId });
    await one.call('receipt.print', { dossierId: dossier.dossierId });
  }
  await toPapers(two, SECOND_CARD, 2, 'chứng thực chữ ký');

  async function toPapers(window: Window, card: string, counter: number, wanted: string): Promise<void> {
    const { visitId } = await window.call('queue.next', {});
    if (visitId === null) throw new Error('nobody waits');
    await devices.readCard(counter, card);
    await window.until('the card', async () => (await window.call('visit.read', {}))?.person ?? null);
    const [found] = (await window.call('procedure.search', { text: wanted, field: null, limit: 1 })).procedures;
    if (found === undefined) throw new Error(`no procedure for ${wanted}`);
    const { procedure } = await window.call('visit.choose-procedure', { visitId, procedureCode: found.code });
    for (const paper of procedure?.papers.filter(({ required }) => required) ?? []) {
      await window.call('visit.check-paper', { visitId, paperId: paper.paperId, originals: Math.max(1, paper.originals), copies: paper.copies });
    }
    const [first] = procedure?.papers ?? [];
    if (first === undefined) throw new Error('no papers');
    await devices.loadSheets(counter, 2);
    await window.call('visit.scan', { visitId, paperId: first.paperId, source: 'feeder' });
    await window.until('the pages', async () => ((await window.call('visit.read', {}))?.scan.kind === 'scanning' ? null : true));
  }
}
