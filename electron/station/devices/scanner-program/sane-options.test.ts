// What backends of several makers say of their devices, and how each is then asked to scan.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScanOptions } from '../ports.ts';
import { codeOfSaneEnd } from './sane-codes.ts';
import { parseSaneOptions, saneArguments, saneOffers } from './sane-options.ts';

const list = (...lines: readonly string[]): string => `\nAll options specific to device \`x':\n  Scan Mode:\n${lines.map((line) => `    ${line}\n        Words on it, also with --others [inside].\n`).join('')}`;
const TEST = list('--mode Gray|Color [Gray]', '--depth 1|8|16 [8]', '--hand-scanner[=(yes|no)] [no]', '--resolution 1..1200dpi (in steps of 1) [50]', '--source Flatbed|Automatic Document Feeder [Flatbed]', '-x 0..200mm (in steps of 1) [80]', '-y 0..200mm (in steps of 1) [100]');
const AIRSCAN = list('--resolution 75|100|200|300dpi [300]', '--mode Color|Gray [Color]', '--source Flatbed|ADF|ADF Duplex [Flatbed]', '-x 0..215.9mm [215.9]', '-y 0..297.011mm [297.011]', '--brightness -100..100% (in steps of 1) [0] [advanced]');
const FUJITSU = list('--source ADF Front|ADF Back|ADF Duplex [ADF Front]', '--mode Lineart|Halftone|Gray|Color [Lineart]', '--resolution 50..600dpi (in steps of 1) [300]', '--page-width 0..221.121mm (in steps of 0.0211639) [215.872]', '--page-height 0..876.695mm (in steps of 0.0211639) [279.364]', '-x 0..215.872mm (in steps of 0.0211639) [215.872]', '-y 0..279.364mm (in steps of 0.0211639) [279.364]');
const EPSON = list('--mode Lineart|Gray|Color [Color]', '--resolution 75|150|300|600dpi [75]', '--source Flatbed|Automatic Document Feeder [Flatbed]', '--adf-mode Simplex|Duplex [inactive]');
const BROTHER = list('--mode Black & White|True Gray|24bit Color[Fast] [24bit Color[Fast]]', '--source FlatBed|Automatic Document Feeder(left aligned)|Automatic Document Feeder(left aligned,Duplex) [FlatBed]', '--resolution 100|200|300dpi [200]');
const BROTHER_4 = list('--mode Black & White|Gray[Error Diffusion]|True Gray|24bit Color|24bit Color[Fast] [24bit Color]', '--resolution 100|150|200|300dpi [200] [advanced]', '--source Automatic Document Feeder(centrally aligned)|FlatBed [inactive]');
const PLAIN = list('--mode Color|Gray [Color]', '--resolution 100dpi [100]');

const wanted = (more: Partial<ScanOptions> = {}): ScanOptions => ({ source: 'feeder', dpi: 200, colour: 'colour', duplex: false, ...more });
const args = (text: string, more?: Partial<ScanOptions>): readonly string[] | null => saneArguments(parseSaneOptions(text), wanted(more), {});

test('a feeder, its other side and the glass are found under each maker’s names', () => {
  expect(args(TEST)).toEqual(['--source=Automatic Document Feeder', '--mode=Color', '--resolution=200', '-x', '210', '-y', '297']);
  expect(args(TEST, { duplex: true })).toBeNull();
  expect(args(AIRSCAN, { duplex: true, colour: 'grey', dpi: 240 })).toEqual(['--source=ADF Duplex', '--mode=Gray', '--resolution=200', '-x', '210', '-y', '297']);
  expect(args(AIRSCAN)).toContain('--source=ADF');
  expect(args(AIRSCAN, { source: 'glass', duplex: true })).toContain('--source=Flatbed');
  expect(args(FUJITSU)).toEqual(['--source=ADF Front', '--mode=Color', '--resolution=200', '--page-width=210', '--page-height=297', '-x', '210', '-y', '297']);
  expect(args(FUJITSU, { source: 'glass' })).toBeNull();
  expect(args(EPSON, { duplex: true })).toEqual(['--source=Automatic Document Feeder', '--adf-mode=Duplex', '--mode=Color', '--resolution=300']);
  expect(args(EPSON)).toContain('--adf-mode=Simplex');
  expect(args(BROTHER, { duplex: true })).toContain('--source=Automatic Document Feeder(left aligned,Duplex)');
  expect(args(BROTHER_4)).toEqual(['--source=Automatic Document Feeder(centrally aligned)', '--mode=24bit Color', '--resolution=200']);
  expect(args(BROTHER_4, { source: 'glass', colour: 'grey', dpi: 300 })).toEqual(['--source=FlatBed', '--mode=True Gray', '--resolution=300']);
  expect(args(BROTHER, { colour: 'grey' })).toContain('--mode=True Gray');
  expect(saneOffers(parseSaneOptions(list('--mode Lineart|Gray[Error Diffusion] [Lineart]'))).colours).toEqual([]);
  expect([args(PLAIN), args(PLAIN, { source: 'glass' })]).toEqual([null, ['--mode=Color', '--resolution=100']]);
});

test('what the settings say of a device wins', () => {
  expect(saneArguments(parseSaneOptions(EPSON), wanted(), { source: 'TPU', mode: 'Gray', brightness: '10' })).toEqual(['--source=TPU', '--adf-mode=Simplex', '--mode=Gray', '--resolution=300', '--brightness=10']);
});

test('an officer is offered what the device has', () => {
  expect(saneOffers(parseSaneOptions(FUJITSU))).toEqual({ feeder: true, glass: false, duplex: true, colours: ['colour', 'grey'], dpis: [200, 240, 250, 300] });
  expect(saneOffers(parseSaneOptions(PLAIN))).toEqual({ feeder: false, glass: true, duplex: false, colours: ['colour', 'grey'], dpis: [] });
});

test('no text makes the reader throw or offer nonsense', () => {
  const pieces = fc.constantFrom('    --', '    -x', 'mode', 'resolution', 'source', ' ', '|', '..', 'dpi', '[', ']', '[=(yes|no)]', '\n', '99999999999', '-1', 'NaN', 'ADF', '\0', 'ễ');
  fc.assert(fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
    const options = parseSaneOptions(parts.join(''));
    expect(saneOffers(options).dpis.every((dpi) => dpi >= 200 && dpi <= 300)).toBe(true);
    saneArguments(options, wanted(), {});
  }), { numRuns: 2_000 });
});

test.each([
  [{ code: 0, words: '' }, null], [{ code: 6, words: '' }, 'scanner.jam'], [{ code: 7, words: '' }, 'scanner.feeder-empty'], [{ code: null, words: 'Aborted' }, 'scanner.error'], [{ code: 10, words: '' }, 'scanner.error'],
  [{ code: 1, words: "scanimage: open of device x failed: Invalid argument" }, 'scanner.absent'], [{ code: 1, words: 'scanimage: open of device x failed: Device busy' }, 'scanner.busy'],
  [{ code: 1, words: 'scanimage: open of device x failed: Access to resource has been denied' }, 'scanner.access-denied'], [{ code: 1, words: 'scanimage: setting of option --mode failed (Invalid argument)' }, 'scanner.unsupported'],
] as const)('the end %j means %s', (end, code) => {
  expect(codeOfSaneEnd({ ...end, isMissing: false })).toBe(code);
});
