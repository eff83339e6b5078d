// Entry of every window's page: settles how schemas run, then starts the program.

import { z } from 'zod';

// The content policy forbids making code from text, which zod's faster parsers do. It must be said before the first schema
// is built, so the rest of the page is only loaded after it.
z.config({ jitless: true });
const { start } = await import('./start.tsx');
start();
