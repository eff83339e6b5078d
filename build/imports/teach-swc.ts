// Teaches the walker of @swc/core the statements it does not know (`using`, `await using`): without it the import reader stops there.
import type { Statement, VariableDeclarator } from '@swc/core';
import { Visitor } from '@swc/core/Visitor.js';

interface UsingDeclaration {
  readonly type: 'UsingDeclaration';
  readonly decls: VariableDeclarator[];
}

function isUsing(statement: { readonly type: string }): statement is UsingDeclaration {
  return statement.type === 'UsingDeclaration';
}

/** Changes the walker for this process; the import reader builds its own visitor on it. */
export function teachUsing(): void {
  const known = Object.getOwnPropertyDescriptor(Visitor.prototype, 'visitStatement')?.value as
    ((this: Visitor, statement: Statement) => Statement) | undefined;
  if (known === undefined) throw new Error('@swc/core has no visitStatement any more: look at its Visitor again');
  Visitor.prototype.visitStatement = function visitStatement(this: Visitor, statement: Statement): Statement {
    const untold: { readonly type: string } = statement;
    if (!isUsing(untold)) return known.call(this, statement);
    this.visitVariableDeclarators(untold.decls);
    return statement;
  };
}
