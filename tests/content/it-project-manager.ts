import { readFileSync } from 'node:fs';
import { readTexts } from './lesson-texts.js';

const FILE = new URL('../../content/it-project-manager/en.yaml', import.meta.url);

/** Every text of the lesson about IT project managers. */
export const texts = readTexts(FILE);

/** Where one part of the sources is covered. */
export interface MappedPart {
  readonly id: string;
  readonly places: readonly string[];
  /** Words that must stand there, so that a place cannot lose its fact unnoticed. */
  readonly words: readonly string[];
}

/** The committed map from the parts of the sources to places in the lesson. */
export const map: readonly MappedPart[] = readTable(new URL('parts-map.tsv', import.meta.url)).map(
  ([id = '', places = '', words = '']) => ({
    id,
    places: places.split('; '),
    words: words === '' ? [] : words.split('; '),
  }),
);

function readTable(file: URL): readonly (readonly string[])[] {
  const [, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => line.split('\t'));
}
