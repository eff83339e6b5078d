// What officers type into dialogs comes back after a page died: corrected values, the reason of a hold, cash for an owed fee, who takes a result; and goes with the dialog.

import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stationDetail } from '../../../tests/gallery/desk/example-dossier.ts';
import { exampleDay } from '../../../tests/gallery/desk/example-fee.ts';
import { counterModel } from '../../../tests/gallery/desk/example-model.ts';
import { calledTicket, exampleDesk, examplePoint } from '../../../tests/gallery/desk/example-point.ts';
import { exampleSignIn } from '../../../tests/gallery/desk/staff-pictures.tsx';
import { stillActs } from '../../../tests/gallery/desk/still.ts';
import { scriptedClient } from '../../../tests/fakes/scripted-client.ts';
import { stage } from '../../../tests/fakes/stage.tsx';
import type { Stage } from '../../../tests/fakes/stage.tsx';
import { WordShelf } from '../../../tests/fakes/word-shelf.ts';
import { CorrectPane } from '../../parts/dossier/correct-pane.tsx';
import type { DossierActions } from '../../parts/dossier/dossier-core.ts';
import type { CounterActions } from '../counter/counter-model.ts';
import { HoldDialog } from '../counter/desk/hold-dialog.tsx';
import { OwedList } from '../counter/fee/owed-list.tsx';
import { StaffDoor } from './staff-door.tsx';

const [, , LAN] = exampleSignIn().officers;
const SIGNED_IN = exampleSignIn({ session: LAN === undefined ? null : { officerId: LAN.officerId, name: LAN.name, role: LAN.role, isLocked: false } });
const model = counterModel(exampleDesk(), null);
const act = stillActs as CounterActions;

const pages: Stage[] = [];
beforeEach(() => {
  // happy-dom has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement) {
    this.open = true;
  };
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.end();
});
/** A page that comes after one that died has nothing but the shelf. */
async function page(shelf: WordShelf, dialog: ReactNode): Promise<Stage> {
  const screen = await stage(<StaffDoor point={examplePoint('counter')}>{dialog}</StaffDoor>, { client: scriptedClient(shelf.script()) });
  pages.push(screen);
  return screen;
}
function field(screen: Stage, name: RegExp): HTMLInputElement {
  const label = [...screen.root.querySelectorAll('label')].find(({ textContent }) => name.test(textContent)) ?? expect.fail(`${String(name)} is there`);
  return screen.root.querySelector<HTMLInputElement>(`[id="${label.htmlFor}"]`) ?? expect.fail('a label has its field');
}

test('values that were being corrected are there again, and those that nobody touched are as they stand', async () => {
  const shelf = new WordShelf(SIGNED_IN);
  const dialog = <CorrectPane detail={stationDetail} intent={undefined} act={stillActs as DossierActions} />;
  const before = await page(shelf, dialog);
  await before.type(field(before, /Điện thoại/), '0900000002');
  await before.type(field(before, /^Nơi thường trú/), 'Thôn Mẫu');
  const after = await page(shelf, dialog);
  expect([field(after, /Điện thoại/).value, field(after, /^Nơi thường trú/).value, field(after, /^Họ và tên/).value]).toEqual(['0900000002', 'Thôn Mẫu', stationDetail.applicant.fullName]);
  pages.pop();
  await after.end();
  expect([...shelf.own()]).toEqual([]);
});

test('the reason of a hold in the officer’s own words is there again, chosen', async () => {
  const shelf = new WordShelf(SIGNED_IN);
  const dialog = <HoldDialog current={calledTicket} model={model} act={act} />;
  const before = await page(shelf, dialog);
  await before.press([...before.root.querySelectorAll<HTMLInputElement>('input[type=radio]')].at(-1) ?? expect.fail('there are choices'));
  await before.type(before.find<HTMLInputElement>('input[type=text], input:not([type])'), 'Về lấy sổ đỏ bản chính');
  const after = await page(shelf, dialog);
  expect(after.find<HTMLInputElement>('input[type=text], input:not([type])').value).toBe('Về lấy sổ đỏ bản chính');
});

test('cash that was handed over for a fee that is owed is there again at its dossier', async () => {
  const shelf = new WordShelf(SIGNED_IN);
  const dialog = <OwedList owed={exampleDay.owed} model={model} act={act} />;
  const before = await page(shelf, dialog);
  await before.press(/^Thu/);
  await before.type(before.find<HTMLInputElement>('input'), '100000');
  const after = await page(shelf, dialog);
  await after.press(/^Thu/);
  expect(after.find<HTMLInputElement>('input').value).toBe('100.000');
});
