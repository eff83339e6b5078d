// A ticket printer that speaks ESC/POS on a TCP port. One connection is kept; every 2 s an idle printer is asked how it is.
//
// A print goes: ask the printer (nothing is sent to one that cannot print) → send the picture and a fence → wait for the fence's answer.
// Once a byte of the picture has been sent there are only 'printed' and 'unknown': an unanswered job is never sent again from here.
// After 'unknown' the connection is dropped, and the next one first brings the printer out of a picture that may have broken off.

import type { DeviceClock, DeviceState, PrinterCode, PrintJob, PrintOutcome, TicketPrinter, Unsubscribe } from '../ports.ts';
import { DeviceStateCell } from '../ports.ts';
import { conditionOfChange, conditionOfStatus, FINE, troubleOf, type PrinterCondition } from './condition.ts';
import { askStatus, encodeJob, encodeRecovery, FENCE, SEND_CHANGES, type StatusNumber } from './encode.ts';
import { openLink, type PrinterLink } from './link.ts';
import { Turns } from './turns.ts';

export interface EscPosSettings {
  readonly host: string;
  readonly port: number;
  readonly widthDots: number;
  /** False for printers that never say anything: they are sent jobs unasked, and each of their prints stays 'unknown'. */
  readonly answers: boolean;
}

export interface EscPosTimes {
  readonly connectMs: number;
  /** How long a status answer may take. */
  readonly answerMs: number;
  /** How long a whole job may take. */
  readonly jobMs: number;
  /** How often an idle printer, or one that cannot be reached, is tried. */
  readonly pollMs: number;
}

const TIMES: EscPosTimes = { connectMs: 1_500, answerMs: 1_000, jobMs: 12_000, pollMs: 2_000 };
const QUESTIONS: readonly StatusNumber[] = [1, 4, 2, 3];

export class EscPosPrinter implements TicketPrinter {
  readonly widthDots: number;
  readonly #settings: EscPosSettings;
  readonly #clock: DeviceClock;
  readonly #times: EscPosTimes;
  readonly #cell: DeviceStateCell;
  readonly #turns = new Turns();
  readonly #end = new AbortController();
  readonly #polling: Promise<void>;
  #link: PrinterLink | null = null;
  /** Questions this printer has left unanswered on the present connection. */
  readonly #unanswered = new Set<StatusNumber>();
  #isSilent = false;
  #brokeOff = false;

  constructor(settings: EscPosSettings, clock: DeviceClock, times: Partial<EscPosTimes> = {}) {
    this.#settings = settings;
    this.widthDots = settings.widthDots;
    this.#clock = clock;
    this.#times = { ...TIMES, ...times };
    this.#cell = new DeviceStateCell(clock, 'absent', 'printer.absent');
    this.#polling = this.#poll();
  }

  state(): DeviceState {
    return this.#cell.get();
  }

  onChange(listener: (state: DeviceState) => void): Unsubscribe {
    return this.#cell.onChange(listener);
  }

