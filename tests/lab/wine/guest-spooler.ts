// Under Wine, in Node for Windows: the station's own printer driver at the calls of the Windows spooler. What it saw goes into a file, since Node has no pipes there.

import { writeFileSync } from 'node:fs';
import { QueuePrinter } from '../../../electron/station/devices/printer-escpos/queue-printer.ts';
import { spoolerQueue } from '../../../electron/station/devices/printer-escpos/spooler-queue.ts';
import { askSpooler, loadSpooler } from '../../../electron/station/devices/printer-escpos/winspool.ts';
import { systemClock } from '../../../electron/station/life/clock.ts';
import { chancePicture } from '../kernel/picture.ts';

const [queue = '', file = '', rows = '', seed = ''] = process.argv.slice(2);
const spooler = await loadSpooler();
// On this thread: the station's own is given up after ten seconds, which Wine needs to start one on a busy machine.
const thread = { ask: async (question: Parameters<typeof askSpooler>[1]) => await Promise.resolve(askSpooler(spooler, question)), [Symbol.asyncDispose]: async () => await Promise.resolve() };
const printer = new QueuePrinter(spoolerQueue(queue, thread, systemClock), 576, systemClock);
const outcome = await printer.print(chancePicture(Number(rows), Number(seed)));
const { kind, code } = printer.state();
writeFileSync(file, JSON.stringify({ outcome, state: `${kind} ${code ?? ''}`, looked: await thread.ask({ kind: 'look', queue }) }));
process.exit(0);
