/** A finder over the real library, built once for the tests of a file. */
import { contentFolder, readContent } from '../../src/catalogue/load.ts';
import { createSearch } from '../../src/search/search.ts';

const { loaded } = readContent(contentFolder);

export const { find, suggest } = createSearch(loaded.entries, loaded.glossary);

export const first = (text: string): string | undefined => find(text).hits[0]?.id;
