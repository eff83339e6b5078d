// What carries frames between a window and the station; every transport passes the suite in transport-suite.test.ts.

/** 'connecting' before the first word and between attempts; 'closed' when nobody tries any more. */
export type LinkState = 'connecting' | 'open' | 'closed';

/** One way to the station. Listeners are called in the order of arrival; after `close` nothing is called any more. */
export interface Transport {
  readonly state: LinkState;
  /** Sends one request frame as JSON text. Only while 'open': a frame given at another time is dropped, the client sends it again on 'open'. A transport whose host answers by itself (commands 'host.…') passes those on at any time before 'closed'. */
  send(text: string): void;
  onFrame(listener: (text: string) => void): () => void;
  onState(listener: (state: LinkState) => void): () => void;
  /** Throws the present connection away and makes a new one: for an end that has stopped answering without closing. */
  reset(): void;
  close(): void;
}
