// Which packages a bundle is made of, by the modules and files that the bundler says it took: what is shipped has a licence to be told.

/** What is needed of the bundler's report; it has one or several of them. */
interface Report {
  readonly output: readonly { readonly moduleIds?: readonly string[]; readonly originalFileNames?: readonly string[] }[];
}

/** The names of the packages in `built`, each once; throws where the bundler was only watching and so has no report. */
export function packagesIn(built: unknown): readonly string[] {
  const reports = (Array.isArray(built) ? built : [built]) as readonly Partial<Report>[];
  const names = new Set<string>();
  for (const { output } of reports) {
    if (output === undefined) throw new Error('the bundler gave no report of what it took');
    for (const part of output) for (const file of [...(part.moduleIds ?? []), ...(part.originalFileNames ?? [])]) {
      const name = packageOf(file);
      if (name !== null) names.add(name);
    }
  }
  return [...names].toSorted();
}

/** The package that a file of node_modules belongs to; of nested ones the innermost. */
export function packageOf(file: string): string | null {
  const [, name] = /.*node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(file) ?? [];
  return name === undefined || name.startsWith('.') ? null : name.replaceAll('\\', '/');
}
