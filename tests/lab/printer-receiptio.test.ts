// A client that we did not write accepts the virtual printer's answers: so its status bytes and its fence are not only our own reading of the tables.

import { print } from 'receiptio';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startVirtualPrinter } from '../../electron/practice/printer/virtual-printer.ts';
import type { VirtualPrinter } from '../../electron/practice/printer/interface.ts';

/** The client knows one port only; this address of the machine's own is nobody else's. */
const HOST = '127.91.0.7';
const RECEIPT = '^^^Bo phan Mot cua\n\nSo thu tu | A001\n---\nXin cam on\n=\n';
let paper: VirtualPrinter;

beforeEach(async () => {
  paper = await startVirtualPrinter({ port: 9_100, host: HOST });
});
afterEach(async () => await paper[Symbol.asyncDispose]());

test('it prints on a printer that is well, and says so after the fence', async () => {
  expect(await print(RECEIPT, `-d ${HOST} -p escpos -c 48 -i`)).toBe('success');
  expect(paper.pageCount()).toBeGreaterThan(0);
});

test.each([
  ['ok', 'success'],
  ['paper-out', 'paperempty'],
  ['cover-open', 'coveropen'],
  ['cutter', 'error'],
] as const)('asked how it is while it is %s, it reads "%s"', async (state, word) => {
  paper.setState(state);
  expect(await print('', `-d ${HOST} -p escpos`)).toBe(word);
});

test.each([
  ['paper-out', 'paperempty'],
  ['cover-open', 'coveropen'],
] as const)('a receipt for a printer that is %s ends as "%s"', async (state, word) => {
  paper.setState(state);
  expect(await print(RECEIPT, `-d ${HOST} -p escpos -c 48`)).toBe(word);
  expect(paper.pageCount()).toBe(0);
});
