// Signatures by a real PKCS#11 library, read by programs that we did not write: openssl, which knows our authority, and poppler. And every way in which a token disappoints.

import type { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../build/checks/spawn.ts';
import { ensureTools } from '../../../build/setup/system-tools.ts';
import { readCertificate } from '../../../electron/station/signing/cms/certificate.ts';
import { beginSignature, finishSignature, type SignatureOrder, WrongKey } from '../../../electron/station/signing/sign.ts';
import { askToken } from '../../../electron/station/signing/token/ask-token.ts';
import type { FoundToken, TokenAnswer } from '../../../electron/station/signing/token/token-talk.ts';
import { verifyDetached, verifyPdf } from '../../../electron/station/signing/verify.ts';
import { MODULE, PIN, SIGNER, type SoftToken, softToken } from '../../fakes/soft-token.ts';

type SignDigest = (digest: Buffer<ArrayBuffer>) => Promise<Buffer>;
const CONTENT = Buffer.from('Giấy khai sinh, bản điện tử. '.repeat(100));
let token: SoftToken;
let rsa: Buffer<ArrayBuffer>;
let ec: Buffer<ArrayBuffer>;
let old: Buffer<ArrayBuffer>;
let found: FoundToken;

async function list(): Promise<FoundToken> {
  const answer = await askToken(token.process, { kind: 'list', module: MODULE });
  const first = answer.kind === 'tokens' ? answer.tokens.find(({ serial }) => serial !== '') : undefined;
  if (first === undefined) throw new Error(JSON.stringify(answer));
  return first;
}
const signWith = (certificate: Buffer<ArrayBuffer>, pin = PIN, digest = Buffer.alloc(32, 1)): Promise<TokenAnswer> =>
  askToken(token.process, { kind: 'sign', module: MODULE, tokenSerial: found.serial, certificate: certificate.toString('base64'), pin, digest: digest.toString('base64'), dareLastTry: false });
const key = (certificate: Buffer<ArrayBuffer>): SignDigest => async (digest) => {
  const answer = await signWith(certificate, PIN, digest);
  if (answer.kind !== 'signed') throw new Error(JSON.stringify(answer));
  return Buffer.from(answer.signature, 'base64');
};
async function sign(order: SignatureOrder, signDigest: SignDigest): Promise<Buffer> {
  const { toSign, ...begun } = await beginSignature(order);
  const { file, apart } = finishSignature(begun, order, await signDigest(toSign));
  return apart ?? Buffer.from(file);
}
const signDetached = (file: Uint8Array, certificate: X509Certificate, at: number, signDigest: SignDigest): Promise<Buffer> => sign({ file, certificate, format: 'cades', at }, signDigest);
const signPdf = (file: Uint8Array, certificate: X509Certificate, at: number, signDigest: SignDigest): Promise<Buffer> => sign({ file, certificate, format: 'pades', at }, signDigest);
async function plainPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < 3; page += 1) pdf.addPage([595, 842]).drawSquare({ x: 50, y: 50 + page, size: 100 });
  return await pdf.save();
}
/** What openssl says of a signature beside a file; '' where it is good. */
async function byOpenssl(cms: Buffer, content: Buffer): Promise<string> {
  writeFileSync(path.join(token.folder, 'it.p7s'), cms);
  writeFileSync(path.join(token.folder, 'it.bin'), content);
  const ran = await run('openssl', ['cms', '-verify', '-binary', '-cades', '-purpose', 'any', '-inform', 'DER', '-in', 'it.p7s', '-content', 'it.bin', '-CAfile', 'root.pem', '-out', '/dev/null'], { cwd: token.folder });
  return ran.code === 0 ? '' : ran.err;
}
async function byPoppler(pdf: Buffer): Promise<string> {
  const file = path.join(token.folder, 'it.pdf');
  writeFileSync(file, pdf);
  return (await run('pdfsig', ['-nocert', file])).out;
}
const known = () => ({ known: [readCertificate(readFileSync(token.root))], at: Date.now() });

beforeAll(async () => {
  await ensureTools(['pdfsig']);
  token = await softToken();
  rsa = await token.issue('01', `/C=VN/O=UBND xã Mẫu/CN=${SIGNER}`);
  ec = await token.issue('02', '/C=VN/O=UBND xã Mẫu/CN=UBND xã Mẫu', 'ec');
  old = await token.issue('03', '/C=VN/CN=Chứng thư cũ', 'ec', { from: -400, for: 365 });
  found = await list();
});
afterAll(() => token[Symbol.dispose]());

