// A page as an attacker would wish it in place of ours: everything that a policy can refuse, and a probe that notes what ran and what was refused.

/** Files to stand beside the host's pages; `evilPort` is of a server that is not ours. */
export function attackPages(evilPort: number): Readonly<Record<string, string>> {
  const evil = `http://127.0.0.1:${evilPort}`;
  return {
    'index.html': `<!doctype html><html><head><title>a window</title>
<script src="./probe.js"></script>
<base href="${evil}/">
<link rel="manifest" href="${evil}/manifest.json">
<style>body { --ran-style: 1 }</style>
<script>window.found.ran.push('inline script')</script>
<script src="${evil}/foreign.js"></script>
</head><body>
<p id="attribute" style="--ran-attribute: 1" onclick="window.found.ran.push('handler')">x</p>
<img src="${evil}/foreign.png" onerror="window.found.ran.push('error handler')">
<iframe src="${evil}/frame"></iframe>
<object data="${evil}/object"></object>
<video src="${evil}/video"></video>
<form id="form" action="${evil}/form" method="post"><input name="a"></form>
</body></html>`,
    'probe.js': `
window.found = { ran: [], broke: [], done: false };
document.addEventListener('securitypolicyviolation', (event) => window.found.broke.push(event.effectiveDirective));
const tries = (name, act) => { try { if (act() === 'ran') window.found.ran.push(name); } catch { /* refused */ } };
window.addEventListener('load', async () => {
  tries('eval', () => window['ev' + 'al']("'ran'"));
  tries('function', () => Reflect.construct(Function, ["return 'ran'"])());
  tries('timer', () => void Reflect.apply(setTimeout, window, ["window.found.ran.push('timer')", 0]));
  tries('html', () => { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.found.ran.push(1)">'); return 'ran'; });
  tries('policy', () => { trustedTypes.createPolicy('mine', { createHTML: (text) => text }); return 'ran'; });
  tries('worker', () => void new Worker(URL.createObjectURL(new Blob(["postMessage('ran')"]))).addEventListener('message', () => window.found.ran.push('worker')));
  tries('script', () => { const script = document.createElement('script'); script.append("window.found.ran.push('appended')"); document.body.append(script); });
  tries('form', () => document.getElementById('form').submit());
  tries('click', () => document.getElementById('attribute').click());
  await fetch('${evil}/fetch').then(() => window.found.ran.push('fetch'), () => undefined);
  navigator.sendBeacon('${evil}/beacon', 'x');
  await import('data:text/javascript,export default 1').then(() => window.found.ran.push('import'), () => undefined);
  tries('socket', () => { const socket = new WebSocket('${evil.replace('http', 'ws')}/socket'); socket.addEventListener('open', () => window.found.ran.push('socket')); });
  const style = getComputedStyle(document.body);
  if (style.getPropertyValue('--ran-style') !== '') window.found.ran.push('inline style');
  if (getComputedStyle(document.getElementById('attribute')).getPropertyValue('--ran-attribute') !== '') window.found.ran.push('style attribute');
  if (document.baseURI !== location.href) window.found.ran.push('base');
  setTimeout(() => { window.found.done = true; }, 300);
});
`,
    'dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  };
}
