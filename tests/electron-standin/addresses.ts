// The two faces of an address: `app://bundle/x`, as Electron's code speaks, and `https://bundle.app.standin.invalid/x`, as Chromium lets itself be answered.

const SUFFIX = 'standin.invalid';
const wire = new RegExp(String.raw`https://([^/:?#'"\s;,]+)\.([a-z][a-z0-9+-]*)\.${SUFFIX.replace('.', String.raw`\.`)}(?=[/:?#'"\s;,]|$)`, 'g');

/** Schemes that the app has announced as its own. */
const schemes = new Set<string>();

/** Announces one. */
export function announce(scheme: string): void {
  schemes.add(scheme);
}

/** The address as Chromium gets it. Addresses of other schemes stay as they are. */
export function toWire(address: string): string {
  const parts = /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/is.exec(address);
  const scheme = parts?.[1]?.toLowerCase() ?? '';
  if (parts === null || !schemes.has(scheme)) return address;
  const [host = '', port = ''] = (parts[2] ?? '').split(':');
  return `https://${host}.${scheme}.${SUFFIX}${port === '' ? '' : `:${port}`}${parts[3] ?? ''}`;
}

/** The address, or any text that holds some, as Electron's code knows it. */
export function fromWire(text: string): string {
  return text.replaceAll(wire, '$2://$1');
}

/** Origin as Electron tells it, without the slash at its end. */
export function originOf(address: string): string {
  const url = URL.parse(toWire(address));
  return url === null ? 'null' : fromWire(url.origin);
}

/** A content policy as Chromium must read it: a named scheme becomes all hosts that stand for it. */
export function policyToWire(policy: string): string {
  let text = policy;
  for (const scheme of schemes) text = text.replaceAll(new RegExp(String.raw`(?<=^|[\s;,])${scheme}:(?!/)`, 'g'), `https://*.${scheme}.${SUFFIX}`);
  return text.replaceAll(/[a-z][a-z0-9+-]*:\/\/[^\s;,]+/gi, (source) => toWire(source));
}
