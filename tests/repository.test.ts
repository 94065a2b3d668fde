import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
) as Record<string, Record<string, string>>;

const IGNORED = /^(\.cache|\.git|coverage|data|dist|node_modules|screenshots)$/;
const files = readdirSync('.')
  .filter((name) => !IGNORED.test(name))
  .flatMap((name) =>
    statSync(name).isDirectory()
      ? readdirSync(name, { recursive: true, encoding: 'utf8' }).map((path) => `${name}/${path}`)
      : [name],
  )
  .map((path) => path.replaceAll('\\', '/'));

test('the only package that ships to learners is lit', () => {
  expect(Object.keys(dependencies ?? {})).toEqual(['lit']);
});

test('every package has an exact version, except the types of the oldest Node.js', () => {
  const loose = [dependencies, devDependencies, optionalDependencies]
    .flatMap((group) => Object.entries(group ?? {}))
    .filter(
      ([name, version]) => name !== '@types/node' && !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
  expect(loose).toEqual([]);
});

test('source files have names in kebab-case', () => {
  const odd = files
    .filter((path) => /^(manifest|scripts|src|tests)\/.*\.ts$/.test(path))
    .filter(
      (path) =>
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.browser)?(\.test|\.config|\.d)?\.ts$/.test(
          posix.basename(path),
        ),
    );
  expect(odd).toEqual([]);
});

test('links in documents lead to files that exist', () => {
  const broken = files
    .filter((path) => path.endsWith('.md'))
    .flatMap((path) =>
      relativeLinks(readFileSync(path, 'utf8'))
        .filter((link) => !existsSync(posix.join(posix.dirname(path), decodeURI(link))))
        .map((link) => `${path} links to ${link}, which does not exist.`),
    );
  expect(broken).toEqual([]);
});

/** The relative link and image targets of a Markdown text, outside code, without their anchors. */
function relativeLinks(text: string): readonly string[] {
  const prose = text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].map(
    ([, target]) => target ?? '',
  );
  return targets
    .filter((target) => !/^([a-z]+:|#|\/\/)/i.test(target))
    .map((target) => target.replace(/#.*$/, ''));
}
