// What `npm start` writes: in the order in which a person needs it, one fact a line.

const LABEL_WIDTH = 12;

/** The first lines. */
export const GREETING = [
  'Một Cửa – điểm phục vụ hành chính công mẫu: người và hồ sơ đều không có thật.',
  'The example service point: invented people, practice devices, real protocols.',
] as const;

/** Windows in which a first walk happens, in its order; the other counters come after them. */
export const FIRST_WINDOWS = ['kiosk', 'counter-1', 'display-1', 'board', 'admin'] as const;

/** A fact with its label. */
export function fact(label: string, words: string): string {
  return `  ${label.padEnd(LABEL_WIDTH)} ${words}`;
}

/** What there is of earlier days. */
export function dataWords(folder: string, isNew: boolean, cityDossiers: number): string {
  if (isNew) return `A new example point in ${folder}`;
  return `${folder} goes on with its data: ${cityDossiers} ${cityDossiers === 1 ? 'dossier' : 'dossiers'} at the city`;
}

/** Where the practice printer listens. */
export function printerWords(port: number, wanted: number): string {
  return port === wanted ? `TCP 127.0.0.1:${port}` : `TCP 127.0.0.1:${port} (${wanted}, the usual one, is taken)`;
}

/** Which host the windows run in. */
export function hostWords(shell: 'electron' | 'browser'): string {
  return shell === 'electron' ? 'HOST: Electron.' : 'HOST: browser host, a stand-by for where Electron is not; never for use on a site.';
}

/** The addresses, the first walk's first. */
export function addressLines(addresses: ReadonlyMap<string, string>, practiceUrl: string): string[] {
  const isFirst = (windowId: string) => FIRST_WINDOWS.some((first) => first === windowId);
  return [
    ...FIRST_WINDOWS.flatMap((windowId) => {
      const address = addresses.get(windowId);
      return address === undefined ? [] : [fact(windowId, address)];
    }),
    fact('practice', `${practiceUrl}   (the printer's paper, cards for the readers, sheets for the scanners)`),
    '',
    ...[...addresses].filter(([windowId]) => !isFirst(windowId)).map(([windowId, address]) => fact(windowId, address)),
  ];
}

/** How long an address is good, for the browser host. */
export const ONCE = ['Each address opens its window once; when it has, the next one is printed here.'] as const;

/** The last lines. */
export const FAREWELL = [
  'To begin: two touches at the kiosk give a number, F2 at counter-1 calls it, the practice page holds a card under the reader.',
  'Ctrl-C ends everything.',
] as const;
