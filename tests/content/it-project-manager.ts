import { existsSync, readFileSync } from 'node:fs';
import { readTexts } from './lesson-texts.js';

const FILE = new URL('../../content/it-project-manager/en.yaml', import.meta.url);

/** Every text of the lesson about IT project managers. */
export const texts = readTexts(FILE);

/** A part of the sources, as their list of parts has it. */
export interface SourcePart {
  readonly id: string;
  readonly section: string;
  readonly kind: string;
  readonly verbatim: string;
}

/** The texts the lesson was written from; they lie beside the repository and not in it. */
export interface Sources {
  readonly parts: readonly SourcePart[];
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

const SOURCES = new URL('../../../shared/sources/', import.meta.url);

/** The sources, or `null` on a machine that does not have them. */
export const sources: Sources | null = existsSync(SOURCES) ? readSources() : null;

function readSources(): Sources {
  const rows = readTable(new URL('parts.tsv', SOURCES));
  return {
    parts: rows.map(([id = '', section = '', kind = '', verbatim = '']) => ({
      id,
      section,
      kind,
      verbatim: verbatim.replaceAll(/^"|"$/g, '').replaceAll('""', '"'),
    })),
    files: ['byte.txt', 'career-profile.txt'].map((name) => ({
      name,
      text: readFileSync(new URL(name, SOURCES), 'utf8'),
    })),
  };
}

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
