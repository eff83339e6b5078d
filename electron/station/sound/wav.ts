// Reads and writes WAV: mono 16-bit PCM inside the program, what a recorder at a commune writes outside. Source of the format: RIFF/WAVE, Multimedia Programming Interface and Data Specifications 1.0.

/** A piece of sound: one channel, 16 bits a sample. */
export interface Sound {
  /** Samples a second. */
  readonly rate: number;
  readonly samples: Int16Array;
}

/** Why a recording cannot be used; each has a sentence on the health screen. */
export type RecordingFault = 'unreadable' | 'no-wav' | 'format' | 'rate' | 'too-long' | 'silent';

/** A recording that cannot be used. */
export class UnusableRecording extends Error {
  override readonly name = 'UnusableRecording';
  readonly fault: RecordingFault;
  constructor(fault: RecordingFault) {
    super(fault);
    this.fault = fault;
  }
}

const PCM = 1;
/** WAVE_FORMAT_EXTENSIBLE: the format stands at the begin of its sub-format. */
const EXTENSIBLE = 0xfffe;
const HEADER_BYTES = 44;
/** Longest recording, in seconds: the longest words of a call take two. */
const LONGEST_S = 10;

/** Reads 16-bit PCM of one or two channels, two becoming one. Throws `UnusableRecording`. */
export function readWav(bytes: Uint8Array): Sound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCodePoint(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') throw new UnusableRecording('no-wav');
  let format: { readonly channels: number; readonly rate: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [name, length] = [tag(at), view.getUint32(at + 4, true)];
    const body = at + 8;
    if (name === 'fmt ') format = readFormat(view, body, length);
    if (name === 'data') {
      if (format === null) throw new UnusableRecording('no-wav');
      // A recorder that was cut off leaves a length of nought or of four gigabytes: what is there counts.
      return readSamples(view, body, Math.min(length === 0 ? Number.POSITIVE_INFINITY : length, bytes.length - body), format);
    }
    // Chunks begin at even places.
    at = body + length + (length % 2);
  }
  throw new UnusableRecording('no-wav');
}

function readFormat(view: DataView, at: number, length: number): { readonly channels: number; readonly rate: number } {
  if (length < 16 || at + length > view.byteLength) throw new UnusableRecording('no-wav');
  const said = view.getUint16(at, true);
  const kind = said === EXTENSIBLE && length >= 26 ? view.getUint16(at + 24, true) : said;
  const [channels, rate, bits] = [view.getUint16(at + 2, true), view.getUint32(at + 4, true), view.getUint16(at + 14, true)];
  if (kind !== PCM || bits !== 16 || channels < 1 || channels > 2) throw new UnusableRecording('format');
  if (rate < 8_000 || rate > 96_000) throw new UnusableRecording('rate');
  return { channels, rate };
}

function readSamples(view: DataView, at: number, bytes: number, { channels, rate }: { readonly channels: number; readonly rate: number }): Sound {
  const count = Math.floor(bytes / (2 * channels));
  if (count > rate * LONGEST_S) throw new UnusableRecording('too-long');
  const samples = new Int16Array(count);
  for (let index = 0; index < count; index += 1) {
    const place = at + index * 2 * channels;
    const left = view.getInt16(place, true);
    samples[index] = channels === 1 ? left : Math.round((left + view.getInt16(place + 2, true)) / 2);
  }
  return { rate, samples };
}

/** Writes a sound as a file. */
export function writeWav({ rate, samples }: Sound): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void => bytes.set([...text].map((letter) => letter.codePointAt(0) ?? 0), at);
  tag(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  tag(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  tag(36, 'data');
  view.setUint32(40, samples.length * 2, true);
  for (const [index, sample] of samples.entries()) view.setInt16(HEADER_BYTES + index * 2, sample, true);
  return bytes;
}
