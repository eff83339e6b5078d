// The stand-in for the portal as a program, to try a gateway's settings against: prints its address, and on its input takes faults and questions, a line of JSON each.

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ClassicStub } from './classic.ts';
import { faultSchema } from './faults.ts';
import { startPortalStub } from './server.ts';
import { SixStepStub } from './six-step.ts';

const USAGE = `usage: node city/adapters/stub/main.ts --dialect classic|six-step --name NAME --secret SECRET [--port N]
It keeps what it gets in memory and forgets it at its end. Paths: /login /service, or /token /next /upload /dossier /progress /status.
On its input, a line each:
  {"tell": {"kind": "answer-lost", "on": "DongBoHoSoMC", "times": 2}}   something to do wrong
  {"ask": "state"}                                                     what it has, and what it complains of
  {"ask": "expire"}                                                    no log-in is good any more`;

const lineSchema = z.union([z.strictObject({ tell: faultSchema }), z.strictObject({ ask: z.enum(['state', 'expire']) })]);

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { dialect: { type: 'string' }, name: { type: 'string' }, secret: { type: 'string' }, port: { type: 'string' } } });
  const settings = z.object({ dialect: z.enum(['classic', 'six-step']), name: z.string().min(1), secret: z.string().min(1), port: z.string().regex(/^\d{1,5}$/).default('0').transform(Number) }).safeParse(values);
  if (!settings.success) throw new Error(USAGE);
  const { dialect, port, ...credentials } = settings.data;
  const portal = dialect === 'classic' ? new ClassicStub(credentials) : new SixStepStub(credentials);
  const stub = await startPortalStub(portal, { port });
  const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  print({ url: stub.url, pid: process.pid });
  for await (const text of createInterface({ input: process.stdin })) {
    const line = lineSchema.safeParse(JSON.parse(text));
    if (!line.success) print({ wrong: line.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`) });
    else if ('tell' in line.data) stub.faults.tell(line.data.tell);
    else if (line.data.ask === 'expire') portal.expireSessions();
    else print({ cases: [...portal.cases.values()], complaints: portal.complaints, repeats: portal.repeats, asked: stub.asked.length });
  }
  await stub[Symbol.asyncDispose]();
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
