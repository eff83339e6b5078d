// The station's end of the link to its host: messages of a forked child, or the port of an Electron utility process. The station asks which it has; it never imports Electron.

import { toStationSchema, type FromStation, type LinkEnd, type ToStation } from '../../link/parent-link.ts';

/** How long a message may take to leave this process, in ms. */
const LAST_WORDS_MS = 200;

/** What Electron gives a utility process as `process.parentPort` (electronjs.org/docs/latest/api/parent-port). */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Takes the link that this process was started with. Messages that are not of the link are passed over; a host without a link at all is a mistake of the caller. */
export function openHostLink(): LinkEnd<FromStation, ToStation> {
  const port = parentPort();
  if (port !== null) return overPort(port);
  if (process.send === undefined) throw new Error('the station is started by a host, not by hand');
  return overChild();
}

function parentPort(): ParentPort | null {
  const port: unknown = 'parentPort' in process ? process.parentPort : null;
  return typeof port === 'object' && port !== null && 'postMessage' in port && 'on' in port ? (port as ParentPort) : null;
}

function overPort(port: ParentPort): LinkEnd<FromStation, ToStation> {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => take(data, listener)),
    // Electron ends a utility process with its parent; there is nothing to hear.
    onClose: () => undefined,
    // Its port keeps a utility process alive for ever, so it ends itself, when its last words have had time to leave.
    close: () => void setTimeout(() => process.exit(), LAST_WORDS_MS),
  };
}

function overChild(): LinkEnd<FromStation, ToStation> {
  return {
    send: (message) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
    },
    onMessage: (listener) => {
      process.on('message', (message: unknown) => take(message, listener));
    },
    onClose: (listener) => {
      process.once('disconnect', listener);
    },
    close: () => {
      if (process.connected) process.disconnect();
    },
  };
}

function take(message: unknown, listener: (message: ToStation) => void): void {
  const parsed = toStationSchema.safeParse(message);
  if (parsed.success) listener(parsed.data);
}
