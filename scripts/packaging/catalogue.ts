import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { html, nothing } from 'lit';
import { EDITION_FACTS, type Edition } from '../../manifest/editions.js';
import { paperPage } from '../../src/compiler/paper-page.js';
import type { Byte } from '../../src/core/byte.js';
import type { Package } from './zip-package.js';

/** One Byte in `catalogue.json`. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What a learner can do after the lesson; `null` where the author does not say. */
  readonly objective: string | null;
  readonly language: string;
  readonly version: string;
  readonly minutes: number;
  readonly keywords: readonly string[];
  readonly packages: readonly CataloguePackage[];
  /** The files for teachers: answers and report key. */
  readonly teacherFiles: readonly CatalogueFile[];
  /** Changes with the Byte's files and with the program; the build skips a Byte that has the same. */
  readonly source: string;
}

/** One file beside the catalogue. */
export interface CatalogueFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface CataloguePackage extends CatalogueFile {
  readonly edition: Edition;
}

export const CATALOGUE_JSON = 'catalogue.json';
export const CATALOGUE_HTML = 'catalogue.html';

/** The entries in `folder` by id; none when there is no catalogue or it cannot be read. */
export async function readCatalogue(folder: string): Promise<ReadonlyMap<string, CatalogueEntry>> {
  const text = await readFile(join(folder, CATALOGUE_JSON), 'utf8').catch(() => '');
  try {
    // A cast: the build wrote the file; a file that differs only makes it build again.
    const { format, bytes } = JSON.parse(text) as Catalogue;
    return format === FORMAT ? new Map(bytes.map((entry) => [entry.id, entry])) : new Map();
  } catch {
    return new Map();
  }
}

interface Catalogue {
  readonly format: number;
  readonly bytes: readonly CatalogueEntry[];
}

const FORMAT = 1;

/** The entry of a Byte that was just built. */
export function entryFor(
  byte: Byte,
  built: {
    readonly packages: readonly Package[];
    readonly teacherFiles: readonly CatalogueFile[];
    readonly source: string;
  },
): CatalogueEntry {
  const { id, title, description, language, version, keywords } = byte;
  return {
    ...{ id, title, description, objective: byte.objective ?? null, language, version },
    minutes: byte.sections.reduce((sum, section) => sum + section.minutes, 0),
    keywords,
    packages: built.packages.map(({ edition, name, data, sha256 }) => ({
      edition,
      ...{ file: name, bytes: data.length, sha256 },
    })),
    teacherFiles: built.teacherFiles,
    source: built.source,
  };
}

/** The two catalogue files for `entries`, by name. */
export function catalogueFiles(
  entries: ReadonlyMap<string, CatalogueEntry>,
): ReadonlyMap<string, string> {
  const bytes = [...entries.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  const catalogue: Catalogue = { format: FORMAT, bytes };
  return new Map([
    [CATALOGUE_JSON, `${JSON.stringify(catalogue, null, 2)}\n`],
    [CATALOGUE_HTML, page(bytes)],
  ]);
}

const STYLES = `
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; }
article { border-top: 1px solid #767676; padding: 0.5rem 0 1rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.15rem; margin: 0.5rem 0 0; }
p, ul { margin: 0.25rem 0; }
ul { padding-left: 1.25rem; }
.quiet { color: #555; }
code { font-size: 0.8em; overflow-wrap: anywhere; }
`;

function page(bytes: readonly CatalogueEntry[]): string {
  return paperPage(
    'Career Bytes',
    STYLES,
    html`
      <h1>Career Bytes</h1>
      <p>
        ${bytes.length} ${bytes.length === 1 ? 'lesson' : 'lessons'}. Upload one of the packages to
        your LMS. The answers and the report key are for teachers: keep them from learners.
      </p>
      ${bytes.map(
        (byte) =>
          html`<article lang=${byte.language}>
            <h2>${byte.title}</h2>
            <p class="quiet">
              About ${byte.minutes} minutes · language ${byte.language} · version ${byte.version} ·
              ${byte.id}
            </p>
            <p>${byte.description}</p>
            ${byte.objective === null ? nothing : html`<p>Objective: ${byte.objective}</p>`}
            <ul>
              ${byte.packages.map(
                ({ edition, file, bytes: size, sha256 }) =>
                  html`<li>
                    <a href=${file} download>${editionTitle(edition)}</a> (${kilobytes(size)})<br />
                    <code>SHA-256 ${sha256}</code>
                  </li>`,
              )}
              ${byte.teacherFiles.map(({ file }) => html`<li><a href=${file}>${file}</a></li>`)}
            </ul>
          </article>`,
      )}
    `,
  );
}

function editionTitle(edition: Edition): string {
  return edition === 'web' ? 'Web page without an LMS' : EDITION_FACTS[edition].title;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0)} kB`;
}
