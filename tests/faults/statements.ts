// The single statements of a step of the schema.

/** In order, each with its end; a trigger is one statement. */
export function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let begun: string[] = [];
  for (const line of sql.split('\n')) {
    begun.push(line);
    const text = begun.join('\n');
    if (!line.trimEnd().endsWith(';') || (/CREATE TRIGGER/.test(text) && !/END;\s*$/.test(text))) continue;
    statements.push(text);
    begun = [];
  }
  return statements;
}
