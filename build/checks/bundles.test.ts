// The look at a built page, seen to find each thing that the content policy would refuse.
import { describe, expect, test } from 'vitest';
import { cityFaults, hostFaults, pageFaults } from './bundles.ts';

describe('a built page', () => {
  test('with relative scripts and styles alone fits the policy', () => {
    const html = '<script type="module" src="./assets/a.js"></script><link rel="stylesheet" href="./assets/a.css">';
    expect(pageFaults(html)).toEqual([]);
  });

  test.each([
    ['an inline script', '<script>1</script>'],
    ['an inline style', '<style>a{}</style>'],
    ['a style attribute', '<p style="color: red">'],
    ['an event handler', '<p onclick="x()">'],
    ['an absolute address', '<script src="/a.js"></script>'],
    ['a foreign address', '<link href="https://example.org/a.css">'],
    ['a policy of its own', '<meta http-equiv="Content-Security-Policy" content="x">'],
  ])('with %s does not', (_name, html) => {
    expect(pageFaults(html)).toHaveLength(1);
  });
});

describe('a bundle of what is shipped', () => {
  test('without the browser host is fine', () => {
    expect(hostFaults('main.js', "new BrowserWindow({}); const keyName = 'mot-cua:call'; listen(ipc);")).toEqual([]);
  });

  test.each(["const COOKIE_NAME = 'mot-cua-window';", 'new WebSocketServer({})', 'async function startHostServer(parts) {}', 'findBrowser(process.env, "linux")', "server.listen(parts.settings.port, '127.0.0.1')"])('that holds %s is refused', (text) => {
    expect(hostFaults('main.js', text)).toHaveLength(1);
  });
});

test.each(['class CityClient {', "fetch(`${url}/v1/push`)", "from 'undici'"])('a bundle of training that holds %s is refused', (text) => {
  expect(cityFaults('training.js', text)).toHaveLength(1);
});
