// The commands that README.md shows: which they are, and which of them a check may really run.

/** A command of the README. Those in a fence marked `sh run` are run by the tests as they stand. */
export interface ReadmeCommand {
  readonly text: string;
  readonly isRun: boolean;
}

/** Reads the fenced `sh` commands of a Markdown text, one a line, comments left out. */
export function readmeCommands(markdown: string): readonly ReadmeCommand[] {
  return [...markdown.matchAll(/^```sh([^\n]*)\n([\s\S]*?)^```/gm)].flatMap(([, info = '', body = '']) =>
    body
      .split('\n')
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((text) => ({ text, isRun: info.trim() === 'run' })),
  );
}

/** What is wrong with a command: it must be one of ours, since nothing else could be kept true. */
export function commandFault(text: string, scripts: ReadonlySet<string>): string | null {
  if (/^git clone \S+( \S+)?$/.test(text) || /^cd \S+$/.test(text)) return null;
  const script = /^npm (?:run )?([\w:-]+)(?: --( .+)?)?$/.exec(text)?.[1];
  if (script === undefined) return `README: '${text}' is neither git clone, cd nor an npm script`;
  const isShort = script === 'start' || script === 'test';
  if (!isShort && !text.startsWith('npm run ')) return `README: '${text}' lacks 'run'`;
  return scripts.has(script) ? null : `README: '${text}' names no script of package.json`;
}