  async print(job: PrintJob, signal?: AbortSignal): Promise<PrintOutcome> {
    const bytes = Buffer.concat([encodeJob(job), FENCE]);
    return await this.#turns.run(async () => {
      signal?.throwIfAborted();
      const link = await this.#connected();
      const trouble = link === null ? 'printer.absent' : await this.#ask(link, true);
      signal?.throwIfAborted();
      if (link === null || trouble !== null) return { kind: 'failed', code: trouble ?? 'printer.absent' };
      this.#cell.set('busy', null);
      const stop = AbortSignal.any([this.#end.signal, ...(signal === undefined ? [] : [signal])]);
      const doubt = await (this.#settings.answers ? this.#sendFenced(link, bytes, stop) : this.#sendUnanswered(link, bytes, stop));
      if (doubt === null) {
        await this.#ask(link, true);
        return { kind: 'printed' };
      }
      return { kind: 'unknown', code: doubt };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#polling;
    await this.#turns.run(async () => await this.#link?.close(this.#times.answerMs));
  }

  /** Sends a job and waits until the printer says that it is through; else the code of why nobody knows. */
  async #sendFenced(link: PrinterLink, bytes: Uint8Array, stop: AbortSignal): Promise<PrinterCode | null> {
    const { jobMs, answerMs } = this.#times;
    const fence = link.next('fence', jobMs, stop).then((answer) => ({ passed: answer !== null }));
    link.send(bytes);
    let trouble: PrinterCode | null = null;
    for (;;) {
      const end = await Promise.race([fence, this.#pause(answerMs, stop).then(() => null)]);
      if (end?.passed === true) return null;
      // A printer that stops on its last line still answers the fence: it had the time of one answer to do so.
      if (end !== null || trouble !== null) break;
      trouble = await this.#ask(link, false);
      if (trouble === 'printer.offline' && this.#isSilent) trouble = null;
    }
    const why = trouble ?? (stop.aborted ? 'printer.interrupted' : link.isOpen ? 'printer.timeout' : 'printer.offline');
    this.#abandon(link, why);
    return why;
  }

  async #sendUnanswered(link: PrinterLink, bytes: Uint8Array, stop: AbortSignal): Promise<PrinterCode> {
    if (await link.sendAll(bytes, this.#times.jobMs, stop)) {
      this.#cell.set('ready', null);
      return 'printer.timeout';
    }
    const why = stop.aborted ? 'printer.interrupted' : 'printer.offline';
    this.#abandon(link, why);
    return why;
  }

  /** Ends a connection on which a job stopped half-way, together with what the system still holds of that job. */
  #abandon(link: PrinterLink, why: PrinterCode): void {
    this.#brokeOff = true;
    this.#link = null;
    link.drop();
    this.#cell.set('trouble', why);
  }

  /** Asks the printer how it is and shows it; the code of what keeps it from printing, or null. Must not be called while a picture is being sent. */
  async #ask(link: PrinterLink, isIdle: boolean): Promise<PrinterCode | null> {
    const bytes: Partial<Record<StatusNumber, number>> = {};
    if (this.#settings.answers) {
      for (const number of QUESTIONS) {
        if (this.#unanswered.has(number)) continue;
        const answer = link.next('status', this.#times.answerMs, this.#end.signal);
        link.send(askStatus(number));
        const byte = (await answer)?.byte;
        if (byte !== undefined) bytes[number] = byte;
        else if (number === 1) break;
        // Many printers know only some of the four questions.
        else if (isIdle) this.#unanswered.add(number);
      }
      this.#isSilent = bytes[1] === undefined;
    }
    if (!link.isOpen) return 'printer.absent';
    const condition = this.#isSilent ? { ...FINE, offline: true } : conditionOfStatus(bytes);
    if (isIdle) this.#show(condition);
    return troubleOf(condition);
  }

  #show(condition: PrinterCondition): void {
    const trouble = troubleOf(condition);
    if (trouble !== null) this.#cell.set('trouble', trouble);
    else this.#cell.set('ready', condition.paperLow ? 'printer.paper-low' : null);
  }

  /** The present connection, or a new one; null if the printer cannot be reached. */
  async #connected(): Promise<PrinterLink | null> {
    if (this.#link?.isOpen === true) return this.#link;
    const link = await openLink(this.#settings.host, this.#settings.port, this.#times.connectMs, this.#clock, this.#end.signal);
    this.#link = link;
    if (link === null) {
      this.#cell.set('absent', 'printer.absent');
      return null;
    }
    this.#unanswered.clear();
    this.#isSilent = false;
    if (this.#brokeOff) link.send(encodeRecovery(this.widthDots));
    this.#brokeOff = false;
    if (this.#settings.answers) link.send(SEND_CHANGES);
    link.onAnswer((answer) => {
      if (answer.kind === 'change' && this.#cell.get().kind !== 'busy') this.#show(conditionOfChange(answer.bytes));
    });
    void link.closed.then(() => {
      if (this.#link !== link) return;
      this.#link = null;
      this.#cell.set('absent', 'printer.absent');
    });
    return link;
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      await this.#turns.run(async () => {
        const wasSilent = this.#isSilent;
        const link = await this.#connected();
        if (link === null) return;
        await this.#ask(link, true);
        // Two silences in a row may be a connection of which only this end is left.
        if (wasSilent && this.#isSilent) link.drop();
      });
      await this.#pause(this.#times.pollMs, this.#end.signal);
    }
  }

  async #pause(ms: number, stop: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, stop).catch(() => undefined);
  }
}
