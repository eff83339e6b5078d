// eSCL's XML as scanners of several makers write it, and anything else.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capabilitiesXml, parseJob, statusXml } from '../../../practice/scanner/documents.ts';
import { parseCapabilities, parseStatus, scanSettings } from './messages.ts';

test('capabilities are found whatever the prefixes, and resolutions whether listed or given as a range', () => {
  expect(parseCapabilities(capabilitiesXml())).toEqual({ hasFeeder: true, hasGlass: true, resolutions: [75, 100, 150, 200, 300], colourModes: ['Grayscale8', 'RGB24'] });
  const range = `<ns1:ScannerCapabilities xmlns:ns1="a"><ns1:Platen><ns1:SupportedResolutions><ns1:ResolutionRange><ns1:XResolutionRange><ns1:Min>100</ns1:Min><ns1:Max>600</ns1:Max><ns1:Normal>300</ns1:Normal><ns1:Step>1</ns1:Step></ns1:XResolutionRange></ns1:ResolutionRange></ns1:SupportedResolutions></ns1:Platen></ns1:ScannerCapabilities>`;
  expect(parseCapabilities(range)).toEqual({ hasFeeder: false, hasGlass: true, resolutions: [100, 300, 600], colourModes: [] });
});

test('a status may leave the feeder out', () => {
  expect(parseStatus(statusXml('Processing', 'ScannerAdfLoaded'))).toEqual({ state: 'Processing', feeder: 'ScannerAdfLoaded' });
  expect(parseStatus('<ScannerStatus><State>Idle</State></ScannerStatus>')).toEqual({ state: 'Idle', feeder: null });
});

test('a job asks for the nearest resolution and a colour mode that the scanner has', () => {
  const capabilities = { hasFeeder: true, hasGlass: true, resolutions: [75, 150, 300], colourModes: ['RGB24'] };
  expect(scanSettings({ source: 'feeder', dpi: 200, colour: 'grey' }, capabilities)).toMatch(/<scan:ColorMode>RGB24<.*<scan:XResolution>150</s);
  expect(parseJob(scanSettings({ source: 'glass', dpi: 300, colour: 'colour' }, capabilities))).toEqual({ source: 'glass', dpi: 300, isGrey: false });
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
