// One test of one device: what the device has to do, what is noticed meanwhile, and when only a person can say whether it was right. Issues no number and touches no dossier.

import { TextDecoder } from 'node:util';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { Refusal } from '../../../shared/contract/errors.ts';
import type { SetupTrial } from '../../../shared/contract/setup.ts';
import { classifyPayload } from '../../../shared/domain/card/payload.ts';
import type { BarcodeReader, ButtonPanel, CounterDisplay, CounterKeypad, Device, DeviceClock, DocumentScanner, PrintJob, ScanOptions, TicketPrinter } from '../devices/ports.ts';
import type { TryableDevice } from '../devices/trial-ports.ts';

/** How a test ended, or that a person has to say. `code` says what is doubtful. */
export type TrialEnd = { readonly kind: 'passed' } | { readonly kind: 'failed'; readonly code: ErrorCode } | { readonly kind: 'ask'; readonly code: ErrorCode | null; /** Called when the person has spoken: what was still going on at the device for them to see ends. */ readonly release?: () => Promise<void> };

/** What a test tells while it goes on. */
export interface TrialTold {
  seen(what: SetupTrial['seen'][number]): void;
  /** The scanned page as it came. */
  picture(bytes: Uint8Array): Promise<void>;
}

export interface TrialAround {
  readonly clock: DeviceClock;
  readonly drawPage: (widthDots: number) => Promise<PrintJob>;
  readonly told: TrialTold;
}

/** A device that was just opened needs a moment before it can say that it is there, in ms. */
const COME_UP_MS = 8_000;
/** How long a card, a press or a page is waited for, in ms. */
export const LONGEST_MS = 90_000;
/** How long eight lamps take to be put out over a slow line, in ms. */
const LAMPS_OUT_MS = 400;
/** Buttons of the panels that are sold. */
const LAMPS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** Tests the device until it is clear how; aborted, it ends as if nobody had come. Never rejects but for bugs. */
export async function tryDevice({ role, device }: TryableDevice, around: TrialAround, signal: AbortSignal): Promise<TrialEnd> {
  const code = await comeUp(device, around.clock, signal);
  // A printer says best itself why nothing can be printed; of all others the state is the answer.
  if (code !== null && role !== 'ticket-printer') return { kind: 'failed', code };
  switch (role) {
    case 'ticket-printer': return await tryPrinter(device, around, signal);
    case 'reader': return await tryReader(device, around, signal);
    case 'scanner': return await tryScanner(device, around, signal);
    case 'panel': return await tryPanel(device, around, signal);
    case 'keypad': return await tryKeypad(device, around, signal);
    case 'counter-display': return await tryDisplay(device, around, signal);
  }
}

/** Null once it is there; its code if it is not in time. */
async function comeUp(device: Device, clock: DeviceClock, signal: AbortSignal): Promise<ErrorCode | null> {
  const late = new AbortController();
  const isDecided = (): boolean => ['ready', 'busy', 'trouble'].includes(device.state().kind);
  const stop = device.onChange(() => {
    if (isDecided()) late.abort();
  });
  try {
    if (!isDecided()) await clock.sleep(COME_UP_MS, AbortSignal.any([late.signal, signal])).catch(() => undefined);
    const { kind, code } = device.state();
    return kind === 'ready' || kind === 'busy' ? null : (code ?? 'internal');
  } finally {
    stop();
  }
}

async function tryPrinter(printer: TicketPrinter, { drawPage }: TrialAround, signal: AbortSignal): Promise<TrialEnd> {
  const outcome = await printer.print(await drawPage(printer.widthDots), signal);
  if (outcome.kind === 'printed') return { kind: 'ask', code: null };
  return outcome.kind === 'failed' ? { kind: 'failed', code: outcome.code } : { kind: 'ask', code: outcome.code };
}

