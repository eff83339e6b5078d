// A ticket printer that speaks ESC/POS over any line. One line is kept; every 2 s an idle printer is asked how it is.
//
// A print goes: ask the printer (nothing is sent to one that cannot print) → send the picture and a fence → wait for the fence's answer.
// Once a byte of the picture has been sent there are only 'printed' and 'unknown': an unanswered job is never sent again from here.
// After a job that stopped half-way the line is dropped, and the next one first brings the printer out of a picture that may have broken off.
// Printers that answer only some questions, none, or nonsense each have a state of their own; none of them makes the next print wait for the last one.

import type { DeviceClock, PrinterCode, PrintJob, PrintOutcome, TicketPrinter } from '../ports.ts';
import { DeviceDriver } from '../ports.ts';
import { conditionOfChange, troubleOf, type PrinterCondition } from './condition.ts';
import { CLEAR_ERROR, encodeJob, encodeRecovery, FENCE, SEND_CHANGES } from './encode.ts';
import { PrinterLink } from './link.ts';
import { Questions } from './questions.ts';
import { TIMES, type EscPosSettings, type EscPosTimes } from './settings.ts';
import { Turns } from './turns.ts';

/** How often a printer that answers no fence must say that it is well after a job, before the next one may begin. */
const FINE_ROUNDS = 2;

export class EscPosPrinter extends DeviceDriver implements TicketPrinter {
  readonly widthDots: number;
  readonly #settings: EscPosSettings;
  readonly #clock: DeviceClock;
  readonly #times: EscPosTimes;
  readonly #turns = new Turns();
  readonly #end = new AbortController();
  readonly #questions: Questions;
  readonly #polling: Promise<void>;
  #link: PrinterLink | null = null;
  #hasFenced = false;
  /** On the present line a job came to no fence although the printer says that it is well: none of its fences is believed any more, a late one least of all. */
  #lacksFence = false;
  /** A stray byte came during the last job. */
  #wasOdd = false;
  #brokeOff = false;

  constructor(settings: EscPosSettings, clock: DeviceClock, times: Partial<EscPosTimes> = {}) {
    super(clock, 'absent', 'printer.absent');
    this.#settings = settings;
    this.widthDots = settings.widthDots;
    this.#clock = clock;
    this.#times = { ...TIMES, ...times };
    this.#questions = new Questions(settings.answers, this.#times.answerMs, this.#end.signal);
    this.#polling = this.#poll();
  }

