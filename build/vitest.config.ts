// Settings of the unit and integration tests: three projects, since each needs another surrounding.
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');
const never = ['**/node_modules/**', '**/out/**', 'build/checks/planted/**', 'tests/e2e/**'];

export default defineConfig({
  root,
  test: {
    root,
    // A project without a test is a mistake to be told, never a pass.
    passWithNoTests: false,
    allowOnly: false,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['{shared,electron,city,build}/**/*.test.ts', 'tests/{contract,morning,bench,electron-standin}/**/*.test.ts', 'tests/faults/sim/**/*.test.ts'],
          exclude: never,
          testTimeout: 20_000,
        },
      },
      {
        root,
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['renderer/**/*.test.{ts,tsx}'],
          exclude: never,
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: 'integration',
          environment: 'node',
          include: ['tests/{integration,faults,security}/**/*.test.ts'],
          exclude: [...never, 'tests/faults/sim/**'],
          // One PostgreSQL and one station at a time: two cores, and honest timings.
          fileParallelism: false,
          // These end what hangs, and judge no speed: the same machine was seen four times slower on a bad day.
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        root,
        test: {
          name: 'lab',
          environment: 'node',
          include: ['tests/lab/**/*.test.ts'],
          exclude: never,
          // Kernels, scanners and sound servers: one at a time, and slow where the machine is.
          fileParallelism: false,
          testTimeout: 960_000,
          hookTimeout: 400_000,
        },
      },
    ],
  },
});
