// Entry of the gallery's page; begins like the program's own page.

import { z } from 'zod';

z.config({ jitless: true });
const { openGallery } = await import('./gallery.tsx');
openGallery();
