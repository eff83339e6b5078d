// The two kinds of handle on the store: what you hold says what you may do. Rows are parsed as they are read.

import type BetterSqlite3 from 'better-sqlite3';
import type { z } from 'zod';
import { must } from '../../../shared/base/must.ts';

/** A value that may be bound. */
export type Bound = string | number | bigint | Buffer | null;
export type Parameters = Readonly<Record<string, Bound>>;

/** Reading. Every row goes through a schema: a stored row is an edge like any other. */
export interface Readable {
  /** The one row, or null. Throws `ZodError` when the row is not what the schema says. */
  get<Row extends z.ZodType>(schema: Row, sql: string, parameters?: Parameters): z.output<Row> | null;
  all<Row extends z.ZodType>(schema: Row, sql: string, parameters?: Parameters): z.output<Row>[];
}

/** Writing, inside the one transaction that `StationDatabase.write` opened. Nothing asynchronous may happen with it. */
export interface Writable extends Readable {
  /** Number of rows changed. */
  run(sql: string, parameters?: Parameters): number;
  /** Like `run`, and a bug unless exactly one row changed. */
  runOne(sql: string, parameters?: Parameters): void;
  /** Called after the transaction is durable, in order; never called if it is rolled back. */
  afterCommit(hook: () => void): void;
}

/** Handle over an open connection with a cache of prepared statements. */
export class ConnectionHandle implements Writable {
  readonly #connection: BetterSqlite3.Database;
  readonly #statements = new Map<string, BetterSqlite3.Statement>();
  #hooks: (() => void)[] = [];

  constructor(connection: BetterSqlite3.Database) {
    this.#connection = connection;
  }

  get<Row extends z.ZodType>(schema: Row, sql: string, parameters: Parameters = {}): z.output<Row> | null {
    const row: unknown = this.#prepare(sql).get(parameters);
    return row === undefined ? null : schema.parse(row);
  }

  all<Row extends z.ZodType>(schema: Row, sql: string, parameters: Parameters = {}): z.output<Row>[] {
    return this.#prepare(sql).all(parameters).map((row) => schema.parse(row));
  }

  run(sql: string, parameters: Parameters = {}): number {
    return this.#prepare(sql).run(parameters).changes;
  }

  runOne(sql: string, parameters: Parameters = {}): void {
    const changes = this.run(sql, parameters);
    must(changes === 1 ? changes : null, `exactly one row must change, ${changes} did: ${sql.slice(0, 80)}`);
  }

  afterCommit(hook: () => void): void {
    this.#hooks.push(hook);
  }

  /** Hands over the hooks of the transaction that has just ended. */
  takeHooks(): readonly (() => void)[] {
    const hooks = this.#hooks;
    this.#hooks = [];
    return hooks;
  }

  #prepare(sql: string): BetterSqlite3.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
