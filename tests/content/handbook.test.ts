import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadSource } from '../../scripts/packaging/read-byte.js';
import { LIMITS } from '../../src/compiler/content-model.js';
import { describeProblem } from '../../src/compiler/problems.js';

const handbook = readFileSync(new URL('../../content/README.md', import.meta.url), 'utf8');

type Fields = Readonly<Record<string, unknown>>;

const examples = [...handbook.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, yaml = '']) => parse(yaml) as Fields | readonly Fields[],
);
const entries = examples.flatMap((example) => (isList(example) ? example : []));
const sections = entries.filter((entry) => 'kind' in entry);
const questions = entries.filter((entry) => 'type' in entry);

function isList(example: Fields | readonly Fields[]): example is readonly Fields[] {
  return Array.isArray(example);
}

/** The example that has the field `field` at its top. */
function exampleWith(field: string): Fields {
  const found = examples.find((example) => !isList(example) && field in example);
  if (!found || isList(found)) throw new Error(`The handbook has no example of "${field}".`);
  return found;
}

/** One Byte made of all the examples. */
function byteOfExamples(): Fields {
  return {
    ...exampleWith('format'),
    ...exampleWith('settings'),
    sections: sections.map((section) =>
      section['kind'] === 'quiz'
        ? { ...section, questions: [...(section['questions'] as Fields[]), ...questions] }
        : section,
    ),
    ...exampleWith('facts'),
    ...exampleWith('credits'),
  };
}

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'handbook-'));
  const byte = byteOfExamples();
  const directory = join(folder, String(byte['id']));
  await mkdir(join(directory, 'media'), { recursive: true });
  await writeFile(join(directory, 'en.yaml'), stringify(byte));
  const names = JSON.stringify(byte).matchAll(/"picture":\{"name":"([a-z0-9-]+)"/g);
  for (const [, name] of names) {
    await writeFile(join(directory, 'media', `${String(name)}.svg`), PICTURE);
  }
});

afterAll(() => rm(folder, { recursive: true }));

describe('the handbook', () => {
  test('shows every kind of section once', () => {
    const kinds =
      'story cards timeline voices self-check quiz figures terms checklist feedback'.split(' ');
    expect(sections.map((section) => section['kind'])).toEqual(kinds);
  });

  test('shows every type of question', () => {
    const types = ['matching', 'multiple-choice', 'single-choice', 'true-false'];
    expect([...new Set(questions.map((question) => question['type']))].sort()).toEqual(types);
  });

  test('shows examples that make a Byte without a problem', async () => {
    const byte = await loadSource(join(folder, String(byteOfExamples()['id'])));
    expect(byte.ok ? [] : byte.problems.map(describeProblem)).toEqual([]);
  });

  test('states the limits that the build enforces', () => {
    const words = handbook.replace(/\s+/g, ' ');
    const n = (limit: number): string => limit.toLocaleString('en-US');
    const stated = [
      `the name in the LMS, at most ${n(LIMITS.title)} characters`,
      `what a teacher reads before choosing it, at most ${n(LIMITS.description)} characters`,
      `the heading, at most ${n(LIMITS.heading)} characters`,
      `letters, digits and spaces, at most ${n(LIMITS.label)} characters`,
      `the question, on one line, at most ${n(LIMITS.prompt)} characters`,
      `at most ${n(LIMITS.id)} characters, such as`,
      `at most ${n(LIMITS.sections)} sections, a quiz at most ${n(LIMITS.questions)} questions`,
      `a question at most ${n(LIMITS.options)} answers`,
      `more than ${n(LIMITS.picture)} bytes`,
    ];
    expect(stated.filter((sentence) => !words.includes(sentence))).toEqual([]);
  });

  test('links only to headings that it has', () => {
    const anchors = [...handbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    const links = [...handbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(links.filter((anchor) => !anchors.includes(anchor ?? ''))).toEqual([]);
  });
});
