// The one origin of our pages in Electron, and whether an address belongs to it.

export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'mot-cua';

/** Address of the program's page; the station tells it which window it is. */
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** True for addresses of our own pages only. Parsed, never compared as text: 'app://mot-cua@evil/' begins like ours. */
export function isOurPage(address: string): boolean {
  const url = URL.parse(address);
  return (
    url !== null &&
    url.protocol === `${PAGE_SCHEME}:` &&
    url.hostname === PAGE_HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}

/** True for the program's one page, whatever stands behind '#' or '?'. */
export function isProgramPage(address: string): boolean {
  return isOurPage(address) && new URL(address).pathname === new URL(PAGE_URL).pathname;
}
