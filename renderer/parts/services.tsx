// What the effects of screens reach out with: the client, the clock, and ids for new intents.

import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { must } from '../../shared/base/must.ts';
import type { RequestId } from '../../shared/base/ids.ts';
import type { Client, Connection } from '../client/client.ts';
import type { Memory, Remembered } from '../client/remembered.ts';

export interface Services {
  readonly client: Client;
  /** Epoch ms by the station's clock, so that "since" and "in" agree with what it says. */
  readonly now: () => number;
  /** One per intent of a person, kept for every retry of it. */
  readonly newRequestId: () => RequestId;
}

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider({ services, children }: { readonly services: Services; readonly children: ReactNode }): ReactNode {
  return <ServicesContext value={services}>{children}</ServicesContext>;
}

export function useServices(): Services {
  return must(useContext(ServicesContext), 'a component that reaches out stands below ServicesProvider');
}

/** The time now, drawn again every `everyMs`. */
export function useNow(everyMs = 1_000): number {
  const { now } = useServices();
  const [at, setAt] = useState(now);
  useEffect(() => {
    setAt(now());
    const timer = setInterval(() => setAt(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return at;
}

/** How the way to the station is, drawn again when it changes. */
export function useConnection(): Connection {
  const { client } = useServices();
  const [connection, setConnection] = useState(client.connection);
  useEffect(() => {
    setConnection(client.connection);
    return client.onConnection(setConnection);
  }, [client]);
  return connection;
}

/** Keeps the memory that `make` builds running while the component is there, and gives its last known answer. */
export function useMemory<Value>(make: (services: Services) => Memory<Value>): readonly [Remembered<Value>, Memory<Value>] {
  const services = useServices();
  const [memory] = useState(() => make(services));
  useEffect(() => memory.start(), [memory]);
  return [useStore(memory.store), memory];
}
