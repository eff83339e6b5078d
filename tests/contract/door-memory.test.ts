// The door without any transport between: what every transport is measured by.

import { Door } from '../../electron/station/door/door.ts';
import { pointHandlers } from '../../electron/station/commands/point/point-handlers.ts';
import type { CommandContext } from '../../electron/station/commands/context.ts';
import type { Caller } from '../../shared/contract/command.ts';
import { benchHandlers, QueueBench } from '../fakes/queue-bench.ts';
import { describeDoor } from './door-suite.ts';

describeDoor('memory', () => {
  const bench = new QueueBench();
  const listeners = new Map<string, (text: string) => void>();
  const handlers: Readonly<Record<string, unknown>> = { ...benchHandlers, ...pointHandlers };
  const door = new Door({
    run: (name, input, caller) => (handlers[name] as (context: CommandContext, input: unknown, caller: Caller) => unknown)({ ...bench.context, publish: (event, payload) => door.publish(event, payload) }, input, caller),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    newTraceId: () => bench.clock.uuid(),
    monotonic: () => 0,
    send: (clientId, text) => listeners.get(clientId)?.(text),
  });
  let opened = 0;
  return Promise.resolve({
    open: (caller) => {
      opened += 1;
      const clientId = `window-${opened}`;
      door.open(clientId, caller);
      return Promise.resolve({
        send: (text: string) => void door.receive(clientId, text),
        onText: (listener: (text: string) => void) => void listeners.set(clientId, listener),
        close: () => door.close(clientId),
      });
    },
    [Symbol.asyncDispose]: async () => {
      bench[Symbol.dispose]();
      await Promise.resolve();
    },
  });
});
