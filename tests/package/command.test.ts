import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES } from '../../src/package/rules.js';
import { rawEntries, rawZip } from '../support/raw-zip.js';
import { samplePackage, without } from '../support/sample-package.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';
/** Where the resource is in the manifest. */
let line = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'career-byte-verify-'));
  const good = await samplePackage('scorm12');
  line =
    1 +
    (good.get('imsmanifest.xml')?.toString().split('<resource ')[0] ?? '').split('\n').length -
    1;
  await writeFile(join(folder, 'good.zip'), rawZip(rawEntries(good)));
  await writeFile(join(folder, 'bad.zip'), rawZip(without('index.html')(good)));
}, 30_000);
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

function verify(...files: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    const paths = files.map((file) => (file.startsWith('-') ? file : join(folder, file)));
    const child = execFile(
      process.execPath,
      ['scripts/run.mjs', 'verify', ...paths],
      { cwd: project },
      (_, output, errors) => {
        done({ code: child.exitCode, text: `${output}${errors}`.replaceAll(`${folder}/`, '') });
      },
    );
  });
}

describe('npm run verify', { timeout: 60_000 }, () => {
  test('exits with 0 when there are no findings', async () => {
    expect(await verify('good.zip')).toEqual({ code: 0, text: 'good.zip: no findings\n' });
  });

  test('lists the findings of each package and exits with 1 when one is an error', async () => {
    expect(await verify('bad.zip', 'good.zip')).toEqual({
      code: 1,
      text: `bad.zip:
  error imsmanifest.xml:${line}: "index.html" is not in the zip. Moodle accepts the package and opens an empty page. Add the file, or correct the path. [href-not-found]
  error imsmanifest.xml: no item opens a page of the package. There is nothing that an LMS could open. Let an item name a resource, and the resource a page of the zip. [nothing-to-launch]
good.zip: no findings
`,
    });
  });

  test('prints one JSON document with --json', async () => {
    const { code, text } = await verify('--json', 'bad.zip');
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject([
      {
        file: 'bad.zip',
        findings: [
          {
            rule: 'href-not-found',
            severity: 'error',
            place: `imsmanifest.xml:${line}`,
            what: '"index.html" is not in the zip',
            fix: 'Add the file, or correct the path.',
          },
          { rule: 'nothing-to-launch', severity: 'error' },
        ],
      },
    ]);
  });

  test.each([
    ['nothing.zip', 'there is no such file'],
    ['.', 'this is a folder'],
  ])('says what is wrong with the path %s', async (path, what) => {
    const { code, text } = await verify(path);
    expect(code).toBe(1);
    expect(text).toContain(`${what}. There is nothing to check. Correct the path. [file-missing]`);
  });

  test('says how to name packages when none is named', async () => {
    expect(await verify()).toEqual({
      code: 1,
      text: 'Name the packages to check: npm run verify -- dist/it-project-manager-scorm12.zip\n',
    });
  });
});

test('every finding is explained in docs/verify.md', async () => {
  const text = await readFile(join(project, 'docs/verify.md'), 'utf8');
  const rows = text.split('\n').filter((row) => row.startsWith('| `'));
  const cells = rows.map((row) => row.split('|').map((cell) => cell.trim()));
  expect(cells.map(([, id, severity]) => [id, severity]).sort()).toEqual(
    Object.entries(RULES)
      .map(([id, { severity }]) => [`\`${id}\``, severity])
      .sort(),
  );
});
