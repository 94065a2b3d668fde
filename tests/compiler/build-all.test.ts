import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildAll } from '../../scripts/packaging/build-all.js';
import { writeChecked } from '../../scripts/packaging/write-files.js';
import { readControlFiles } from '../../scripts/packaging/control-files.js';
import { verifyPackage } from '../../src/package/verify.js';
import { parsePage } from '../support/parsed-page.js';
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

async function addByte(name: string): Promise<void> {
  await cp(SAMPLE, join(root, 'content', name), { recursive: true });
  await edit(name, 'id: sample', `id: ${name}`);
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

describe('a build', { timeout: 120_000 }, () => {
  test('leaves packages, teachers’ files and a catalogue', async () => {
    const { good, lines } = await build();
    expect(good).toBe(true);
    expect(lines.map(withoutNumbers)).toEqual([
      'built    sample 1.2.3: 10 sections, 4 questions, 1 fact, 2 pictures (N s)',
      '1 built. Everything is listed in dist/catalogue.html (N s)',
    ]);
    expect(Object.keys(await output()).sort()).toEqual([
      'catalogue.html',
      'catalogue.json',
      'sample-answers.html',
      'sample-report-key.csv',
      'sample-report-key.html',
      'sample-scorm12.zip',
      'sample-scorm2004-3rd.zip',
      'sample-scorm2004-4th.zip',
      'sample-web.zip',
    ]);
  });

  test('builds the good Bytes, names every problem of a broken one and keeps its last good packages', async () => {
    await build();
    const before = await output();
    await addByte('second');
    await edit('sample', 'passMark: 75', 'passMark: 175');
    await edit('sample', 'title: The Gardener & Co\n', '');
    const { good, lines } = await build();
    expect(good).toBe(false);
    expect(lines.map(withoutNumbers)).toEqual([
      'content/sample/en.yaml:2:1: the field "title" is missing. Add it. [missing-field]',
      'content/sample/en.yaml:10:13: "passMark" is 175. Use a whole number from 0 to 100. [out-of-range]',
      'built    second 1.2.3: 10 sections, 4 questions, 1 fact, 2 pictures (N s)',
      '1 built, 1 not built. 2 problems to repair; docs/problems.md explains the codes in brackets. Everything is listed in dist/catalogue.html (N s)',
    ]);
    const after = await output();
    expect(Object.keys(after)).toContain('second-scorm12.zip');
    for (const name of Object.keys(before).filter((one) => one.startsWith('sample-'))) {
      expect(after[name]).toBe(before[name]);
    }
  });

  test('skips a Byte that did not change', async () => {
    await addByte('second');
    await build();
    await edit('second', 'author: Test Author', 'author: Another Author');
    const { lines } = await build();
    expect(lines.map(withoutNumbers)).toEqual([
      'built    second 1.2.3: 10 sections, 4 questions, 1 fact, 2 pictures (N s)',
      '1 built, 1 unchanged. Everything is listed in dist/catalogue.html (N s)',
    ]);
  });

  test.each([
    ['missing', (path: string) => rm(path)],
    ['damaged', (path: string) => writeFile(path, 'half a zip')],
  ])('builds an unchanged Byte again when one of its packages is %s', async (_, damage) => {
    await build();
    const before = await output();
    await damage(join(root, 'dist/sample-scorm12.zip'));
    await build();
    expect(await output()).toEqual(before);
  });

  test('builds an unchanged Byte again when the catalogue cannot be read', async () => {
    await build();
    const before = await output();
    await writeFile(join(root, 'dist/catalogue.json'), '{');
    await build();
    expect(await output()).toEqual(before);
  });

  test('says the warnings of a Byte each time', async () => {
    await writeFile(join(root, 'content/sample/media/old.svg'), '<svg/>');
    const warning =
      'content/sample/media/old.svg:1:1: warning: nothing in the lesson uses the file media/old.svg. Use it, correct its name or remove it. [unknown-file]';
    expect((await build()).lines).toContain(warning);
    const again = await build();
    expect(again.lines).toContain(warning);
    expect(again.good).toBe(true);
  });

  test('removes the files of a Byte whose folder is gone, and no other file', async () => {
    await addByte('second');
    await build();
    await writeFile(join(root, 'dist/second-notes.txt'), 'mine');
    await rm(join(root, 'content/second'), { recursive: true });
    const { lines } = await build();
    expect(lines.map(withoutNumbers)).toEqual([
      'removed  second: its folder is gone',
      '0 built, 1 unchanged, 1 removed. Everything is listed in dist/catalogue.html (N s)',
    ]);
    const names = Object.keys(await output());
    expect(names.filter((name) => name.startsWith('second'))).toEqual(['second-notes.txt']);
  });

  test('removes nothing outside its folder, whatever the catalogue says', async () => {
    await build();
    const path = join(root, 'dist/catalogue.json');
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      text
        .replaceAll('"id": "sample"', '"id": "gone"')
        .replaceAll('"file": "sample-', '"file": "gone-/../../content/sample/en.yaml#'),
    );
    await build();
    expect(await readdir(join(root, 'content/sample'))).toContain('en.yaml');
  });

  test('removes what a build that was killed left behind', async () => {
    await mkdir(join(root, 'dist'));
    // No process has this number.
    const part = '.sample-web.zip.999999999.part';
    await writeFile(join(root, 'dist', part), 'half a zip');
    await build();
    expect(Object.keys(await output())).not.toContain(part);
  });

  test('of one Byte does not look at the others', async () => {
    await cp(SAMPLE, join(root, 'content/broken'), { recursive: true });
    const { good } = await build('sample');
    expect(good).toBe(true);
  });

  test('of a Byte that is not there names those that are', async () => {
    const { good, lines } = await build('gardner');
    expect(good).toBe(false);
    expect(lines[0]).toBe(
      'content/gardner/en.yaml:1:1: the file is not there. Create it, or correct the name of the folder: there are sample. [file-missing]',
    );
  });

  test('without any Byte says how to start one', async () => {
    await rm(join(root, 'content/sample'), { recursive: true });
    const { good, lines } = await build();
    expect(good).toBe(false);
    expect(lines).toEqual([
      'content: there is no lesson yet. Start one with: npm run new -- my-career',
    ]);
  });
});

