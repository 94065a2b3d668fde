import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  browserBreaches,
  commentBreaches,
  elementBreaches,
  exportBreaches,
  importBreaches,
  packageBreaches,
  sizeBreaches,
  testBreaches,
} from './support/architecture-rules.js';
import { parse, textFiles } from './support/source-tree.js';
import type { SourceFile } from './support/source-tree.js';

const texts = textFiles();
const sources = texts.filter(({ path }) => path.endsWith('.ts')).map(parse);

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
) as Record<string, Record<string, string>>;
const declared = new Set(
  [dependencies, devDependencies, optionalDependencies].flatMap((group) =>
    Object.keys(group ?? {}),
  ),
);

/** A file that is not there, to see a rule at work. */
function planted(path: string, text: string): SourceFile {
  return parse({ path, text });
}

describe('imports', () => {
  test('point one way, and end in .js', () => {
    expect(sources.flatMap(importBreaches)).toEqual([]);
  });

  test('that point the other way are named with their place', () => {
    const files = [
      planted('src/core/a.ts', "\nimport { b } from '../runtime/b.js';"),
      planted('src/ui/a.ts', "export { b } from '../runtime/b.js';"),
      planted('src/runtime/a.ts', "const b = await import('../ui/b.js');"),
      planted('manifest/a.ts', "import { b } from './b';"),
    ];
    expect(files.flatMap(importBreaches)).toEqual([
      'src/core/a.ts:2: src/core imports src/runtime/b.js, and may import nothing else. Move what both need to where both may look.',
      'src/ui/a.ts:1: src/ui imports src/runtime/b.js, and may import src/core, src/i18n. Move what both need to where both may look.',
      'src/runtime/a.ts:1: src/runtime imports src/ui/b.js, and may import src/core. Move what both need to where both may look.',
      'manifest/a.ts:1: the import "./b" has no ending. Write "./b.js".',
    ]);
  });
});