describe('a token', () => {
  it('shows its certificates before any PIN was typed', () => {
    expect([found.label, found.pin, found.certificates.length]).toEqual(['Can bo', 'fine', 3]);
    expect(found.certificates.toSorted()).toEqual([rsa, ec, old].map((der) => der.toString('base64')).toSorted());
  });

  it.each(['rsa', 'ec'] as const)('signs a file apart by its %s key, as openssl says too', async (kind) => {
    const der = kind === 'rsa' ? rsa : ec;
    const cms = await signDetached(CONTENT, readCertificate(der), Date.now(), key(der));
    expect(await byOpenssl(cms, CONTENT)).toBe('');
    expect(await byOpenssl(cms, Buffer.concat([CONTENT, Buffer.of(0)]))).toMatch(/digest|verification failure/i);
    expect(verifyDetached(cms, CONTENT, known())).toMatchObject({ integrity: 'intact', signer: { inTime: 'yes', chain: 'trusted', issuer: 'CA thu nghiem' } });
    expect(verifyDetached(cms, CONTENT.subarray(1), known()).integrity).toBe('changed');
  });

  it('signs a PDF twice, once as the officer and once as the agency, as poppler says too', { timeout: 180_000 }, async () => {
    const original = await plainPdf();
    const once = await signPdf(original, readCertificate(rsa), Date.now(), key(rsa));
    const twice = await signPdf(once, readCertificate(ec), Date.now(), key(ec));
    expect(twice.subarray(0, once.length).equals(once)).toBe(true);
    expect(verifyPdf(twice, known())).toMatchObject({ integrity: 'intact', signer: { name: 'UBND xã Mẫu', chain: 'trusted' } });
    const said = await byPoppler(twice);
    expect(said.match(/Signature is Valid/g)).toHaveLength(2);
    expect(said.match(/Not total document signed|Total document signed/g)).toEqual(['Not total document signed', 'Total document signed']);
    expect(said.match(/ETSI\.CAdES\.detached/g)).toHaveLength(2);
    const changed = Buffer.from(twice);
    changed[200] = (changed[200] ?? 0) ^ 1;
    expect(await byPoppler(changed)).not.toMatch(/Signature is Valid/);
    expect(verifyPdf(Buffer.concat([twice, Buffer.from('\n% behind\n')]), known()).integrity).toBe('added-to');
    expect(verifyPdf(Buffer.from(original), known()).integrity).toBe('unreadable');
  });

  it('has nothing of which every 97th byte could be another and it were still intact', { timeout: 180_000 }, async () => {
    const pdf = await signPdf(await plainPdf(), readCertificate(rsa), Date.now(), key(rsa));
    const cms = await signDetached(CONTENT, readCertificate(ec), Date.now(), key(ec));
    const circumstances = known();
    const passed: string[] = [];
    for (let at = 0; at < pdf.length; at += 97) if (verifyPdf(changedAt(pdf, at), circumstances).integrity === 'intact') passed.push(`pdf ${at}`);
    for (let at = 0; at < cms.length; at += 1) if (verifyDetached(changedAt(cms, at), CONTENT, circumstances).integrity === 'intact') passed.push(`cms ${at}`);
    expect([passed, verifyPdf(pdf, circumstances).integrity, verifyDetached(cms, CONTENT, circumstances).integrity]).toEqual([[], 'intact', 'intact']);
  });

  it('whose certificate is over, or whose authority nobody knows, is told as such beside a signature that is whole', async () => {
    const cms = await signDetached(CONTENT, readCertificate(old), Date.now(), key(old));
    expect(verifyDetached(cms, CONTENT, known())).toMatchObject({ integrity: 'intact', signer: { inTime: 'expired' } });
    expect(verifyDetached(cms, CONTENT, { known: [], at: Date.now() })).toMatchObject({ signer: { chain: 'no-roots' } });
    expect(verifyDetached(cms, CONTENT, { known: [readCertificate(rsa)], at: Date.now() })).toMatchObject({ signer: { chain: 'unknown' } });
  });

  it('that answers with another key than its certificate has gives no signature', async () => {
    await expect(signDetached(CONTENT, readCertificate(rsa), Date.now(), key(old))).rejects.toThrow(WrongKey);
  });

  it('takes no wrong PIN, says how its PIN stands then, and signs nothing with a certificate that it does not have', async () => {
    expect(await signWith(rsa, '999999')).toMatchObject({ kind: 'failed', code: 'token.wrong-pin', pin: 'few-left' });
    expect(await signWith(rsa)).toMatchObject({ kind: 'signed' });
    expect(await signWith(readFileSync(path.join(token.folder, 'tokens', '..', '01.csr')))).toMatchObject({ kind: 'failed', code: 'token.no-certificate' });
  });
});

describe('the process that speaks to tokens', () => {
  const standIn = (code: string) => {
    const entry = path.join(token.folder, 'stand-in.mjs');
    writeFileSync(entry, code);
    return { ...token.process, entry };
  };
  const ask = { kind: 'list', module: MODULE } as const;

  it('that hangs is ended, that crashes is told, and that says nonsense is not believed', async () => {
    expect(await askToken({ ...standIn('setInterval(() => undefined, 1000)'), longestMs: 1_500 }, ask)).toMatchObject({ code: 'token.failed', detail: 'too slow' });
    expect(await askToken(standIn('process.kill(process.pid, "SIGSEGV")'), ask)).toMatchObject({ code: 'token.failed', detail: 'ended SIGSEGV' });
    expect(await askToken(standIn('import { writeSync } from "node:fs"; writeSync(3, "{}")'), ask)).toMatchObject({ code: 'token.failed', detail: 'ended 0' });
    expect(await askToken({ ...token.process, program: '/nowhere/node' }, ask)).toMatchObject({ code: 'token.failed', detail: 'not started' });
    expect(await askToken(token.process, ask, AbortSignal.timeout(1))).toMatchObject({ code: 'token.failed', detail: 'given up' });
  });

  it('finds no module where there is none, and none in a file that is none', async () => {
    for (const module of ['/nowhere/module.so', path.join(token.folder, 'root.pem'), '/usr/lib/x86_64-linux-gnu/libz.so.1']) expect(await askToken(token.process, { kind: 'list', module })).toMatchObject({ kind: 'failed', code: 'token.no-module' });
  });

  it('says of a token that was pulled out that it is not there', async () => {
    token.pull();
    expect(await signWith(rsa)).toMatchObject({ kind: 'failed', code: 'token.absent' });
    expect(await askToken(token.process, { kind: 'list', module: MODULE })).toEqual({ kind: 'tokens', tokens: [] });
  });
});

function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
