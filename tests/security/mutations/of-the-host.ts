// Guards of the browser host: by what name, from where, with what pass and in what measure it is asked; and what its pages may do.

import { guard, integration, unit } from './guard.ts';

const [SHAPE, PASSES, PAGES, SOCKETS, SERVER, POLICY] = ['electron/host/request-shape.ts', 'electron/host/window-passes.ts', 'electron/host/pages.ts', 'electron/host/socket-set.ts', 'electron/host/host-server.ts', 'electron/link/content-policy.ts'];
const entry = integration('tests/security/entry.test.ts');
const raw = integration('tests/security/raw-http.test.ts');
const inChromium = integration('tests/security/browser.test.ts');
const reach = integration('tests/security/reach.test.ts');
const server = unit('electron/host/host-server.test.ts');

export const hostMutations = [
  guard('host: Host', SHAPE, `if (host !== authority) return { status: 403, words: 'wrong host' };`, '', entry),
  guard('host: Origin', SHAPE, 'if (origin !== undefined && origin !== `http://${authority}`) return', 'if (origin === null) return', entry),
  guard('host: no socket without Origin', SOCKETS, 'if (shape !== null || request.headers.origin === undefined) return', 'if (shape !== null) return', entry),
  guard('host: Sec-Fetch-Site', SHAPE, `if (site !== undefined && site !== 'same-origin' && site !== 'none') return`, 'if (site === null) return', entry),
  guard('host: each deciding header once', SHAPE, `if (SINGLE.some((name) => valuesOf(rawHeaders, name).length > 1)) return { status: 400, words: 'a header twice' };`, '', entry),
  guard('host: no bodies', SHAPE, `if (encoding !== undefined || (length !== undefined && length !== '0')) return`, 'if (encoding === null) return', raw),
  guard('host: one form of address', SHAPE, `return OUR_TARGET.test(target) ? null : { status: 400, words: 'bad address' };`, 'return null;', raw),
  guard('host: methods', SHAPE, `if (method !== 'GET' && method !== 'HEAD') return`, `if (method === '') return`, raw),
  guard('host: an address works once', PASSES, 'this.#addresses.delete(key);', '', entry),
  guard('host: an address is of one window', PASSES, 'if (issued.windowId !== windowId) return null;', '', entry),
  guard('host: cookie for pages', PAGES, `if (!rules.passes.isCookie(at.windowId, request.cookie)) return plain(403, 'open this window with an address of its own');`, '', entry),
  guard('host: cookie for sockets', SOCKETS, `if (!passes.isCookie(at.windowId, request.headers.cookie)) return '401 Unauthorized';`, '', entry),
  guard('host: a cookie is of one window', PASSES, 'this.#openings.get(digest(value)) === windowId', 'this.#openings.has(digest(value))', entry),
  guard('host: cookies are out of scripts’ reach', PASSES, '; HttpOnly; SameSite=Strict`', '`', inChromium),
  guard('host: slow heads', SERVER, 'headersTimeout: HEAD_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: LOOK_MS, ', '', integration('tests/security/raw-http.test.ts', 'letter by letter')),
  guard('host: size of a head', SERVER, 'maxHeaderSize: MAX_HEAD_BYTES, ', '', raw),
  guard('host: connections', SERVER, 'server.maxConnections = MAX_CONNECTIONS;', '', integration('tests/security/raw-http.test.ts', 'beyond the limit')),
  guard('host: short answers to noise', SERVER, `isRefused && !refusals.take() ? plain(429, '') : decided;`, 'decided;', integration('tests/security/raw-http.test.ts', 'without end')),
  guard('host: what was issued for another reading of the settings', SERVER, 'if (!isDeepStrictEqual(next.get(windowId), caller)) passes.revoke(windowId);', 'if (windowId === null) continue;', server),
  guard('host: a station that was not told of a window hears nothing of it', SOCKETS, 'if (isOfStation) toStation({ kind: \'close\', clientId });', 'toStation({ kind: \'close\', clientId });', server),
  guard('printing: an id is one job', 'electron/link/printing.ts', 'if (heard.has(id)) return null;', '', unit('electron/link/printing.test.ts')),
  guard('printing: only printers that the system listed', 'electron/link/lp.ts', "if (!printers.some(({ name }) => name === printer)) return { outcome: 'failed', code: 'printer.absent' };", '', unit('electron/link/printing.test.ts')),
  guard('host: frames per second', SOCKETS, 'if (!frames.take() || !chars.take(text.length)) return socket.close(TOO_MUCH);', '', server),
  guard('host: size of a frame', SOCKETS, 'maxPayload: MAX_REQUEST_CHARS * 4', 'maxPayload: MAX_REQUEST_CHARS * 400', server),
  guard('host: text only', SOCKETS, 'if (isBinary || !Buffer.isBuffer(data)) return socket.close(1003);', '', server),
  guard('host: sockets of a window', SOCKETS, ' || ofWindow >= MAX_SOCKETS_OF_WINDOW', '', server),
  guard('host: sockets of all', SOCKETS, ' || this.#clients.size >= MAX_SOCKETS', '', server),
  guard('host: new sockets per second', SOCKETS, `if (!handshakes.take()) return '429 Too Many Requests';`, '', integration('tests/security/door-over-socket.test.ts', 'of handshakes')),
  guard('host: who reads nothing is let go', SOCKETS, 'if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();\n    else socket.send(text);', 'socket.send(text);', server),
  guard('host: this machine only', SERVER, `server.listen(parts.settings.port, '127.0.0.1', resolve);`, `server.listen(parts.settings.port, '0.0.0.0', resolve);`, reach),
  guard('pages: ways out of the folder', 'electron/link/page-files.ts', 'return file.startsWith(root + path.sep) ? file : null;', 'return file;', unit('electron/link/page-files.test.ts')),
  guard('pages: plain names', 'electron/link/page-files.ts', `if (!/^[\\w.@/-]+$/.test(decoded) || decoded.split('/').some((part) => part === '' || part.startsWith('.'))) return null;`, '', unit('electron/link/page-files.test.ts')),
  guard('policy: scripts', POLICY, `"script-src 'self'",`, `"script-src 'self' 'unsafe-inline' 'unsafe-eval' http:",`, inChromium),
  guard('policy: styles', POLICY, `"style-src 'self'",`, `"style-src 'self' 'unsafe-inline'",`, inChromium),
  guard('policy: connections', POLICY, '`connect-src \'self\'${', '`connect-src * \'self\'${', inChromium),
  guard('policy: trusted types', POLICY, `"require-trusted-types-for 'script'",`, '', inChromium),
  guard('policy: the header itself', PAGES, `'content-security-policy': contentSecurityPolicy(\`ws://\${rules.authority}\`) }`, '}', inChromium),
  guard('headers: permissions', POLICY, `'permissions-policy': DENIED.map((feature) => \`\${feature}=()\`).join(', '),`, '', inChromium),
  guard('headers: no sniffing', POLICY, `'x-content-type-options': 'nosniff',`, '', unit('electron/host/pages.test.ts')),
];
