// The administration's test page for a printer of the operating system: asked once, handed over at most once.

import type { systemPrinterCommands } from '../../../../shared/contract/system-printer.ts';
import type { SystemPrinter } from '../../devices/ports.ts';
import { answerOnce } from '../../store/requests.ts';
import type { Handlers } from '../context.ts';
import { testPage } from './test-page.ts';

type TestEnd = { readonly outcome: 'printed' | 'failed' | 'unknown'; readonly code: Extract<Awaited<ReturnType<SystemPrinter['print']>>, { code: unknown }>['code'] | null };

/** Handlers over the given port; `words` are the plain texts of both languages. */
export function createSystemPrinterHandlers(printer: SystemPrinter, words: { readonly vi: Readonly<Record<string, string>>; readonly en: Readonly<Record<string, string>> }): Handlers<keyof typeof systemPrinterCommands> {
  const running = new Map<string, Promise<TestEnd>>();
  return {
    'system-printer.list': async () => ({ printers: [...(await printer.printers())] }),
    'system-printer.test': async (context, input, caller) => {
      const { clock, database } = context;
      const before = running.get(input.requestId);
      if (before !== undefined) return await before;
      const first = { is: false };
      // Written down before anything is handed over: who asks again after a crash hears that nobody knows, and gets no second page.
      const known = answerOnce(database, clock, { command: 'system-printer.test', input, caller }, (): TestEnd => {
        first.is = true;
        return { outcome: 'unknown', code: 'printer.timeout' };
      });
      if (!first.is) return known;
      const job = printer.print(testPage(words, input.printer, clock.now()), input.printer, 1).then((end): TestEnd => (end.kind === 'printed' ? { outcome: 'printed', code: null } : { outcome: end.kind, code: end.code }));
      running.set(input.requestId, job);
      try {
        return await job;
      } finally {
        running.delete(input.requestId);
      }
    },
  };
}
