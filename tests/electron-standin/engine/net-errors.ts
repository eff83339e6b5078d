// The numbers by which Electron tells why a page did not load, from the words by which Chromium does.

/** Of Chromium's net_error_list.h; those that a load in these tests can end with. */
const NUMBERS: Readonly<Record<string, number>> = {
  'net::ERR_FAILED': -2, 'net::ERR_ABORTED': -3, 'net::ERR_BLOCKED_BY_CLIENT': -20, 'net::ERR_CONNECTION_REFUSED': -102, 'net::ERR_NAME_NOT_RESOLVED': -105, 'net::ERR_ADDRESS_UNREACHABLE': -109,
};

/** ERR_FAILED, which says nothing, where the words are none of ours: never ERR_ABORTED, which a program passes over. */
export function numberOfNetError(words: string): number {
  return NUMBERS[words] ?? -2;
}
