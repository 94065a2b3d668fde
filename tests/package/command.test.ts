import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawEntries, rawZip } from '../support/raw-zip.js';
import { samplePackage, without } from '../support/sample-package.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'career-byte-verify-'));
  const good = await samplePackage('scorm12');
  await writeFile(join(folder, 'good.zip'), rawZip(rawEntries(good)));
  await writeFile(join(folder, 'bad.zip'), rawZip(without('notice.txt')(good)));
}, 30_000);
afterAll(() => rm(folder, { recursive: true }));

interface Outcome {
  readonly code: number | null;
  readonly text: string;
}

function verify(...files: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    const paths = files.map((file) => join(folder, file));
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

describe('npm run verify', { timeout: 30_000 }, () => {
  test('ends well when there is no findings', async () => {
    expect(await verify('good.zip')).toEqual({
      code: 0,
      text: 'good.zip: no findings\n',
    });
  });

  test('lists the findings of each package and exits with 1 when one is an error', async () => {
    expect(await verify('bad.zip', 'good.zip')).toEqual({
      code: 1,
      text: `bad.zip:
  error imsmanifest.xml:106: "notice.txt" is not in the zip. ADL's checker refuses the package. Add the file, or remove it from the manifest.
good.zip: no findings
`,
    });
  });

  test('says how to name packages when none is', async () => {
    expect(await verify()).toEqual({
      code: 1,
      text: 'Say which packages to check: npm run verify -- dist/it-project-manager-scorm12.zip\n',
    });
  });
});
