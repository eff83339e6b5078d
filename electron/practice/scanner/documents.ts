// What the virtual scanner says in eSCL: its capabilities, its status, and what it understands of a job.

import { XMLParser } from 'fast-xml-parser';
import type { JobSettings, PageFormat, ScannerModel } from './interface.ts';

const NAMES = 'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"';

export const USUAL_MODEL: ScannerModel = { resolutions: [75, 100, 150, 200, 300], formats: ['image/jpeg', 'application/pdf'], hasGlass: true, hasFeeder: true, hasDuplex: true, hasColour: true };

/** The answer to GET ScannerCapabilities. */
export function capabilitiesXml(model: ScannerModel = USUAL_MODEL): string {
  const resolutions = model.resolutions.map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`);
  const formats = model.formats.map((format) => `<pwg:DocumentFormat>${format}</pwg:DocumentFormat><scan:DocumentFormatExt>${format}</scan:DocumentFormatExt>`);
  const input = `<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode>${model.hasColour ? '<scan:ColorMode>RGB24</scan:ColorMode>' : ''}</scan:ColorModes>
<scan:DocumentFormats>${formats.join('')}</scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>${resolutions.join('')}</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>
<scan:SupportedIntents><scan:Intent>Document</scan:Intent></scan:SupportedIntents>`;
  const duplex = model.hasDuplex ? `<scan:AdfDuplexInputCaps>${input}</scan:AdfDuplexInputCaps>` : '';
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities ${NAMES}><pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Mot Cua practice scanner</pwg:MakeAndModel><pwg:SerialNumber>PRACTICE-1</pwg:SerialNumber>
${model.hasGlass ? `<scan:Platen><scan:PlatenInputCaps>${input}</scan:PlatenInputCaps></scan:Platen>` : ''}
${model.hasFeeder ? `<scan:Adf><scan:AdfSimplexInputCaps>${input}</scan:AdfSimplexInputCaps>${duplex}<scan:FeederCapacity>50</scan:FeederCapacity><scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption></scan:AdfOptions></scan:Adf>` : ''}
</scan:ScannerCapabilities>`;
}

/** The answer to GET ScannerStatus. */
export function statusXml(state: 'Idle' | 'Processing' | 'Stopped' | 'Down', feeder: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus ${NAMES}><pwg:Version>2.63</pwg:Version><pwg:State>${state}</pwg:State><scan:AdfState>${feeder}</scan:AdfState></scan:ScannerStatus>`;
}

/** Reads the body of POST ScanJobs; null if this scanner cannot do what it asks for. */
export function parseJob(xml: string, model: ScannerModel = USUAL_MODEL): JobSettings | null {
  let parsed: unknown;
  try {
    parsed = new XMLParser({ removeNSPrefix: true, parseTagValue: false, processEntities: false }).parse(xml);
  } catch {
    return null;
  }
  const settings = fieldOf(parsed, 'ScanSettings');
  const source = fieldOf(settings, 'InputSource');
  const dpi = Number(fieldOf(settings, 'XResolution'));
  const colour = fieldOf(settings, 'ColorMode');
  const isDuplex = fieldOf(settings, 'Duplex') === 'true';
  const asked = fieldOf(settings, 'DocumentFormatExt') ?? fieldOf(settings, 'DocumentFormat');
  const format: PageFormat | undefined = asked === undefined ? model.formats[0] : model.formats.find((known) => known === asked);
  const hasSource = source === 'Feeder' ? model.hasFeeder && (!isDuplex || model.hasDuplex) : source === 'Platen' && model.hasGlass;
  const hasColour = colour === 'Grayscale8' || (colour === 'RGB24' && model.hasColour);
  if (!hasSource || !hasColour || !model.resolutions.includes(dpi) || format === undefined) return null;
  return { source: source === 'Feeder' ? 'feeder' : 'glass', dpi, isGrey: colour === 'Grayscale8', isDuplex: isDuplex && source === 'Feeder', format };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Object.entries(value).find(([key]) => key === name)?.[1] as unknown) : undefined;
}
