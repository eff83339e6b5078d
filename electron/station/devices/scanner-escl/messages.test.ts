// eSCL's XML as scanners of several makers write it, and anything else.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capabilitiesXml, parseJob, statusXml, USUAL_MODEL } from '../../../practice/scanner/documents.ts';
import { nearestDpi } from '../../../../shared/domain/scan/resolution.ts';
import { inputFor, offersOf, parseCapabilities } from './capabilities.ts';
import { jobAt, parseStatus, scanSettings, workOn } from './messages.ts';

test('capabilities are found whatever the prefixes, for each way of feeding', () => {
  const input = { resolutions: [75, 100, 150, 200, 300], colourModes: ['Grayscale8', 'RGB24'], formats: ['image/jpeg', 'application/pdf'], maxWidth: 2550, maxHeight: 3508 };
  expect(parseCapabilities(capabilitiesXml())).toEqual({ glass: input, feeder: input, duplex: input });
  const plain = parseCapabilities(capabilitiesXml({ ...USUAL_MODEL, hasDuplex: false, hasGlass: false }));
  expect(plain).toEqual({ glass: null, feeder: input, duplex: null });
  expect([plain && offersOf(plain), plain && inputFor(plain, { source: 'feeder', duplex: true })]).toEqual([{ feeder: true, glass: false, duplex: false, colours: ['colour', 'grey'], dpis: [200, 300] }, null]);
});

test('a range of resolutions offers the usual ones within it, and profiles that stand elsewhere are taken', () => {
  const range = '<ns1:ScannerCapabilities xmlns:ns1="a"><ns1:Platen/><ns1:Adf><ns1:AdfOptions><ns1:AdfOption>Duplex</ns1:AdfOption></ns1:AdfOptions></ns1:Adf><ns1:SettingProfiles><ns1:ResolutionRange><ns1:XResolutionRange><ns1:Min>100</ns1:Min><ns1:Max>600</ns1:Max><ns1:Normal>300</ns1:Normal><ns1:Step>1</ns1:Step></ns1:XResolutionRange></ns1:ResolutionRange></ns1:SettingProfiles></ns1:ScannerCapabilities>';
  const input = { resolutions: [100, 150, 200, 240, 250, 300, 400, 600], colourModes: [], formats: [], maxWidth: null, maxHeight: null };
  expect(parseCapabilities(range)).toEqual({ glass: input, feeder: input, duplex: input });
});

test('the nearest resolution is taken, but none below 200 while there is a finer one', () => {
  expect([nearestDpi([75, 150, 300], 200), nearestDpi([75, 200, 300], 240), nearestDpi([300, 600], 200), nearestDpi([75, 150], 200), nearestDpi([], 200), nearestDpi([75, 100], 75)]).toEqual([300, 200, 300, 150, 200, 75]);
});

test('a status may leave the feeder out', () => {
  expect(parseStatus(statusXml('Processing', 'ScannerAdfLoaded'))).toEqual({ state: 'Processing', feeder: 'ScannerAdfLoaded', jobs: [] });
  expect(parseStatus('<ScannerStatus><State>Idle</State></ScannerStatus>')).toEqual({ state: 'Idle', feeder: null, jobs: [] });
});

test('a job whose address is a quarter of a million slashes is looked for in no time', () => {
  const status = parseStatus(`<ScannerStatus><State>Idle</State><Jobs><JobInfo><JobUri>${'/'.repeat(250_000)}7</JobUri><ImagesToTransfer>2</ImagesToTransfer></JobInfo></Jobs></ScannerStatus>`);
  expect(workOn(status, new URL('http://192.0.2.7/eSCL/ScanJobs/7/')).hasPages).toBe(true);
  expect(workOn(status, new URL('http://192.0.2.7/eSCL/ScanJobs/8/')).hasPages).toBe(false);
});

test.each([
  ['/eSCL/ScanJobs/7', 'http://192.0.2.7:8080/eSCL/ScanJobs/7/'],
  ['https://host.local:9/eSCL/ScanJobs/7/', 'http://192.0.2.7:8080/eSCL/ScanJobs/7/'],
  ['http://host.local//other.invalid/7', 'http://192.0.2.7:8080//other.invalid/7/'],
  ['http://host.local//[::1/7', 'http://192.0.2.7:8080//[::1/7/'],
  ['http://[::1', undefined],
])('a job at %j is asked for at %j, at the scanner itself', (location, href) => {
  expect(jobAt(location, new URL('http://192.0.2.7:8080/eSCL/'))?.href).toBe(href);
});

const INPUT = { resolutions: [75, 150, 300], colourModes: ['RGB24'], formats: ['application/pdf', 'image/png'], maxWidth: 2400, maxHeight: 9000 };

test('a job asks for what the scanner has: resolution, colour mode, kind of file, size', () => {
  expect(scanSettings({ source: 'feeder', dpi: 200, colour: 'grey', duplex: true }, INPUT)).toMatch(/Height>3508<.*Width>2400<.*<scan:ColorMode>RGB24<.*<scan:XResolution>300<.*<pwg:DocumentFormat>image\/png<.*Duplex>true</s);
  const own = { ...INPUT, colourModes: [], formats: [] };
  expect(parseJob(scanSettings({ source: 'glass', dpi: 300, colour: 'colour', duplex: true }, own))).toEqual({ source: 'glass', dpi: 300, isGrey: false, isDuplex: false, format: 'image/jpeg' });
});

test.each([
  ['nothing', ''],
  ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>'],
  ['entities that grow', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><ScannerStatus><State>&b;</State></ScannerStatus>'],
  ['a bottomless pit', `${'<a>'.repeat(50_000)}<ScannerStatus/>`],
  ['too much', `<ScannerStatus><State>${'x'.repeat(300_000)}</State></ScannerStatus>`],
  ['a root that is a text', '<ScannerStatus>Idle</ScannerStatus>'],
  ['the wrong document', '<ScannerStatusX><State>Idle</State></ScannerStatusX>'],
])('%s is neither a status nor capabilities', (_name, text) => {
  expect([parseStatus(text), parseCapabilities(text)]).toEqual([null, null]);
});

test('no text makes the readers throw or hang', () => {
  const pieces = fc.constantFrom('<', '>', '</', '/>', 'ScannerStatus', 'scan:', 'State', 'Idle', '<![CDATA[', ']]>', '<!--', '&#x0;', '&amp;', '"', "'", '=', ' ', '__proto__', 'constructor', '<?xml', '?>', '\0', 'ễ');
  const texts = fc.oneof(fc.string({ maxLength: 400 }), fc.array(pieces, { maxLength: 80 }).map((parts) => parts.join('')), fc.array(pieces, { maxLength: 60 }).map((parts) => `<ScannerStatus>${parts.join('')}</ScannerStatus>`));
  fc.assert(
    fc.property(texts, (text) => {
      const status = parseStatus(text);
      const capabilities = parseCapabilities(text);
      expect(status === null || capabilities === null).toBe(true);
    }),
    { numRuns: 3_000 },
  );
  expect(Object.prototype).not.toHaveProperty('State');
});
