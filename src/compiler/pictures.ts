import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture, Section } from '../core/byte.js';
import type { Entry, Placed } from './check-content.js';
import type { ContentFault, ContentProblem } from './problems.js';
import { isOwnId, pageIdsOf } from './page-ids.js';
import { checkSvg } from './svg.js';
import { decodeUtf8, displayPath, type Path, type YamlFile } from './yaml-file.js';

/** The pictures that could be read, and what is wrong with the others. */
export interface Pictures {
  /** SVG text by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly ContentProblem[];
}

/** A picture is drawn for a phone: more than this is an export that nobody simplified. */
const MOST_BYTES = 20_000;

/** Reads and checks every picture that `sections` show from the folder `media`. */
export async function readPictures(
  media: string,
  sections: readonly Entry<Section>[],
  yaml: YamlFile,
): Promise<Pictures> {
  const files = new Map<string, string>();
  const problems: ContentProblem[] = [];
  const ids = new Map(pageIdsOf(placed(sections)).map(({ id }) => [id, THE_PAGE]));
  const done = new Set<string>();
  for (const { path, picture } of picturesOf(sections)) {
    const { name } = picture;
    if (done.has(name)) continue;
    done.add(name);
    const file = join(media, `${name}.svg`);
    const bytes = await readFile(file).catch(() => null);
    if (!bytes) {
      problems.push({ kind: 'picture-missing', name, at: yaml.placeOf([...path, 'name']) });
      continue;
    }
    const at = { file: displayPath(file), line: 1, column: 1 };
    const svg = decodeUtf8(bytes);
    const fault = bytesFault(bytes, svg);
    if (fault) problems.push({ ...fault, at });
    if (svg === null) continue;
    const checked = checkSvg(svg, at.file);
    problems.push(...checked.problems, ...idProblems(ids, checked.ids, at));
    files.set(name, svg.trim());
  }
  return { files, problems };
}

function bytesFault(bytes: Uint8Array, svg: string | null): ContentFault | null {
  if (svg === null) return { kind: 'not-utf8' };
  if (bytes.length > MOST_BYTES) {
    return { kind: 'picture-too-big', bytes: bytes.length, most: MOST_BYTES };
  }
  return null;
}

/** All pictures stand in one page, where an id may be given once. */
function idProblems(
  known: Map<string, string>,
  ids: readonly string[],
  at: ContentProblem['at'],
): readonly ContentProblem[] {
  return ids.flatMap((id) => {
    const other = known.get(id) ?? (isOwnId(id) ? THE_PAGE : undefined);
    if (other === undefined) known.set(id, at.file);
    return other === undefined ? [] : [{ kind: 'picture-id-twice', id, other, at } as const];
  });
}

/** What a picture's id is told to clash with where it is no other picture. */
const THE_PAGE = 'the page itself';

function placed(sections: readonly Entry<Section>[]): readonly Placed<Section>[] {
  return sections.flatMap(({ path, value }) => (value === null ? [] : [{ path, value }]));
}

interface PlacedPicture {
  readonly path: Path;
  readonly picture: Picture;
}

function picturesOf(sections: readonly Entry<Section>[]): readonly PlacedPicture[] {
  return placed(sections).flatMap(({ path, value }) => {
    const own = { path: [...path, 'picture'], picture: value.picture };
    return value.kind === 'quiz' ? [own, ...personaPictures(value.questions, path)] : [own];
  });
}

function personaPictures(
  questions: Extract<Section, { kind: 'quiz' }>['questions'],
  path: Path,
): readonly PlacedPicture[] {
  return questions.flatMap((question, number) => {
    if (question.type !== 'single-choice') return [];
    return question.options.flatMap(({ persona }, index) =>
      persona
        ? [
            {
              path: [...path, 'questions', number, 'options', index, 'persona', 'picture'],
              picture: persona.picture,
            },
          ]
        : [],
    );
  });
}
