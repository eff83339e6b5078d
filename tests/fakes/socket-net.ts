// WebSockets without a network: a test accepts, answers and breaks each connection that the page tries to make.

import { must } from '../../shared/base/must.ts';

export interface FakeSocket {
  readonly url: string;
  readonly sent: string[];
  accept(): void;
  receive(text: string): void;
  /** The other end goes away. */
  drop(): void;
  readonly closed: boolean;
}

export interface FakeSocketNet {
  readonly open: (url: string) => WebSocket;
  readonly all: readonly FakeSocket[];
  last(): FakeSocket;
}

export function fakeSocketNet(): FakeSocketNet {
  const all: FakeSocket[] = [];
  return {
    all,
    last: () => must(all.at(-1), 'the page has tried to connect'),
    open(url) {
      const target = new EventTarget();
      const sent: string[] = [];
      let closed = false;
      const drop = (): void => {
        if (closed) return;
        closed = true;
        target.dispatchEvent(new Event('close'));
      };
      all.push({
        url,
        sent,
        accept: () => void target.dispatchEvent(new Event('open')),
        receive: (text) => void target.dispatchEvent(new MessageEvent('message', { data: text })),
        drop,
        get closed() {
          return closed;
        },
      });
      const socket = Object.assign(target, { send: (text: string) => void sent.push(text), close: drop });
      return socket as unknown as WebSocket;
    },
  };
}
