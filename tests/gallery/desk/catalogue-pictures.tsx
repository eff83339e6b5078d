// The catalogue of procedures: in the admin window as shipped, as the city sent it, after going back; at the counter what an officer has not seen.

import type { ReactNode } from 'react';
import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import { createPageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { createProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { CATALOGUE_KEY } from '../../../renderer/screens/counter/side/catalogue-key.ts';
import type { CatalogueView } from '../../../shared/contract/catalogue.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { cityCatalogue, leftCatalogue, shippedCatalogue } from './example-catalogue.ts';
import { adminModel, counterModel, failed, fresh } from './example-model.ts';
import { exampleVisit, servingDesk } from './example-point.ts';
import { stillActs } from './still.ts';

const idle = scriptedClient({});

function admin(name: string, view: CatalogueView, steps: readonly Step[], script: Script = {}): Picture {
  return {
    name: `admin-catalogue-${name}`, role: 'admin', sizes: ['landscape', 'small'], steps, screen: <AdminView model={adminModel({ tab: 'catalogue' })} act={stillActs as AdminActions} />,
    client: () => scriptedClient({ 'catalogue.read': () => view, ...script }),
  };
}
function counter(more: Parameters<typeof counterModel>[2]): ReactNode {
  return <CounterView model={counterModel(servingDesk, exampleVisit(), { catalogue: fresh(cityCatalogue()), ...more })} act={stillActs as CounterActions} finder={createProcedureFinder(idle)} images={createPageImages(idle)} />;
}
/** Chooses a file, as a person does in the system's dialog. */
const chooseFile: Step = () => {
  const picker = document.querySelector<HTMLInputElement>('dialog input[type="file"]');
  if (picker === null) throw new Error('no file is asked for');
  const chosen = new DataTransfer();
  chosen.items.add(new File(['{}'], 'danh-muc.json', { type: 'application/json' }));
  picker.files = chosen.files;
  picker.dispatchEvent(new Event('change', { bubbles: true }));
};
const offered = { isThere: true, held: { ...cityCatalogue().held, origin: 'file', edition: 0 }, counts: cityCatalogue().counts, changes: cityCatalogue().changes } as const;
const goBack: readonly Step[] = ['Quay lại danh mục trước', { see: 'Giữ danh mục đang dùng' }];

export const cataloguePictures: readonly Picture[] = [
  admin('shipped', shippedCatalogue, [{ see: 'chưa nhận danh mục nào' }]),
  admin('city', cityCatalogue(), [{ see: 'Miễn lệ phí' }]),
  admin('left', leftCatalogue, [{ see: 'Bản 4 ghi sai lệ phí' }]),
  admin('lost', cityCatalogue({ lost: 'catalogue.broken', held: shippedCatalogue.held }), [{ see: 'không đọc lại được' }]),
  admin('go-back', cityCatalogue(), goBack),
  admin('more-failed', cityCatalogue(), ['Xem thêm (còn 35)', { see: 'Chưa liên lạc được' }], { 'catalogue.read': ({ from }) => (from === 0 ? cityCatalogue() : Promise.reject(refusal('station.unreachable'))) }),
  admin('import', shippedCatalogue, ['Nhận danh mục từ tệp', { see: 'Chọn tệp' }]),
  admin('import-offered', shippedCatalogue, ['Nhận danh mục từ tệp', chooseFile, { see: 'Còn 35 thủ tục khác' }], { 'catalogue.offer': () => ({ ...offered, changes: [...offered.changes] }) }),
  admin('import-refused', shippedCatalogue, ['Nhận danh mục từ tệp', chooseFile, { see: 'Chỗ sai' }], { 'catalogue.offer': () => Promise.reject(refusal('catalogue.unreadable', { where: '1.001193, papers.2.originals', fault: 'type' })) }),
  admin('import-cut', shippedCatalogue, ['Nhận danh mục từ tệp', chooseFile, { see: 'Chép lại tệp' }], { 'catalogue.offer': () => Promise.reject(refusal('catalogue.broken')) }),
  { name: 'counter-catalogue-card', role: 'counter', sizes: ['landscape', 'small'], screen: counter({}) },
  { name: 'counter-catalogue-card-large', role: 'counter', sizes: ['landscape', 'small'], textPercent: 200, screen: counter({}) },
  { name: 'counter-catalogue', role: 'counter', sizes: ['landscape', 'small'], screen: counter({ ui: { dialog: { kind: 'catalogue' } } }) },
  { name: 'counter-catalogue-few', role: 'counter', sizes: ['small'], screen: counter({ catalogue: fresh(cityCatalogue({ counts: { changed: 3, ended: 1, new: 1 } })), ui: { dialog: { kind: 'catalogue' } } }) },
  { name: 'counter-catalogue-refused', role: 'counter', sizes: ['small'], screen: counter({ ui: { dialog: { kind: 'catalogue' } }, intents: { [CATALOGUE_KEY]: failed('catalogue.seen', 'catalogue.moved-on') } }) },
];
