// The steps of the schema: in order, whole or not at all, and with the rows that were there.

import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/all.ts';

describe('the migrations', () => {
  it('go up by fives and leave the store as it should be', () => {
    const versions = migrations.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((one, other) => one - other).filter((version) => version % 5 === 0));
    const connection = new BetterSqlite3(':memory:');
    expect(migrate(connection, migrations)).toEqual(migrations.map((migration) => migration.version));
    expect(migrate(connection, migrations)).toEqual([]);
    const tables = connection.prepare(`SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite_%'`).all();
    expect(tables).toEqual(tables.map(() => expect.objectContaining({ strict: 1 }) as unknown));
    expect(tables.length).toBeGreaterThan(10);
    expect(connection.pragma('foreign_key_check')).toEqual([]);
    connection.close();
  });

  it('stop where one fails, with the version before it and nothing of it left', () => {
    const connection = new BetterSqlite3(':memory:');
    const broken = [{ version: 10, sql: 'CREATE TABLE a (x INTEGER) STRICT' }, { version: 20, sql: 'CREATE TABLE b (x INTEGER) STRICT; CREATE TABLE a (x INTEGER) STRICT' }];
    expect(() => migrate(connection, broken)).toThrow(/already exists/);
    expect(connection.pragma('user_version', { simple: true })).toBe(10);
    expect(connection.prepare(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'b'`).get()).toEqual({ n: 0 });
    connection.close();
  });

  it('keep the rows that were there', () => {
    const connection = new BetterSqlite3(':memory:');
    migrate(connection, migrations.slice(0, 1));
    connection.exec(`INSERT INTO meta (name, value) VALUES ('a', 'b')`);
    migrate(connection, [...migrations, { version: 99_990, sql: `ALTER TABLE meta ADD COLUMN more TEXT NOT NULL DEFAULT ''` }]);
    expect(connection.prepare('SELECT name, value, more FROM meta').all()).toEqual([{ name: 'a', value: 'b', more: '' }]);
    connection.close();
  });

  it('to 370 keep every account as it was, and take one of the post office', () => {
    const connection = new BetterSqlite3(':memory:');
    migrate(connection, migrations.filter(({ version }) => version < 370));
    const add = () => connection.prepare(`INSERT INTO staff (officer_id, name, login, role, is_active, pin, pin_set_at, misses) VALUES ($id, 'Lan', $id, $role, 0, 'kept', 7, 3)`);
    for (const role of ['head', 'receiving', 'returning', 'technician']) add().run({ id: role, role });
    expect(() => add().run({ id: 'post', role: 'post' })).toThrow(/CHECK/u);
    migrate(connection, migrations);
    add().run({ id: 'post', role: 'post' });
    expect(() => add().run({ id: 'x', role: 'helper' })).toThrow(/CHECK/u);
    expect(connection.prepare('SELECT * FROM staff ORDER BY officer_id').all()).toEqual(['head', 'post', 'receiving', 'returning', 'technician'].map((role) => ({ officer_id: role, name: 'Lan', login: role, role, is_active: 0, pin: 'kept', pin_set_at: 7, misses: 3 })));
    connection.close();
  });

  it('to 335 know of a dossier that the city has just sent back from an end, and of no other', () => {
    const connection = new BetterSqlite3(':memory:');
    migrate(connection, migrations.filter(({ version }) => version < 335));
    const add = connection.prepare(`INSERT INTO city_dossier (dossier_id, revision, status, owner, moves, moved_at, heard_at) VALUES ($id, 3, $status, 'city', $moves, 5, $heardAt)`);
    for (const [id, status, moves, heardAt] of [['back', 4, '[[4,1],[9,2],[4,5]]', 7], ['unheard', 2, '[[10,2],[2,5]]', null], ['work', 4, '[[2,1],[4,5]]', 7], ['over', 9, '[[4,1],[9,5]]', 7], ['first', 4, '[[4,5]]', 7]] as const) add.run({ id, status, moves, heardAt });
    migrate(connection, migrations);
    expect(connection.prepare('SELECT dossier_id AS id, sent_back_at AS at FROM city_dossier WHERE sent_back_at IS NOT NULL ORDER BY id').all()).toEqual([{ id: 'back', at: 7 }, { id: 'unheard', at: 5 }]);
    connection.close();
  });

  it('to 365 tell a page that was taken again out of a result from one of a paper', () => {
    const connection = new BetterSqlite3(':memory:');
    migrate(connection, migrations.filter(({ version }) => version < 365));
    const add = connection.prepare(`INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, prev_hash, hash)
      VALUES ($seq, 'op-' || $seq, 1, 'dossier', 'd', $seq, 'dossier.page-added', 1, $body, 1, 1, 'b', 'counter-1', '', '')`);
    for (const [seq, body] of ['not even JSON', '{"paperId":"ket-qua","page":{"sha256":"r"}}', '{"paperId":"to-khai","page":{"sha256":"p"}}'].entries()) add.run({ seq: seq + 1, body });
    connection.exec(`INSERT INTO visit (visit_id, ticket_id, counter_id, state, started_at) VALUES ('v', 't', 1, 'open', 1)`);
    const page = connection.prepare(`INSERT INTO page (page_id, visit_id, paper_id, position, sha256, bytes, mime, scanned_at, reused_from) VALUES ($id, 'v', 'to-khai', 1, $sha256, 1, 'image/png', 1, $from)`);
    for (const [id, sha256, from] of [['of-result', 'r', 'H26-1'], ['of-paper', 'p', 'H26-1'], ['its-own', 'r', null]]) page.run({ id, sha256, from });
    migrate(connection, migrations);
    expect(connection.prepare('SELECT page_id AS id FROM page WHERE is_of_result = 1').all()).toEqual([{ id: 'of-result' }]);
    connection.close();
  });

  it('to 290 find forms by their number among events of before, which have none', () => {
    const connection = new BetterSqlite3(':memory:');
    migrate(connection, migrations.filter(({ version }) => version < 290));
    const add = connection.prepare(`INSERT INTO event (seq, op_id, incarnation, agg_type, agg_id, agg_rev, type, type_version, body, at, monotonic_ms, boot_id, actor, prev_hash, hash)
      VALUES ($seq, 'op-' || $seq, 1, 'dossier', 'd', $seq, $type, 1, $body, 1, 1, 'b', 'counter-1', '', '')`);
    add.run({ seq: 1, type: 'dossier.moved', body: '{"to":5}' });
    add.run({ seq: 2, type: 'dossier.noted', body: 'not even JSON' });
    migrate(connection, migrations);
    add.run({ seq: 3, type: 'dossier.moved', body: '{"to":5,"paperNumber":{"form":"supplement","year":2026,"number":7,"text":"7"}}' });
    const found = connection.prepare(`SELECT seq FROM event INDEXED BY event_form_number WHERE type IN ('dossier.moved', 'dossier.apologised', 'ticket.turned-away') AND body ->> '$.paperNumber.year' = 2026`);
    expect(found.all()).toEqual([{ seq: 3 }]);
    connection.close();
  });
});
