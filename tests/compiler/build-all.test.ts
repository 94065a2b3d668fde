import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildAll } from '../../scripts/packaging/build-all.js';
import { writeChecked } from '../../scripts/packaging/write-files.js';
import { SAMPLE } from '../support/sample-content.js';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'career-byte-build-'));
  await cp(SAMPLE, join(root, 'content/sample'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true }));

interface Outcome {
  readonly good: boolean;
  readonly lines: readonly string[];
}

async function build(...only: readonly string[]): Promise<Outcome> {
  const lines: string[] = [];
  const good = await buildAll({
    content: join(root, 'content'),
    output: join(root, 'dist'),
    only,
    print: (line) => lines.push(line.replaceAll(`${root}/`, '')),
  });
  return { good, lines };
}

async function edit(name: string, before: string, after: string): Promise<void> {
  const path = join(root, 'content', name, 'en.yaml');
  await writeFile(path, (await readFile(path, 'utf8')).replace(before, after));
}

/** Every file of the output with its bytes. */
async function output(): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(join(root, 'dist'));
  const files = names.map(async (name) => [
    name,
    await readFile(join(root, 'dist', name), 'latin1'),
  ]);
  return Object.fromEntries((await Promise.all(files)) as [string, string][]);
}

describe('a build', () => {
  test('says each step, and leaves the packages with their code book', async () => {
    const { good, lines } = await build();
    expect(good).toBe(true);
    expect(lines.map(withoutNumbers)).toEqual([
      'content  sample: 10 sections, 4 questions, 1 facts, 2 pictures (N s)',
      'bundle   script N kB, styles N kB (N s)',
      'pack     sample: 4 packages (N s)',
      'verify   sample: reopened and checked (N s)',
      '         dist/sample-scorm12.zip  N kB  sha256 H',
      '         dist/sample-scorm2004-3rd.zip  N kB  sha256 H',
      '         dist/sample-scorm2004-4th.zip  N kB  sha256 H',
      '         dist/sample-web.zip  N kB  sha256 H',
    ]);
    expect(Object.keys(await output()).sort()).toEqual([
      'sample-answers.html',
      'sample-report-key.csv',
      'sample-report-key.html',
      'sample-scorm12.zip',
      'sample-scorm2004-3rd.zip',
      'sample-scorm2004-4th.zip',
      'sample-web.zip',
    ]);
  });

  test('of bad content names every problem of every Byte and leaves the last good packages', async () => {
    await build();
    const before = await output();
    await cp(SAMPLE, join(root, 'content/second'), { recursive: true });
    await edit('second', 'id: sample', 'id: second');
    await edit('second', 'passMark: 75', 'passMark: 175');
    await edit('sample', 'title: The Gardener & Co\n', '');
    const { good, lines } = await build();
    expect(good).toBe(false);
    expect(lines).toEqual([
      'content/sample/en.yaml:2:1: the field "title" is missing. Add it.',
      'content/second/en.yaml:11:13: "passMark" is 175. Use a whole number from 0 to 100.',
      '2 problems; nothing was built.',
    ]);
    expect(await output()).toEqual(before);
  });

  test('of one Byte does not look at the others', async () => {
    await cp(SAMPLE, join(root, 'content/broken'), { recursive: true });
    const { good } = await build('sample');
    expect(good).toBe(true);
  });

  test('of a Byte that is not there says so', async () => {
    const { good, lines } = await build('gardner');
    expect(good).toBe(false);
    expect(lines).toEqual([
      'content/gardner/en.yaml:1:1: the file is not there. Create it, or correct the name of the folder.',
      '1 problem; nothing was built.',
    ]);
  });

  test('without any Byte says so', async () => {
    await rm(join(root, 'content/sample'), { recursive: true });
    const { good, lines } = await build();
    expect(good).toBe(false);
    expect(lines).toEqual(['content: there is no lesson here. Make a folder with a file en.yaml.']);
  });
});

function withoutNumbers(line: string): string {
  return line
    .replace(/[0-9a-f]{64}/, 'H')
    .replace(/\d+\.\d+ kB/g, 'N kB')
    .replace(/\d+\.\d\d s/, 'N s');
}

describe('writing packages', () => {
  test('keeps the old ones, all of them, when a new one fails its check', async () => {
    await build();
    const before = await output();
    const good = Buffer.from(before['sample-scorm12.zip'] ?? '', 'latin1');
    const packages = [
      { name: 'sample-scorm12.zip', data: Buffer.concat([good]) },
      { name: 'sample-scorm2004-3rd.zip', data: good.subarray(0, 1000) },
    ];
    const { written, lines } = await writeChecked(packages, join(root, 'dist'));
    expect(written).toBe(false);
    expect(lines).toEqual([
      'sample-scorm2004-3rd.zip: error sample-scorm2004-3rd.zip: this is no zip, or only a part of one: End of central directory record signature not found. Either not a zip file, or file is truncated. No LMS can open it. Upload or download the package again, or pack it again.',
    ]);
    expect(await output()).toEqual(before);
  });
});
