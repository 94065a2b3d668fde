import {
  ParseOption,
  XmlDocument,
  XmlElement,
  XmlParseError,
  type XmlAttribute,
} from 'libxml2-wasm';
import type { Picture, Section } from '../core/byte.js';
import type { Entry, Placed } from './parsed-content.js';
import { LIMITS } from './content-model.js';
import { decodeUtf8, type Files } from './files.js';
import { isOwnId, pageIdsOf } from './page-ids.js';
import type { ContentFault, ContentProblem } from './problems.js';
import type { Path, YamlFile } from './yaml.js';

/** The pictures that could be read, and what is wrong with the others. */
export interface Pictures {
  /** SVG text by name. */
  readonly files: ReadonlyMap<string, string>;
  /** The paths of all pictures that a section shows, there or not. */
  readonly used: ReadonlySet<string>;
  readonly problems: readonly ContentProblem[];
}

/** Reads and checks the pictures that `sections` show; `yaml` is the file that names them. */
export function readPictures(
  files: Files,
  folder: string,
  sections: readonly Entry<Section>[],
  yaml: YamlFile,
): Pictures {
  const pictures = new Map<string, string>();
  const used = new Set<string>();
  const problems: ContentProblem[] = [];
  const ids = new Map(pageIdsOf(placed(sections)).map(({ id }) => [id, THE_PAGE]));
  for (const { path, picture } of picturesOf(sections)) {
    const { name } = picture;
    const file = `media/${name}.svg`;
    if (used.has(file)) continue;
    used.add(file);
    const bytes = files.get(file);
    if (!bytes) {
      const at = yaml.placeOf([...path, 'name']);
      problems.push({
        kind: 'picture-missing',
        name,
        known: namesIn(files),
        photo: photoCalled(name, files),
        at,
      });
      continue;
    }
    const at = { file: `${folder}/${file}`, line: 1, column: 1 };
    const svg = decodeUtf8(bytes);
    const fault = bytesFault(bytes, svg);
    if (fault) problems.push({ ...fault, at });
    if (svg === null || fault?.kind === 'picture-other-format') continue;
    const checked = checkSvg(svg, at.file);
    problems.push(...checked.problems, ...idProblems(ids, checked.ids, at));
    pictures.set(name, svg.trim());
  }
  return { files: pictures, used, problems };
}

function namesIn(files: Files): readonly string[] {
  return [...files.keys()].flatMap((path) => /^media\/([^/]+)\.svg$/.exec(path)?.[1] ?? []);
}

function photoCalled(name: string, files: Files): string | null {
  const endings = ['png', 'jpg', 'jpeg', 'webp', 'gif'].map((ending) => `${name}.${ending}`);
  return endings.find((file) => files.has(`media/${file}`)) ?? null;
}

function bytesFault(bytes: Uint8Array, svg: string | null): ContentFault | null {
  const format = formatOf(bytes);
  if (format !== null) return { kind: 'picture-other-format', format };
  if (svg === null) return { kind: 'not-utf8' };
  if (bytes.length > LIMITS.picture) {
    return { kind: 'picture-too-big', bytes: bytes.length, most: LIMITS.picture };
  }
  return null;
}

/** The first bytes of formats that a file is sometimes renamed from. */
const FORMATS: readonly (readonly [format: string, start: readonly number[]])[] = [
  ['PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG photo', [0xff, 0xd8, 0xff]],
  ['GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['WebP picture', [0x52, 0x49, 0x46, 0x46]],
  ['PDF document', [0x25, 0x50, 0x44, 0x46]],
  ['compressed file', [0x1f, 0x8b]],
  ['zip or Office file', [0x50, 0x4b, 0x03, 0x04]],
];

function formatOf(bytes: Uint8Array): string | null {
  const found = FORMATS.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  return found?.[0] ?? null;
}

/** All pictures are in one page, where an id may be given once. */
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

/** Named in a problem when a picture's id clashes with something else than a picture. */
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

const SVG = 'http://www.w3.org/2000/svg';

/** Elements that draw, and nothing that runs, loads, links or styles. */
const DRAWING: ReadonlySet<string> = new Set(
  (
    'svg g path rect circle ellipse line polyline polygon text tspan title desc defs ' +
    'linearGradient radialGradient stop clipPath mask pattern'
  ).split(' '),
);

/** The problems of a picture, and the ids in it. */
interface CheckedSvg {
  readonly problems: readonly ContentProblem[];
  readonly ids: readonly string[];
}

/**
 * Checks that `svg` can be put into a page: well-formed, able to scale, and
 * nothing but a drawing. It may come from anywhere, so whatever is unknown is refused.
 */
function checkSvg(svg: string, file: string): CheckedSvg {
  const problems: ContentProblem[] = [];
  const report = (line: number, fault: ContentFault): void => {
    problems.push({ ...fault, at: { file, line, column: 1 } });
  };
  // A document type can hold entities that multiply; it is refused before anything reads it.
  if (/<!(DOCTYPE|ENTITY)/i.test(svg)) {
    report(1, { kind: 'picture-unsafe', what: 'a document type' });
    return { problems, ids: [] };
  }
  try {
    using document = XmlDocument.fromString(svg, { option: ParseOption.XML_PARSE_NONET });
    const ids: string[] = [];
    if (/<\?(?!xml\s)/.test(svg))
      report(1, { kind: 'picture-unsafe', what: 'a processing instruction' });
    const root = document.root;
    if (root.name === 'svg' && !root.attr('viewBox')) {
      report(root.line, { kind: 'picture-no-view-box' });
    }
    if (root.name !== 'svg' && DRAWING.has(root.name)) {
      report(root.line, unsafeElement(root.name));
    }
    for (const node of document.find('//*')) {
      if (node instanceof XmlElement) checkElement(node, report, ids);
    }
    return { problems, ids };
  } catch (error) {
    if (!(error instanceof XmlParseError)) throw error;
    return { problems: malformed(error, file), ids: [] };
  }
}

function malformed(error: XmlParseError, file: string): readonly ContentProblem[] {
  const first = error.details[0];
  const message = (first?.message ?? 'the file is empty').trim();
  const at = { file, line: first?.line ?? 1, column: first?.col ?? 1 };
  return [{ kind: 'picture-malformed', message, at }];
}

function checkElement(
  element: XmlElement,
  report: (line: number, fault: ContentFault) => void,
  ids: string[],
): void {
  if (element.namespaceUri !== SVG || !DRAWING.has(element.name)) {
    report(element.line, unsafeElement(element.name));
  }
  for (const attribute of element.attrs) {
    const what = unsafeAttribute(attribute);
    if (what !== null) report(element.line, { kind: 'picture-unsafe', what });
    if (attribute.name === 'id') ids.push(attribute.value);
  }
}

function unsafeElement(name: string): ContentFault {
  return { kind: 'picture-unsafe', what: `the element <${name}>` };
}

function unsafeAttribute({ name, value, namespaceUri }: XmlAttribute): string | null {
  const runs = /^on/i.test(name) || name === 'href' || name === 'src' || name === 'style';
  if (runs || (namespaceUri !== '' && namespaceUri !== XML)) return `the attribute ${name}`;
  if (/url\(\s*['"]?(?!#)/i.test(value)) return `an address in the attribute ${name}`;
  return null;
}

const XML = 'http://www.w3.org/XML/1998/namespace';
