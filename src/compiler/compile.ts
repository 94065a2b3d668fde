import type { Byte } from '../core/byte.js';
import { lessonOf } from '../core/lesson.js';
import { SAVE_CHECK_FILE, SAVE_CHECK_TEXT } from '../runtime/saving/save-check.js';
import { EDITIONS, type Edition, type ScormEdition } from '../../manifest/editions.js';
import { manifestFor } from '../../manifest/manifest.js';
import { readContent, type OutlineEntry, type Source } from './read-content.js';
import { encodeUtf8, sha256, type Files } from './files.js';
import { noticeText } from './notice.js';
import { isError, type ContentProblem } from './problems.js';
import { pageAround, renderBody, selfTestPage, type IconNodes } from './render-page.js';
import { teacherFiles } from './teacher-files.js';

/** Everything in a package that is the same for every Byte. The caller bundles and reads it. */
export interface Program {
  /** The lesson's script, by edition. */
  readonly scripts: Readonly<Record<Edition, string>>;
  /** A small script that runs before the rest of the page has arrived; empty where there is no LMS. */
  readonly earlyScripts: Readonly<Record<Edition, string>>;
  /** The script of the self-test page; empty where there is no LMS. */
  readonly selfTests: Readonly<Record<Edition, string>>;
  readonly styles: string;
  /** Lucide's `icon-nodes.json`. */
  readonly icons: IconNodes;
  /** The schema files that SCORM asks for, by edition. */
  readonly schemaFiles: Readonly<Record<ScormEdition, Files>>;
}

export interface CompileOptions {
  /** The Byte's folder as its author knows it, such as `content/nurse`; problems name files inside it. */
  readonly folder: string;
  readonly program: Program;
  /** The editions to make packages for; all of them when left out. */
  readonly editions?: readonly Edition[];
}

/** The files of one package, in the order of its zip. */
export interface PackageFiles {
  readonly edition: Edition;
  readonly files: Files;
}

export interface Compiled {
  /** The checked lesson; `null` when a problem is an error. */
  readonly source: Source | null;
  /** One package for each edition; none when a problem is an error. */
  readonly packages: readonly PackageFiles[];
  /** The answer sheet and the report key, which stay beside the packages. */
  readonly teacherFiles: Files;
  /** Errors and warnings, in the order of the files. */
  readonly problems: readonly ContentProblem[];
  /** The sections with the line each starts at, to show a problem at its place. */
  readonly outline: readonly OutlineEntry[];
}

/**
 * Makes the packages of one Byte from the files of its folder (`en.yaml`,
 * `media/…`). The same files and program give the same bytes. Mistakes of the
 * author are problems and never an exception.
 */
export async function compile(
  files: Files,
  { folder, program, editions = EDITIONS }: CompileOptions,
): Promise<Compiled> {
  const { source, problems, outline } = readContent(files, folder);
  if (!source || problems.some(isError)) {
    return { source: null, packages: [], teacherFiles: new Map(), problems, outline };
  }
  return {
    source,
    packages: await packagesOf(source, program, editions),
    teacherFiles: teacherFiles(source.byte),
    problems,
    outline,
  };
}

async function packagesOf(
  source: Source,
  program: Program,
  editions: readonly Edition[],
): Promise<readonly PackageFiles[]> {
  const { byte, pictures } = source;
  const lesson = lessonOf(byte, await fingerprintOf(source));
  const { icons, styles } = program;
  const body = renderBody({ byte, lesson, pictures, icons });
  return Promise.all(
    editions.map(async (edition) => {
      const [script, earlyScript] = [program.scripts[edition], program.earlyScripts[edition]];
      const page = await pageAround(body, { byte, lesson, styles, script, earlyScript });
      return { edition, files: await packageFiles(byte, edition, page, program) };
    }),
  );
}

/**
 * Ten characters that change with any word or picture of the lesson. The page
 * shows them and an attempt stores them, so that the text that was reviewed can
 * be told from the text that was uploaded.
 */
export async function fingerprintOf({ byte, pictures }: Source): Promise<string> {
  return (await sha256(JSON.stringify([byte, [...pictures]]))).hex.slice(0, 10);
}

/** The manifest comes first, since LMSs look for it, then the page, then the rest. */
async function packageFiles(
  byte: Byte,
  edition: Edition,
  page: string,
  program: Program,
): Promise<Files> {
  const own = new Map([
    ['index.html', page],
    [SAVE_CHECK_FILE, `${SAVE_CHECK_TEXT}: the server answers\n`],
    ['notice.txt', noticeText(byte)],
  ]);
  if (edition === 'web') return encoded(own);
  own.set('selftest.html', await selfTestPage(program.selfTests[edition]));
  const manifest = manifestFor(edition, { byte, files: [...own.keys()] });
  return new Map([
    ['imsmanifest.xml', encodeUtf8(manifest)],
    ...encoded(own),
    ...program.schemaFiles[edition],
  ]);
}

function encoded(texts: ReadonlyMap<string, string>): Files {
  return new Map([...texts].map(([name, text]) => [name, encodeUtf8(text)]));
}