  async print(job: PrintJob, signal?: AbortSignal): Promise<PrintOutcome> {
    const bytes = Buffer.concat([encodeJob(job), FENCE]);
    return await this.#turns.run(async () => {
      signal?.throwIfAborted();
      const link = await this.#connected();
      this.#wasOdd = false;
      const trouble = link instanceof PrinterLink ? await this.#ask(link, true) : link;
      signal?.throwIfAborted();
      if (!(link instanceof PrinterLink) || trouble !== null) return { kind: 'failed', code: trouble ?? 'printer.absent' };
      this.setState('busy', null);
      const stop = AbortSignal.any([this.#end.signal, ...(signal === undefined ? [] : [signal])]);
      const doubt = await (this.#settings.answers ? this.#sendFenced(link, bytes, stop) : this.#sendUnanswered(link, bytes, stop));
      if (doubt === null || doubt === 'printer.unconfirmed') await this.#ask(link, true);
      return doubt === null ? { kind: 'printed' } : { kind: 'unknown', code: doubt };
    });
  }

  async clearError(): Promise<void> {
    await this.#turns.run(async () => {
      const link = await this.#connected();
      if (!(link instanceof PrinterLink)) return;
      await link.sendAll(CLEAR_ERROR, this.#times.answerMs, this.#end.signal);
      await this.#ask(link, true);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#polling;
    await this.#turns.run(async () => await this.#link?.close(this.#times.answerMs));
  }

  /** Sends a job and waits until the printer says that it is through; else the code of why nobody knows. */
  async #sendFenced(link: PrinterLink, bytes: Uint8Array, stop: AbortSignal): Promise<PrinterCode | null> {
    const fence = link.next('fence', this.#jobMs(bytes), stop).then((answer) => ({ passed: answer !== null }));
    let isPassedOn = false;
    const oddBefore = link.oddBytes;
    void link.send(bytes).then((passed) => void (isPassedOn = passed));
    let trouble: PrinterCode | null = null;
    let fineRounds = 0;
    for (;;) {
      const end = await Promise.race([fence, this.#pause(this.#times.answerMs, stop).then(() => null)]);
      if (end?.passed === true) {
        this.#hasFenced = true;
        this.#wasOdd = link.oddBytes > oddBefore;
        return this.#lacksFence || this.#wasOdd ? 'printer.unconfirmed' : null;
      }
      // A printer that stops on its last line still answers the fence: it had the time of one answer to do so.
      if (end !== null || trouble !== null) break;
      // A question behind a picture that is still on its way would only wait with it.
      if (!isPassedOn) continue;
      trouble = await this.#ask(link, false);
      if (this.#questions.isSilent) trouble = null;
      else if (trouble === null) fineRounds += 1;
      if (this.#lacksFence && fineRounds >= FINE_ROUNDS) return 'printer.unconfirmed';
    }
    if (trouble === null && !stop.aborted && link.isOpen && !this.#hasFenced && fineRounds > 0 && !this.#questions.isSilent) {
      this.#lacksFence = true;
      return 'printer.unconfirmed';
    }
    const why = trouble ?? (stop.aborted ? 'printer.interrupted' : link.isOpen ? 'printer.timeout' : 'printer.offline');
    this.#abandon(link, why);
    return why;
  }

  async #sendUnanswered(link: PrinterLink, bytes: Uint8Array, stop: AbortSignal): Promise<PrinterCode> {
    if (await link.sendAll(bytes, this.#jobMs(bytes), stop)) return 'printer.unconfirmed';
    const why = stop.aborted ? 'printer.interrupted' : 'printer.offline';
    this.#abandon(link, why);
    return why;
  }

  #jobMs(bytes: Uint8Array): number {
    const { bytesPerSecond } = this.#settings;
    return this.#times.jobMs + (bytesPerSecond === undefined ? 0 : Math.ceil((bytes.length * 1_000) / bytesPerSecond));
  }

  /** Ends a line on which a job stopped half-way, together with what the system still holds of that job. */
  #abandon(link: PrinterLink, why: PrinterCode): void {
    this.#brokeOff = true;
    this.#link = null;
    link.drop();
    this.setState('trouble', why);
  }

  /** Asks the printer how it is and shows it if it is idle; the code of what keeps it from printing, or null. */
  async #ask(link: PrinterLink, isIdle: boolean): Promise<PrinterCode | null> {
    const { condition, trouble } = await this.#questions.ask(link, isIdle);
    if (isIdle && link.isOpen) this.#show(condition, trouble);
    return trouble;
  }

  #show(condition: PrinterCondition, trouble: PrinterCode | null): void {
    const doubt = this.#lacksFence || this.#wasOdd || !this.#settings.answers ? 'printer.unconfirmed' : null;
    if (trouble !== null) this.setState('trouble', trouble);
    else this.setState('ready', condition.paperLow ? 'printer.paper-low' : doubt);
  }

  /** The present line, or a new one; else why the printer cannot be reached. */
  async #connected(): Promise<PrinterLink | PrinterCode> {
    if (this.#link?.isOpen === true) return this.#link;
    const line = await this.#settings.open(this.#times.openMs, this.#clock, this.#end.signal);
    if (typeof line === 'string') {
      this.#link = null;
      this.setState(line === 'printer.absent' ? 'absent' : 'trouble', line);
      return line;
    }
    const link = new PrinterLink(line, this.#clock);
    if (this.#brokeOff && !(await this.#recover(link))) return 'printer.offline';
    this.#link = link;
    this.#questions.startAnew();
    this.#lacksFence = false;
    this.#wasOdd = false;
    if (this.#settings.answers) void link.send(SEND_CHANGES);
    link.onAnswer((answer) => {
      if (answer.kind !== 'change') return;
      this.#questions.heard();
      if (this.state().kind === 'busy') return;
      const condition = conditionOfChange(answer.bytes);
      this.#show(condition, troubleOf(condition));
    });
    void link.closed.then(() => {
      if (this.#link !== link) return;
      this.#link = null;
      this.setState('absent', 'printer.absent');
    });
    return link;
  }

  /** Fills up a picture that broke off; until that is out the printer would take the next ticket for the rest of it. */
  async #recover(link: PrinterLink): Promise<boolean> {
    const rest = encodeRecovery(this.widthDots);
    const isOut = await link.sendAll(rest, this.#jobMs(rest), this.#end.signal);
    this.#brokeOff = !isOut;
    if (isOut) return true;
    this.#link = null;
    link.drop();
    this.setState('trouble', 'printer.offline');
    return false;
  }

  async #poll(): Promise<void> {
    while (!this.#end.signal.aborted) {
      await this.#turns.run(async () => {
        const wasSilent = this.#questions.isSilent;
        const link = await this.#connected();
        if (!(link instanceof PrinterLink)) return;
        await this.#ask(link, true);
        if (!wasSilent || !this.#questions.isSilent || this.#end.signal.aborted) return;
        // Two silences in a row may be a line of which only this end is left.
        this.#link = null;
        await link.close(this.#times.answerMs);
      });
      await this.#pause(this.#times.pollMs, this.#end.signal);
    }
  }

  async #pause(ms: number, stop: AbortSignal): Promise<void> {
    await this.#clock.sleep(ms, stop).catch(() => undefined);
  }
}
