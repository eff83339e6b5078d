// Schema 255: the words by which a dossier is found without its receipt, and an index over them. Kept up by the database itself, so that no way to a dossier's row can forget it.

import type { Migration } from '../migrate.ts';

const keptUp = (name: string, on: string): string => `
CREATE TRIGGER findable_${name} AFTER ${on} BEGIN
  INSERT INTO dossier_find (dossier_id, words)
    SELECT dossier_id, iif(dossier.words = '', '', dossier.words || ' ' || coalesce(city_dossier.words, '') || ' ' || coalesce(city_dossier.official_code, ''))
    FROM dossier LEFT JOIN city_dossier USING (dossier_id) WHERE dossier_id = NEW.dossier_id
    ON CONFLICT (dossier_id) DO UPDATE SET words = excluded.words;
END;`;

export const findable: Migration = {
  version: 255,
  sql: `
-- Folded: names, telephones and codes, whole ID numbers behind a mark. '' once the person was erased. Made out of the log at the next start.
ALTER TABLE dossier ADD COLUMN words TEXT NOT NULL DEFAULT '';
-- Likewise, of the fields that the city has said.
ALTER TABLE city_dossier ADD COLUMN words TEXT NOT NULL DEFAULT '';

-- \`place\` grows with each dossier: the newest are found first. A row that is made anew keeps it.
CREATE TABLE dossier_find (
  place INTEGER PRIMARY KEY,
  dossier_id TEXT NOT NULL UNIQUE,
  words TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE dossier_word USING fts5 (words, content = 'dossier_find', content_rowid = 'place', tokenize = 'ascii', detail = 'none', columnsize = 0, prefix = '1 2 3 4 5 6');
-- What is deleted is gone from the file: a person may be erased.
INSERT INTO dossier_word (dossier_word, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER dossier_find_in AFTER INSERT ON dossier_find BEGIN
  INSERT INTO dossier_word (rowid, words) VALUES (NEW.place, NEW.words);
END;
CREATE TRIGGER dossier_find_changed AFTER UPDATE OF words ON dossier_find BEGIN
  INSERT INTO dossier_word (dossier_word, rowid, words) VALUES ('delete', OLD.place, OLD.words);
  INSERT INTO dossier_word (rowid, words) VALUES (NEW.place, NEW.words);
END;
${keptUp('opened', 'INSERT ON dossier')}
${keptUp('changed', 'UPDATE OF words ON dossier')}
${keptUp('city_said', 'INSERT ON city_dossier')}
${keptUp('city_changed', 'UPDATE OF words, official_code ON city_dossier')}
CREATE TRIGGER findable_gone AFTER DELETE ON dossier BEGIN
  UPDATE dossier_find SET words = '' WHERE dossier_id = OLD.dossier_id;
END;
`,
};
