// Strange answers of a document scanner: nothing that is no answer passes for one, and no order is made of nonsense.

import { capabilitiesXml, parseJob, statusXml } from '../../../electron/practice/scanner/documents.ts';
import { inputFor, offersOf, parseCapabilities } from '../../../electron/station/devices/scanner-escl/capabilities.ts';
import { jobAt, parseStatus, scanSettings, troubleOf, workOn } from '../../../electron/station/devices/scanner-escl/messages.ts';
import { parseSaneOptions, saneArguments, saneOffers } from '../../../electron/station/devices/scanner-program/sane-options.ts';
import { pageOf } from '../../../shared/domain/scan/page-kind.ts';
import { Chance } from '../../morning/chance.ts';
import { strangeXml } from './escl-answers.ts';
import type { Fuzz } from './fuzz.ts';

const SHORT = '<scan:ScannerCapabilities><Platen><XResolution>300</XResolution></Platen><Adf><AdfSimplexInputCaps><ColorMode>RGB24</ColorMode></AdfSimplexInputCaps></Adf></scan:ScannerCapabilities>';
const SEEDS = [statusXml('Idle', 'ScannerAdfLoaded'), '<ScannerStatus><State>Idle</State></ScannerStatus>', SHORT, SHORT, SHORT];
const OPTIONS = { source: 'feeder', dpi: 200, colour: 'colour', duplex: false } as const;
const ROOT = new URL('http://192.0.2.7:8080/eSCL/');
const PLACES = ['http://', 'https://', '//', '/', ':', '[', ']', '[::1', '@', '?', '#', '%', '%00', '\\', ' ', '\t', '..', './', 'eSCL/ScanJobs/', 'host.local', ':99999', ':80', 'ễ', 'javascript:', 'data:', '\0'] as const;

/** All that the program reads of a document, and what it makes of it. */
function read(text: string, isThorough: boolean): { readonly isStatus: boolean; readonly isCapable: boolean } {
  const status = parseStatus(text);
  const capabilities = parseCapabilities(text);
  if (status !== null) {
    troubleOf(status, 'feeder');
    workOn(status, ROOT);
  }
  if (capabilities !== null) {
    const { dpis } = offersOf(capabilities);
    const input = inputFor(capabilities, OPTIONS);
    const order = input === null ? null : scanSettings(OPTIONS, input);
    if (dpis.some((dpi) => dpi < 200 || dpi > 300) || (order !== null && !/<scan:XResolution>\d{2,4}</.test(order))) throw new Error(`made nonsense of ${JSON.stringify(text)}`);
    if (order !== null) parseJob(order);
  }
  if (status !== null && capabilities !== null) throw new Error(`took for both ${JSON.stringify(text)}`);
  const options = parseSaneOptions(text);
  if (isThorough) {
    saneOffers(options);
    saneArguments(options, OPTIONS, {});
    pageOf(Buffer.from(text));
  }
  return { isStatus: status !== null, isCapable: capabilities !== null };
}

export const SCANNER_FUZZ: readonly Fuzz[] = [
  {
    name: 'the reader of a scanner’s XML',
    most: { perInput: 1_000, perByte: 50 },
    play(inputs, took) {
      const chance = new Chance(5);
      let [statuses, capable] = [0, 0];
      for (let input = 0; input < inputs; input += 1) {
        const text = strangeXml(chance, input % 500 === 0 ? [capabilitiesXml()] : SEEDS);
        const { isStatus, isCapable } = read(text, input % 20 === 0);
        if (isStatus) statuses += 1;
        if (isCapable) capable += 1;
        took(text.length);
      }
      if ('State' in Object.prototype) throw new Error('a document has changed every object');
      if (Math.min(statuses, capable) < inputs / 100) throw new Error(`only ${statuses} were a status, ${capable} capabilities`);
    },
  },
  {
    name: 'the reader of where a scanner puts its job',
    most: { perInput: 10, perByte: 2 },
    play(inputs, took) {
      const chance = new Chance(8);
      let places = 0;
      for (let input = 0; input < inputs; input += 1) {
        const location = Array.from({ length: chance.between(0, 6) }, () => (chance.is(0.8) ? chance.pick(PLACES) : String.fromCharCode(chance.between(0, 0x2fff)))).join('');
        const job = jobAt(location, ROOT);
        if (job !== null && (job.origin !== ROOT.origin || !new URL('NextDocument', job).href.startsWith(job.href))) throw new Error(`asks ${job.href} because of ${JSON.stringify(location)}`);
        if (job !== null) places += 1;
        took(location.length);
      }
      if (places < inputs / 10) throw new Error(`only ${places} places`);
    },
  },
];