async function tryReader(reader: BarcodeReader, { clock, told }: TrialAround, signal: AbortSignal): Promise<TrialEnd> {
  return await waitFor(clock, signal, reader, (end) => [
    reader.onPayload((bytes, { aimId }) => {
      // Only what kind of code it is leaves this place.
      const { kind } = classifyPayload(new TextDecoder().decode(bytes));
      told.seen(kind);
      if (/^]\w{2}$/.test(aimId)) told.seen(aimId);
      end(kind === 'torn' || kind === 'oversized' ? { kind: 'failed', code: kind === 'torn' ? 'card.torn' : 'card.oversized' } : { kind: 'passed' });
    }),
    reader.onRefused((code) => end({ kind: 'failed', code })),
  ]);
}

/** Whoever tries one button tries the others too: presses are seen until the person says that it is enough. */
async function tryPanel(panel: ButtonPanel, { clock, told }: TrialAround, signal: AbortSignal): Promise<TrialEnd> {
  const stop = panel.onPress((button) => told.seen(`button-${button}`));
  for (const button of LAMPS) panel.setLamp(button, true);
  const release = async (): Promise<void> => {
    stop();
    for (const button of LAMPS) panel.setLamp(button, false);
    // Each lamp has its own words on the line, and with the device those that still wait would go.
    await clock.sleep(LAMPS_OUT_MS).catch(() => undefined);
  };
  const first = await waitFor(clock, signal, panel, (end) => [panel.onPress(() => end({ kind: 'ask', code: null, release }))]);
  if (first.kind !== 'ask') await release();
  return first;
}

async function tryKeypad(keypad: CounterKeypad, { clock, told }: TrialAround, signal: AbortSignal): Promise<TrialEnd> {
  const stop = keypad.onKey((key) => told.seen(`key-${key}`));
  const release = async (): Promise<void> => {
    stop();
    await Promise.resolve();
  };
  const first = await waitFor(clock, signal, keypad, (end) => [keypad.onKey(() => end({ kind: 'ask', code: null, release }))]);
  if (first.kind !== 'ask') await release();
  return first;
}

/** A model that answers says in a moment whether it has understood; for the rest there are eyes. */
async function tryDisplay(display: CounterDisplay, { clock }: TrialAround, signal: AbortSignal): Promise<TrialEnd> {
  display.show('8888');
  await clock.sleep(1_000, signal).catch(() => undefined);
  const { kind, code } = display.state();
  return kind === 'ready' ? { kind: 'ask', code: null } : { kind: 'failed', code: code ?? 'counter-display.absent' };
}

async function tryScanner(scanner: DocumentScanner, { told }: TrialAround, signal: AbortSignal): Promise<TrialEnd> {
  const offers = scanner.offers();
  const sources: ScanOptions['source'][] = offers === null ? ['feeder'] : [...(offers.feeder ? ['feeder' as const] : []), ...(offers.glass ? ['glass' as const] : [])];
  for (const [index, source] of sources.entries()) {
    try {
      for await (const page of scanner.scan({ source, dpi: 200, colour: 'grey', duplex: false }, signal)) {
        await told.picture(page.bytes);
        return { kind: 'ask', code: null };
      }
      return { kind: 'failed', code: 'scanner.feeder-empty' };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Whoever laid the sheet on the glass has done nothing wrong.
      if (error.code === 'scanner.feeder-empty' && index + 1 < sources.length) continue;
      return { kind: 'failed', code: error.code };
    }
  }
  return { kind: 'failed', code: 'scanner.unsupported' };
}

/** Waits until `listen` says how it ended, the device goes, or nobody has come. */
async function waitFor(clock: DeviceClock, signal: AbortSignal, device: Device, listen: (end: (how: TrialEnd) => void) => readonly (() => void)[]): Promise<TrialEnd> {
  const ended = Promise.withResolvers<TrialEnd>();
  const over = new AbortController();
  const stops = [...listen(ended.resolve), device.onChange(({ kind, code }) => {
    if (kind === 'absent' || kind === 'trouble') ended.resolve({ kind: 'failed', code: code ?? 'internal' });
  })];
  clock.sleep(LONGEST_MS, AbortSignal.any([over.signal, signal])).catch(() => undefined).then(() => ended.resolve({ kind: 'failed', code: 'setup.nobody-came' }), () => undefined);
  try {
    return await ended.promise;
  } finally {
    over.abort();
    for (const stop of stops) stop();
  }
}
