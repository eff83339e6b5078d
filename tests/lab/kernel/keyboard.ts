// Who types on QEMU's own USB keyboard: keys by their names on an American keyboard, as a reader in keyboard mode pretends to have one, through the machine's monitor.

import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** QEMU's names of the keys that write other signs than letters and digits. */
const NAMES: Readonly<Record<string, string>> = { '|': 'backslash', ':': 'semicolon', ' ': 'spc', ',': 'comma', '-': 'minus', '.': 'dot', '/': 'slash', '?': 'slash', '\n': 'ret', '\u001b': 'esc' };
const SHIFTED = /[A-Z|:?]/;

export class TypedKeyboard implements Disposable {
  readonly #monitor: Socket;
  /** Answers that have not come yet: the monitor gives one for each command, in their order. */
  readonly #waiting: (() => void)[] = [];

  private constructor(monitor: Socket) {
    this.#monitor = monitor;
    monitor.on('data', (bytes) => {
      for (const line of bytes.toString('utf8').split('\n')) {
        if (line.startsWith('{"error"')) throw new Error(`The machine's monitor: ${line}`);
        if (line.startsWith('{"return"')) this.#waiting.shift()?.();
      }
    });
  }

  /** @param file socket of the machine's monitor */
  static async at(file: string): Promise<TypedKeyboard> {
    const monitor = connect(file);
    await new Promise((resolve, reject) => monitor.once('connect', resolve).once('error', reject));
    const keyboard = new TypedKeyboard(monitor);
    await keyboard.#ask('qmp_capabilities');
    return keyboard;
  }

  /** Types `text`, from each key to the next at least `gapMs`; the keyboard itself needs 8 ms for each key that goes down or up. */
  async type(text: string, gapMs: number): Promise<void> {
    for (const sign of text) {
      // Never more at once to make up for lost time: the keyboard keeps 16 changes that nobody has fetched, and drops the others.
      const next = delay(gapMs);
      const name = NAMES[sign] ?? sign.toLowerCase();
      const keys = SHIFTED.test(sign) ? ['shift', name] : [name];
      await this.#ask('input-send-event', { events: [...keys.map((key) => change(key, true)), ...keys.toReversed().map((key) => change(key, false))] });
      await next;
    }
  }

  [Symbol.dispose](): void {
    this.#monitor.destroy();
  }

  async #ask(execute: string, words: object = {}): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      this.#monitor.write(`${JSON.stringify({ execute, arguments: words })}\n`);
    });
  }
}

function change(key: string, down: boolean): object {
  return { type: 'key', data: { down, key: { type: 'qcode', data: key } } };
}
