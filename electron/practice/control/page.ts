// The look of the virtual devices' control pages: one frame, one style, and a script that redraws the page when the device changes.

/** Text that is safe inside HTML and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A whole document around what a device draws. */
export function framePage(title: string, main: string): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><link rel="stylesheet" href="/control.css"><script src="/control.js" defer></script></head>
<body><header><h1>${escapeHtml(title)}</h1><p>Thiết bị ảo để tập dượt và kiểm thử</p></header><main>${main}</main></body></html>`;
}

/** A button that posts `fields` to `action`. */
export function button(action: string, label: string, fields: Readonly<Record<string, string>>, isOn = false): string {
  const inputs = Object.entries(fields).map(([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`);
  return `<form method="post" action="/${escapeHtml(action)}">${inputs.join('')}<button${isOn ? ' class="on"' : ''}>${escapeHtml(label)}</button></form>`;
}

/** Posts forms without leaving the page and draws `<main>` anew at each change. */
export const CONTROL_SCRIPT = `
const main = document.querySelector('main');
async function redraw() {
  if (main.contains(document.activeElement) && document.activeElement.matches('input, textarea')) return;
  main.innerHTML = await (await fetch('/main')).text();
}
new EventSource('/events').onmessage = redraw;
document.addEventListener('submit', async (event) => {
  event.preventDefault();
  await fetch(event.target.action, { method: 'POST', body: new URLSearchParams(new FormData(event.target)) });
  document.activeElement.blur();
  await redraw();
});
`;

export const CONTROL_STYLE = `
:root { font: 16px/1.5 "Be Vietnam Pro", system-ui, sans-serif; color: #16262e; background: #eef2f1; }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; }
header h1 { margin: 0; font-size: 1.5rem; } header p { margin: 0 0 1.5rem; color: #56676e; }
main { display: grid; gap: 1.5rem; }
section { background: #fff; border: 1px solid #d5dedc; border-radius: 12px; padding: 1rem 1.25rem; }
section h2 { margin: 0 0 .75rem; font-size: 1rem; }
form { display: inline-flex; gap: .5rem; margin: 0 .25rem .5rem 0; }
button { font: inherit; padding: .5rem .9rem; border-radius: 8px; border: 1px solid #b8c7c4; background: #f7faf9; cursor: pointer; }
button.on { background: #0f5c56; border-color: #0f5c56; color: #fff; }
input[type=text], input[type=number], textarea { font: inherit; padding: .45rem .6rem; border: 1px solid #b8c7c4; border-radius: 8px; }
textarea { width: min(44rem, 80vw); height: 4.5rem; }
a { color: #0f5c56; } table { border-collapse: collapse; } td, th { text-align: left; padding: .35rem 1rem .35rem 0; }
.slot { height: 14px; margin-bottom: -1.75rem; background: #2b3a40; border-radius: 7px; }
.papers { display: flex; flex-wrap: wrap; gap: 1.25rem; align-items: flex-start; padding: 0 1.5rem; }
.papers figure { margin: 0; } .papers figure.fresh { animation: out .7s ease-out; }
.papers img { display: block; width: 288px; background: #fff; box-shadow: 0 2px 10px #0003; image-rendering: auto; }
.papers figcaption { font-size: .8rem; color: #56676e; padding-top: .4rem; }
@keyframes out { from { clip-path: inset(0 0 100% 0); transform: translateY(-40%); } to { clip-path: inset(0); transform: none; } }
.led { display: inline-block; padding: .2rem .6rem; border-radius: 6px; background: #1a0f0d; color: #ff4b2b; font: 700 1.6rem/1.2 ui-monospace, monospace; letter-spacing: .15em; }
code { font-size: .85rem; word-break: break-all; }
`;
