// What the virtual scanner says in eSCL: its capabilities, its status, and what it understands of a job.

import { XMLParser } from 'fast-xml-parser';

const NAMES = 'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"';
const RESOLUTIONS = [75, 100, 150, 200, 300];

export interface JobSettings {
  readonly source: 'feeder' | 'glass';
  readonly dpi: number;
  readonly isGrey: boolean;
}

/** The answer to GET ScannerCapabilities. */
export function capabilitiesXml(): string {
  const resolutions = RESOLUTIONS.map((dpi) => `<scan:DiscreteResolution><scan:XResolution>${dpi}</scan:XResolution><scan:YResolution>${dpi}</scan:YResolution></scan:DiscreteResolution>`);
  const input = `<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth><scan:MinHeight>16</scan:MinHeight><scan:MaxHeight>3508</scan:MaxHeight><scan:MaxScanRegions>1</scan:MaxScanRegions>
<scan:SettingProfiles><scan:SettingProfile><scan:ColorModes><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:DocumentFormats><pwg:DocumentFormat>image/jpeg</pwg:DocumentFormat><scan:DocumentFormatExt>image/jpeg</scan:DocumentFormatExt></scan:DocumentFormats>
<scan:SupportedResolutions><scan:DiscreteResolutions>${resolutions.join('')}</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile></scan:SettingProfiles>
<scan:SupportedIntents><scan:Intent>Document</scan:Intent></scan:SupportedIntents>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities ${NAMES}><pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Mot Cua practice scanner</pwg:MakeAndModel><pwg:SerialNumber>PRACTICE-1</pwg:SerialNumber>
<scan:Platen><scan:PlatenInputCaps>${input}</scan:PlatenInputCaps></scan:Platen>
<scan:Adf><scan:AdfSimplexInputCaps>${input}</scan:AdfSimplexInputCaps><scan:FeederCapacity>50</scan:FeederCapacity><scan:AdfOptions><scan:AdfOption>DetectPaperLoaded</scan:AdfOption></scan:AdfOptions></scan:Adf>
</scan:ScannerCapabilities>`;
}

/** The answer to GET ScannerStatus. */
export function statusXml(state: 'Idle' | 'Processing' | 'Stopped' | 'Down', feeder: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerStatus ${NAMES}><pwg:Version>2.63</pwg:Version><pwg:State>${state}</pwg:State><scan:AdfState>${feeder}</scan:AdfState></scan:ScannerStatus>`;
}

/** Reads the body of POST ScanJobs; null if this scanner cannot do what it asks for. */
export function parseJob(xml: string): JobSettings | null {
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
  if ((source !== 'Feeder' && source !== 'Platen') || !RESOLUTIONS.includes(dpi) || (colour !== 'RGB24' && colour !== 'Grayscale8')) return null;
  return { source: source === 'Feeder' ? 'feeder' : 'glass', dpi, isGrey: colour === 'Grayscale8' };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (Object.entries(value).find(([key]) => key === name)?.[1] as unknown) : undefined;
}
