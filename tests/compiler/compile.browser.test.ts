import icons from 'lucide-static/icon-nodes.json';
import { expect, test } from 'vitest';
import { compile, type Program } from '../../src/compiler/compile.js';
import { encodeUtf8 } from '../../src/compiler/files.js';
import type { IconNodes } from '../../src/compiler/render-page.js';

const nothing = { scorm12: '', 'scorm2004-3rd': '', 'scorm2004-4th': '', web: '' };
const program: Program = {
  scripts: nothing,
  earlyScripts: nothing,
  selfTests: nothing,
  styles: '',
  // A cast: a JSON module has no tuples.
  icons: icons as unknown as IconNodes,
  schemaFiles: { scorm12: new Map(), 'scorm2004-3rd': new Map(), 'scorm2004-4th': new Map() },
};

// The test server serves the project's files.
const names = ['en.yaml', 'media/portrait-ada.svg', 'media/portrait-bo.svg', 'media/scene.svg'];
const files = new Map<string, Uint8Array>();
for (const name of names) {
  const response = await fetch(`/scripts/starter/${name}`);
  files.set(name, new Uint8Array(await response.arrayBuffer()));
}

test('a browser compiles a lesson to the files of its packages', async () => {
  const { packages, problems } = await compile(files, { folder: 'content/my-career', program });
  expect(problems).toEqual([]);
  expect(packages.map(({ edition, files: { size } }) => [edition, size])).toEqual([
    ['scorm12', 5],
    ['scorm2004-3rd', 5],
    ['scorm2004-4th', 5],
    ['web', 3],
  ]);
  const page = packages[0]?.files.get('index.html');
  expect(new TextDecoder().decode(page)).toContain('What is the job?');
});

test('a browser names the problems of a lesson', async () => {
  const broken = new Map([...files, ['en.yaml', encodeUtf8('title Nurse\n')]]);
  const { packages, problems } = await compile(broken, { folder: 'content/my-career', program });
  expect(packages).toEqual([]);
  expect(problems.map(({ kind }) => kind)).toEqual(['wrong-type']);
});
