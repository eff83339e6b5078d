// Reads the record of a program's system calls (strace -f -y -xx) as what it did to the files of one folder, in order, with what it said on its standard output in between.

/** One thing that happened. `path` is below the folder; `said` is text on the standard output. */
export type Step =
  | { readonly kind: 'made'; readonly path: string; readonly isEmptied: boolean }
  | { readonly kind: 'wrote'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly path: string; readonly length: number }
  | { readonly kind: 'synced'; readonly path: string }
  | { readonly kind: 'renamed'; readonly from: string; readonly to: string }
  | { readonly kind: 'linked'; readonly from: string; readonly to: string }
  | { readonly kind: 'removed'; readonly path: string }
  | { readonly kind: 'said'; readonly text: string };

/** What to give to strace: every call that changes a file or promises something. */
export const TRACED = 'openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,unlink,unlinkat';

const CALL = /^(\d+) (\w+)\((.*)\)\s+= (-?\d+)(?:<|\s|$)/;
const UNFINISHED = /^(\d+) (\w+)\((.*) <unfinished \.\.\.>$/;
const RESUMED = /^(\d+) <\.\.\. (\w+) resumed>(.*)$/;
const FILE = /^(\d+)<((?:\\x[0-9a-f]{2})*)>/;
const TEXT = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g;

/** Failed calls changed nothing and are left out. Throws where a text was cut: nothing could be built on it. */
export function readTrace(trace: string, folder: string): readonly Step[] {
  const steps: Step[] = [];
  const begun = new Map<string, string>();
  const places = new Map<string, number>();
  for (const line of trace.split('\n')) {
    const unfinished = UNFINISHED.exec(line);
    if (unfinished !== null) {
      begun.set(unfinished[1] ?? '', `${unfinished[2] ?? ''}(${unfinished[3] ?? ''}`);
      continue;
    }
    const resumed = RESUMED.exec(line);
    // A call takes effect somewhere between its two ends; the later one promises least.
    const whole = resumed === null ? line : `${resumed[1] ?? ''} ${begun.get(resumed[1] ?? '') ?? ''}${resumed[3] ?? ''}`;
    const call = CALL.exec(whole);
    if (call === null) continue;
    const [, , name = '', parts = '', result = '-1'] = call;
    if (Number(result) < 0) continue;
    const step = stepOf(name, parts, Number(result), folder, places);
    if (step !== null) steps.push(step);
  }
  return steps;
}

function stepOf(name: string, parts: string, result: number, folder: string, places: Map<string, number>): Step | null {
  const texts = [...parts.matchAll(TEXT)].map(([, hex = '', cut]) => {
    if (cut !== undefined) throw new Error('the trace was made with a too short -s');
    return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
  });
  const inside = (bytes: Buffer | undefined): string | null => {
    const path = bytes?.toString('utf8') ?? '';
    return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
  };
  const file = FILE.exec(parts);
  const descriptor = file?.[1];
  const of = inside(Buffer.from((file?.[2] ?? '').replaceAll('\\x', ''), 'hex'));
  switch (name) {
    case 'openat': {
      const path = inside(texts.at(-1));
      if (path === null || !parts.includes('O_CREAT')) return null;
      if (parts.includes('O_TRUNC')) places.set(path, 0);
      return { kind: 'made', path, isEmptied: parts.includes('O_TRUNC') };
    }
    case 'pwrite64': {
      if (of === null) return null;
      return { kind: 'wrote', path: of, at: Number(/, (\d+)$/.exec(parts)?.[1]), bytes: (texts.at(-1) ?? Buffer.alloc(0)).subarray(0, result) };
    }
    case 'write': {
      const bytes = (texts.at(-1) ?? Buffer.alloc(0)).subarray(0, result);
      if (descriptor === '1') return { kind: 'said', text: bytes.toString('utf8') };
      if (of === null) return null;
      // Written one after the other from the beginning: nobody here appends to a file that was there.
      const at = places.get(of) ?? 0;
      places.set(of, at + bytes.length);
      return { kind: 'wrote', path: of, at, bytes };
    }
    case 'fsync':
    case 'fdatasync':
      return of === null ? null : { kind: 'synced', path: of };
    case 'ftruncate':
      return of === null ? null : { kind: 'cut', path: of, length: Number(/, (\d+)$/.exec(parts)?.[1]) };
    case 'rename':
    case 'renameat':
    case 'renameat2':
    case 'link':
    case 'linkat': {
      const [from, to] = texts.slice(-2).map(inside);
      if (from === null || from === undefined || to === null || to === undefined) return null;
      places.delete(from);
      return { kind: name.startsWith('rename') ? 'renamed' : 'linked', from, to };
    }
    case 'unlink':
    case 'unlinkat': {
      const path = inside(texts.at(-1));
      if (path === null) return null;
      places.delete(path);
      return { kind: 'removed', path };
    }
    default:
      return null;
  }
}
