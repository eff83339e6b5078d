// The guide as the administration and a helper at the kiosk open it; the counter's stands with its dialogs.

import { AdminView } from '../../../renderer/screens/admin/admin-view.tsx';
import type { AdminActions } from '../../../renderer/screens/admin/admin-model.ts';
import { KioskScreen } from '../../../renderer/screens/kiosk/kiosk-screen.tsx';
import { scriptedClient } from '../../fakes/scripted-client.ts';
import { hallPoint } from '../hall/example-hall.ts';
import { kioskScript } from '../hall/kiosk-pictures.tsx';
import type { Picture } from '../picture.ts';
import { adminModel } from './example-model.ts';
import { stillActs } from './still.ts';

const administration = <AdminView model={adminModel({ tab: 'health' })} act={stillActs as AdminActions} />;

export const guidePictures: readonly Picture[] = [
  { name: 'admin-guide', role: 'admin', sizes: ['landscape', 'small'], screen: administration, client: () => scriptedClient({}), steps: ['Hướng dẫn', 'Cán bộ kỹ thuật', { see: 'Lắp, thay thiết bị' }] },
  { name: 'admin-guide-english', role: 'admin', sizes: ['small'], screen: administration, client: () => scriptedClient({}), steps: ['Guide', { see: 'How is today' }], language: 'en' },
  {
    name: 'kiosk-guide', role: 'kiosk', sizes: ['portrait', 'landscape', 'small'], screen: <KioskScreen point={hallPoint('kiosk', { hasHelpers: true })} />, client: () => scriptedClient(kioskScript()),
    steps: ['Đội hỗ trợ', ...'1357', 'Bắt đầu hỗ trợ', 'Hướng dẫn', { see: 'Hai chạm là có số' }],
  },
];
