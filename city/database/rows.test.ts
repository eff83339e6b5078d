// A statement that hangs is given up: by its connection alone, and as a database that is away.

import { expect, it } from 'vitest';
import { z } from 'zod';
import { DatabaseAway, readRows, type Queryable } from './rows.ts';

it('each statement has a limit of its own, whoever runs it', async () => {
  const asked: unknown[] = [];
  const on: Queryable = {
    query: (query: unknown) => {
      asked.push(query);
      return Promise.reject(new Error('Query read timeout'));
    },
  };
  await expect(readRows(on, z.unknown(), 'SELECT $1', [1])).rejects.toBeInstanceOf(DatabaseAway);
  expect(asked).toEqual([{ text: 'SELECT $1', values: [1], query_timeout: 45_000 }]);
});
