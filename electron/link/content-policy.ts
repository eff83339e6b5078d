// The headers under which every page of the program runs, in the Electron shell and in the browser host alike.

/** Content-Security-Policy of all pages: nothing from elsewhere, nothing inline, no code from text. `socketOrigin` is the browser host's own socket, such as 'ws://127.0.0.1:4000'. */
export function contentSecurityPolicy(socketOrigin: string | null = null): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${socketOrigin === null ? '' : ` ${socketOrigin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Policy of a page for paper: no program, nothing from anywhere; its pictures are in it. */
export const PAPER_POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Policy of answers that are no page, such as a refusal: they can do nothing at all. */
export const NO_PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

/** What a page could ask the browser for; none of ours asks for any of it. */
const DENIED = ['accelerometer', 'camera', 'clipboard-read', 'display-capture', 'encrypted-media', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'window-management', 'xr-spatial-tracking'];

/** Headers of every answer that is not the policy itself. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': DENIED.map((feature) => `${feature}=()`).join(', '),
  'cache-control': 'no-store',
};

/**
 * Besides, of a page that may learn the names of loudspeakers and choose one: Chromium tells them only where the policy does not forbid the microphone (tried: `speaker-selection` alone gives one
 * nameless entry). It opens none by this: each use asks for a permission, which no page gets.
 */
export const speakingHeaders: Readonly<Record<string, string>> = { ...pageHeaders, 'permissions-policy': DENIED.filter((feature) => feature !== 'microphone').map((feature) => `${feature}=()`).join(', ') };

/** Content types of the files that a built renderer has; anything else is not served. */
export const fileTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wav': 'audio/wav',
};
