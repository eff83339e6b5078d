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
  /** A question that has a row if this transaction landed and none if it did not: it is asked when the disk failed at the commit. One is enough. */
  witness(sql: string, parameters: Parameters): void;
}

/** A question about a transaction whose outcome nobody knows. */
export interface Witness {
  readonly sql: string;
  readonly parameters: Parameters;
}

/** Handle over an open connection with a cache of prepared statements. */
export class ConnectionHandle implements Writable {
  readonly #connection: BetterSqlite3.Database;
  readonly #statements = new Map<string, BetterSqlite3.Statement>();
  #hooks: (() => void)[] = [];
  #witness: Witness | null = null;

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

  witness(sql: string, parameters: Parameters): void {
    this.#witness ??= { sql, parameters };
  }

  /** Hands over what the transaction that has just ended leaves to be done, and forgets it. */
  take(): { readonly hooks: readonly (() => void)[]; readonly witness: Witness | null } {
    const left = { hooks: this.#hooks, witness: this.#witness };
    this.#hooks = [];
    this.#witness = null;
    return left;
  }

  #prepare(sql: string): BetterSqlite3.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
