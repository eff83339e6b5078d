// Which files of the repository are written out of the settings' schema, and with what text.

import { publishedSchema } from './published-schema.ts';
import { settingsReference } from './reference.ts';

/** Paths from the repository's root. */
export function generatedFiles(): readonly { readonly file: string; readonly text: string }[] {
  return [
    { file: 'resources/settings/settings.schema.json', text: publishedSchema() },
    { file: 'docs/settings.md', text: settingsReference('vi') },
    { file: 'docs/settings.en.md', text: settingsReference('en') },
  ];
}
