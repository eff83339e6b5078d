// Digitising and signing at a counter: the states of the papers, signed files with what a look at them finds, and the form of the token with what may be wrong with it.

import type { EpochMs, PageId } from '../../../shared/base/ids.ts';
import type { Digitisation, SignatureVerdict, Token } from '../../../shared/contract/signing.ts';
import { CounterView } from '../../../renderer/screens/counter/counter-view.tsx';
import type { CounterActions } from '../../../renderer/screens/counter/counter-model.ts';
import { createPageImages } from '../../../renderer/screens/counter/papers/page-images.ts';
import { createProcedureFinder } from '../../../renderer/screens/counter/procedure/procedure-finder.ts';
import { refusal, scriptedClient } from '../../fakes/scripted-client.ts';
import type { Script } from '../../fakes/scripted-client.ts';
import type { Picture, Step } from '../picture.ts';
import { atCityScript, cityDetail, dossierModel } from './example-dossier.ts';
import { counterModel } from './example-model.ts';
import { exampleDesk, minutesAgo } from './example-point.ts';
import { stillActs } from './still.ts';

const YEAR = 365 * 86_400_000;
const OFFICER = { name: 'Nguyễn Văn Mẫu', organisation: 'Ủy ban nhân dân xã Mẫu', issuer: 'Cơ quan chứng thực số chuyên dùng (thử)', serial: '0a1b2c' };
const DIGITISED: Digitisation = {
  papers: [
    { name: 'Tờ khai đăng ký khai sinh', state: 1, files: 2 },
    { name: 'Giấy chứng sinh', state: 1, files: 1 },
    { name: 'Giấy chứng nhận kết hôn của cha mẹ', state: 2, files: 1 },
    { name: 'Văn bản ủy quyền', state: 0, files: 0 },
  ],
  result: { state: 1, files: 1 },
  signed: [
    { documentId: '018f0000-0000-7000-8000-0000000000a1' as PageId, part: 'papers', format: 'pades', ...OFFICER, signedAt: minutesAgo(31), isHere: true },
    { documentId: '018f0000-0000-7000-8000-0000000000a2' as PageId, part: 'result', format: 'cades', ...OFFICER, signedAt: minutesAgo(9), isHere: false },
  ],
};
const BARE: Digitisation = { papers: DIGITISED.papers.slice(0, 2).map((paper) => ({ ...paper, state: 0, files: 0 })), result: { state: 0, files: 0 }, signed: [] };
const VERDICT: SignatureVerdict = { integrity: 'intact', signer: { ...OFFICER, validFrom: (minutesAgo(0) - YEAR) as EpochMs, validTo: (minutesAgo(0) + YEAR) as EpochMs, inTime: 'yes', chain: 'trusted' } };
const TOKEN: Token = {
  label: 'Chữ ký số cán bộ', serial: 'T01', pin: 'fine', hasOwnKeys: false,
  certificates: [
    { fingerprint: 'a'.repeat(64), ...OFFICER, validFrom: (minutesAgo(0) - YEAR) as EpochMs, validTo: (minutesAgo(0) + YEAR) as EpochMs, standing: 'good' },
    { fingerprint: 'b'.repeat(64), ...OFFICER, name: 'Ủy ban nhân dân xã Mẫu', validFrom: (minutesAgo(0) - YEAR) as EpochMs, validTo: (minutesAgo(0) + YEAR) as EpochMs, standing: 'good' },
    { fingerprint: 'c'.repeat(64), ...OFFICER, validFrom: (minutesAgo(0) - 3 * YEAR) as EpochMs, validTo: (minutesAgo(0) - YEAR) as EpochMs, standing: 'expired' },
  ].map(({ fingerprint, name, organisation, issuer, validFrom, validTo, standing }) => ({ fingerprint, name, organisation, issuer, validFrom, validTo, standing: standing as 'good' | 'expired' })),
};
const idle = scriptedClient({});

function picture(name: string, script: Script, steps: readonly Step[]): Picture {
  const model = counterModel(exampleDesk(), null, { dossier: dossierModel(cityDetail, { pane: 'sign' }), ui: { dialog: { kind: 'dossier' } } });
  return {
    name: `counter-sign-${name}`, role: 'counter', sizes: ['landscape', 'small'], steps,
    screen: <CounterView model={model} act={stillActs as CounterActions} finder={createProcedureFinder(idle)} images={createPageImages(idle)} />,
    client: () => scriptedClient({ ...atCityScript(), 'signing.read': () => DIGITISED, 'signing.verify': () => VERDICT, 'signing.tokens': () => ({ tokens: [TOKEN] }), ...script }),
  };
}

export const signPictures: readonly Picture[] = [
  picture('states', {}, ['Kiểm tra chữ ký', { see: 'Nội dung nguyên vẹn' }]),
  picture('nothing', { 'signing.read': () => BARE }, [{ see: 'Chưa có tệp nào' }]),
  picture('tampered', { 'signing.verify': () => ({ integrity: 'changed', signer: null }) }, ['Kiểm tra chữ ký', { see: 'Chữ ký không hợp lệ' }]),
  picture('no-list', { 'signing.verify': (): SignatureVerdict => ({ ...VERDICT, signer: VERDICT.signer === null ? null : { ...VERDICT.signer, inTime: 'expired', chain: 'no-roots' } }) }, ['Kiểm tra chữ ký', { see: 'Chưa kiểm tra được nơi cấp' }]),
  picture('unfit', { 'signing.verify': (): SignatureVerdict => ({ ...VERDICT, signer: VERDICT.signer === null ? null : { ...VERDICT.signer, chain: 'unfit' } }) }, ['Kiểm tra chữ ký', { see: 'không dùng để ký văn bản' }]),
  picture('form', {}, ['Ký thành phần', { see: 'Chứng thư số' }]),
  picture('last-try', { 'signing.tokens': () => ({ tokens: [{ ...TOKEN, pin: 'last-try' as const }] }) }, ['Ký kết quả', { see: 'chỉ còn MỘT lần' }]),
  picture('no-token', { 'signing.tokens': () => ({ tokens: [] }) }, ['Ký kết quả', { see: 'Chưa thấy thiết bị' }]),
  picture('no-module', { 'signing.tokens': () => { throw refusal('token.no-module'); } }, ['Ký kết quả', { see: 'chưa đặt thư viện' }]),
];