describe('the catalogue', { timeout: 120_000 }, () => {
  test('lists title, language, minutes, objective, version and hashes, with links to every file', async () => {
    await edit('sample', 'author: Test Author', 'author: Test Author\nobjective: You can prune.');
    await build();
    const { bytes } = JSON.parse(await readFile(join(root, 'dist/catalogue.json'), 'utf8')) as {
      bytes: Record<string, unknown>[];
    };
    expect(bytes).toMatchObject([
      {
        id: 'sample',
        title: 'The Gardener & Co',
        objective: 'You can prune.',
        language: 'en',
        version: '1.2.3',
        minutes: 10,
        teacherFiles: [
          { file: 'sample-answers.html' },
          { file: 'sample-report-key.csv' },
          { file: 'sample-report-key.html' },
        ],
      },
    ]);
    const page = parsePage(await readFile(join(root, 'dist/catalogue.html'), 'utf8'));
    const links = page.elements.flatMap(({ attributes }) => attributes['href'] ?? []);
    const names = Object.keys(await output());
    expect(links.toSorted()).toEqual(names.filter((name) => name.startsWith('sample-')).toSorted());
  });
});

function withoutNumbers(line: string): string {
  return line.replace(/\d+\.\d\d s/, 'N s');
}

describe('a build that is killed', { timeout: 120_000 }, () => {
  test.each([
    ['while it writes', '.part'],
    ['between two packages', '.zip'],
  ])('%s leaves only whole packages, and the next build finishes the rest', async (_, ending) => {
    await addByte('second');
    await addByte('third');
    const dist = join(root, 'dist');
    await mkdir(dist);
    const runner = fileURLToPath(new URL('../../scripts/run.mjs', import.meta.url));
    const child = spawn(process.execPath, [runner, 'bench-build', root]);
    const exited = once(child, 'exit');
    const watcher = watch(dist, (_event, name) => {
      if (name?.endsWith(ending)) child.kill('SIGKILL');
    });
    const [, signal] = (await exited) as [number | null, string | null];
    watcher.close();
    expect(signal).toBe('SIGKILL');
    const zips = (await readdir(dist)).filter((name) => name.endsWith('.zip'));
    for (const name of zips) {
      const bytes = await readFile(join(dist, name));
      const { findings } = await verifyPackage(bytes, { name, controlFiles: readControlFiles });
      expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
    }
    expect((await build()).good).toBe(true);
    const names = Object.keys(await output());
    expect(names.filter((name) => name.endsWith('.zip'))).toHaveLength(12);
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('writing packages', { timeout: 120_000 }, () => {
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
      'sample-scorm2004-3rd.zip: error sample-scorm2004-3rd.zip: this is no zip, or only a part of one. It cannot be unpacked. Upload or download the package again, or zip it again. [zip-unreadable]',
    ]);
    expect(await output()).toEqual(before);
  });
});
