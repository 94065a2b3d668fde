import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FOLDERS = ['content', 'docs', 'manifest', 'scripts', 'src', 'tests'];
const files = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(folder, name).replaceAll('\\', '/'),
    ),
  ),
];
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The anchors of a document, as GitHub makes them from its headings and ids. */
function anchorsOf(markdown: string): ReadonlySet<string> {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
  const ids = [...markdown.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id);
  return new Set([...headings, ...ids]);
}

test('every link to a heading leads to one that exists', () => {
  const documents = files.filter((path) => path.endsWith('.md'));
  const broken = documents.flatMap((path) =>
    [...read(path).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(
      ([link, file = '', anchor]) => {
        const target = file === '' ? path : join(dirname(path), decodeURIComponent(file));
        const isDocument = target.endsWith('.md') && existsSync(join(ROOT, target));
        if (anchor === undefined || !isDocument) return [];
        return anchorsOf(read(target)).has(anchor) ? [] : [`${path}: ${link} has no heading`];
      },
    ),
  );
  expect(broken).toEqual([]);
});

test('every comment that cites docs/scorm.md names one of its headings or faults', () => {
  const anchors = [...anchorsOf(read('docs/scorm.md'))];
  const wrong = files
    .filter((path) => path.endsWith('.ts') && path !== 'tests/documents.test.ts')
    .flatMap((path) => {
      // A citation may go on in the next line of its comment.
      const text = read(path).replace(/\n\s*(\*|\/\/) ?/g, ' ');
      return [...text.matchAll(/docs\/scorm\.md,? ["“]?([^).;:*`”]+)/g)].flatMap(
        ([, cited = '']) => {
          const slug = cited.trim().toLowerCase().replace(/\W+/g, '-');
          const found = anchors.some((anchor) => slug.startsWith(anchor));
          return found ? [] : [`${path}: ${cited.trim()}`];
        },
      );
    });
  expect(wrong).toEqual([]);
});