describe('packages', () => {
  test('are imported only where they may be, and are named in package.json', () => {
    expect(sources.flatMap((file) => packageBreaches(file, declared))).toEqual([]);
  });

  test('that ship are lit alone', () => {
    expect(Object.keys(dependencies ?? {})).toEqual(['lit']);
  });

  test('have exact versions, except the types of the oldest Node.js', () => {
    const loose = [dependencies, devDependencies, optionalDependencies]
      .flatMap((group) => Object.entries(group ?? {}))
      .filter(([name, version]) => name !== '@types/node' && !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  test('in the wrong place are named', () => {
    const files = [
      planted('src/core/a.ts', "import { html } from 'lit';"),
      planted('src/runtime/a.ts', "import { readFile } from 'node:fs';"),
      planted('src/ui/a.ts', "import { live } from 'lit/directives/live.js';"),
      planted('scripts/a.ts', "import x from '@nobody/knows/this.js';"),
    ];
    expect(files.flatMap((file) => packageBreaches(file, declared))).toEqual([
      'src/core/a.ts:1: src/core may not import the package "lit". Do without it, or do this in a folder that may.',
      'src/runtime/a.ts:1: src/runtime may not import the package "node:fs". Do without it, or do this in a folder that may.',
      'scripts/a.ts:1: scripts may not import the package "@nobody/knows". Do without it, or do this in a folder that may.',
    ]);
  });
});

describe('files and functions', () => {
  test('are small enough to be read at once', () => {
    expect(sources.flatMap(sizeBreaches)).toEqual([]);
  });

  test('that are too long are named', () => {
    const long = `function f() {\n${'//\n'.repeat(40)}}\n`;
    const files = [
      planted('src/ui/a.ts', `\n${long}${'//\n'.repeat(300)}`),
      planted('src/ui/b.ts', 'const f = (a, b, c, d, e) => a;'),
      planted('tests/c.test.ts', `${long}${'//\n'.repeat(400)}`),
    ];
    expect(files.flatMap(sizeBreaches)).toEqual([
      'src/ui/a.ts: has 343 lines of at most 250. Give a part of it its own file.',
      'src/ui/a.ts:2: this function has 41 lines of at most 40. Name a part of it.',
      'src/ui/b.ts:1: this function has 5 parameters of at most 4. Join those that belong together into one object.',
      'tests/c.test.ts: has 442 lines of at most 400. Give a part of it its own file.',
    ]);
  });

  test('may be long where they only list one message per case', () => {
    const cases = Array.from({ length: 60 }, (_, index) => `case ${index}: return '';\n`).join('');
    const file = planted('src/ui/a.ts', `function f(n: number) {\nswitch (n) {\n${cases}}\n}`);
    expect(sizeBreaches(file)).toEqual([]);
  });

  test('have names in kebab-case', () => {
    const odd = sources
      .map(({ path }) => posix.basename(path))
      .filter(
        (name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.browser)?(\.test|\.config|\.d)?\.ts$/.test(name),
      );
    expect(odd).toEqual([]);
  });
});

describe('exports', () => {
  test('have names, except where a tool wants a default export', () => {
    const ours = sources.filter(({ path }) => !path.endsWith('.config.ts'));
    expect(ours.flatMap(exportBreaches)).toEqual([]);
  });

  test('of core and runtime say what they mean', () => {
    expect(sources.flatMap(commentBreaches)).toEqual([]);
  });

  test('that break these rules are named', () => {
    const file = planted('src/core/a.ts', 'export const a = 1;\nexport default function b() {}\n');
    expect([...exportBreaches(file), ...commentBreaches(file)]).toEqual([
      'src/core/a.ts:2: this is a default export. Export it by its name.',
      'src/core/a.ts:1: this export has no doc comment. Say what it means and what happens at the edges.',
      'src/core/a.ts:2: this export has no doc comment. Say what it means and what happens at the edges.',
    ]);
  });
});

describe('elements', () => {
  test('have one name for class, tag and file', () => {
    expect(sources.flatMap(elementBreaches)).toEqual([]);
  });

  test('with two names are named', () => {
    const text = "class ByteSaveLine {}\ncustomElements.define('byte-line', ByteSaveLine);";
    expect(elementBreaches(planted('src/ui/byte-line.ts', text))).toEqual([
      'src/ui/byte-line.ts:1: ByteSaveLine belongs in a file byte-save-line.ts. Move it.',
      "src/ui/byte-line.ts:2: ByteSaveLine is defined as 'byte-line'. Name it 'byte-save-line'.",
    ]);
  });
});

describe('the page', () => {
  test('trusts no event of leaving that browsers drop, and runs no text as code', () => {
    expect(sources.flatMap(browserBreaches)).toEqual([]);
  });

  test('is seen to do so', () => {
    const text = "addEventListener('beforeunload', save);\nonunload = save;\neval(text);";
    expect(browserBreaches(planted('src/ui/a.ts', text))).toEqual([
      'src/ui/a.ts:1: "beforeunload" is not to be relied on. Use "pagehide".',
      'src/ui/a.ts:2: "onunload" is not to be used in the page. Do without.',
      'src/ui/a.ts:3: "eval" is not to be used in the page. Do without.',
    ]);
  });
});

describe('tests', () => {
  test('all run, on our own modules', () => {
    expect(sources.flatMap(testBreaches)).toEqual([]);
  });

  test('that do not are named', () => {
    const text = "test.skip('x', f);\nvi.mock('./a.js');\ndescribe.each([1]).only('x', f);";
    expect(testBreaches(planted('tests/a.test.ts', text))).toEqual([
      'tests/a.test.ts:1: "test.skip" hides something. Let every test run, on our own modules as they are.',
      'tests/a.test.ts:2: "vi.mock" hides something. Let every test run, on our own modules as they are.',
    ]);
  });
});

describe('what is written', () => {
  // Written apart, so that this file does not say what it looks for.
  const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);
  const outside = /(?:^|[\s"'`(])(?:\.\.\/)+shared\/(?:cases|onet|samples|sources)\b/m;

  test('leaves nothing to be done later', () => {
    const files = texts.filter(({ text }) => unfinished.test(text)).map(({ path }) => path);
    expect(files).toEqual([]);
  });

  test('names no place outside this repository, except in tests that look whether it is there', () => {
    const files = texts.filter(
      ({ path, text }) => !path.startsWith('tests/') && outside.test(text),
    );
    expect(files.map(({ path }) => path)).toEqual([]);
  });

  test('links to files that exist', () => {
    const broken = texts
      .filter(({ path }) => path.endsWith('.md'))
      .flatMap(({ path, text }) =>
        linksOf(text)
          .filter((link) => !existsSync(posix.join(posix.dirname(path), decodeURI(link))))
          .map((link) => `${path} links to ${link}, which is not there. Correct the link.`),
      );
    expect(broken).toEqual([]);
  });
});

/** The relative targets of a Markdown text's links and pictures, outside its code, without their anchors. */
function linksOf(text: string): readonly string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(
    ([, target]) => target ?? '',
  );
  return targets
    .filter((target) => !/^([a-z]+:|#|\/\/)/i.test(target))
    .map((target) => target.replace(/#.*$/, ''));
}
