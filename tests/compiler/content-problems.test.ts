import { describe, expect, test } from 'vitest';
import { problemsAfter, problemsWith } from '../support/sample-content.js';

test('a right lesson has no problem', async () => {
  expect(await problemsAfter({})).toEqual([]);
});

const line = async (before: string, after: string): Promise<string> =>
  (await problemsWith(before, after)).join('\n');

describe('a file that cannot be read', () => {
  test.each([
    ['is missing', null],
    ['is empty', ''],
    ['has only comments', '# later\n'],
    ['is not UTF-8', Buffer.from([0x66, 0x3a, 0xff, 0xfe])],
    ['is indented with tabs', 'format: 1\nsettings:\n\tpassMark: 80\n'],
    ['has an open quote', 'format: 1\ntitle: "open\n'],
    ['has a wrong indentation', 'format: 1\n  title: x\nid: y\n'],
    ['uses an unknown anchor', 'format: 1\ntitle: *nowhere\n'],
    ['multiplies aliases', bomb()],
    ['is a list', '- a\n- b\n'],
  ])('that %s is one clear message', async (_, text) => {
    expect((await problemsAfter({ 'en.yaml': text })).join('\n')).toMatchSnapshot();
  });
});

/** Ten lists, each with ten times the one before. */
function bomb(): string {
  const lists = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 10; level += 1) {
    lists.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  }
  return `${lists.join('\n')}\n`;
}

describe('a field', () => {
  test.each([
    ['that is misspelt', 'title: The Gardener & Co', 'titel: The Gardener & Co'],
    ['that is missing', 'author: Test Author\n', ''],
    ['that stands twice', 'author: Test Author', 'author: Test Author\nauthor: Other'],
    ['that is a number instead of text', 'year: not stated', 'year: 2020'],
    ['that is empty', 'title: The Gardener & Co', 'title:'],
    ['that is blank', 'title: The Gardener & Co', 'title: "  "'],
    ['that is a list instead of text', 'author: Test Author', 'author: [a, b]'],
    ['that is text instead of a list', 'keywords: [gardener, plants]', 'keywords: gardener'],
    ['that is no offered word', 'passMark: 75', 'completion: all'],
    ['that is of an unknown kind', '- kind: story', '- kind: storey'],
    ['that is text instead of a truth value', 'passMark: 75', 'shuffle: maybe'],
    ['with an invisible character', 'author: Test Author', 'author: "Test\\u200b Author"'],
    ['with a line break', 'author: Test Author', 'author: "Test\\nAuthor"'],
    ['with half a character', 'author: Test Author', 'author: "Test \\ud83d"'],
    ['that is too long', 'description: A short', `description: ${'long '.repeat(210)}`],
    ['of another format', 'format: 1', 'format: 2'],
  ])('%s is named', async (_, before, after) => {
    expect(await line(before, after)).toMatchSnapshot();
  });
});

describe('a value', () => {
  test.each([
    ['a pass mark above 100', 'passMark: 75', 'passMark: 101'],
    ['a pass mark between two numbers', 'passMark: 75', 'passMark: 75.5'],
    ['no attempts', 'passMark: 75', 'attempts: 0'],
    ['a weight of nothing', 'weight: 2', 'weight: 0'],
    ['a weight that no LMS takes', 'weight: 2', 'weight: 101'],
    ['a section without time', 'minutes: 2', 'minutes: 0'],
    ['a version in words', 'version: 1.2.3', 'version: newest'],
    ['a language in words', 'language: en', 'language: English'],
    ['a link without https', 'mailto:help@example.org', 'http://example.org'],
    ['a link that runs', 'mailto:help@example.org', '"javascript:alert(1)"'],
    ['an id with capitals', 'id: voices', 'id: Voices'],
    ['a scale of four steps', '      - { id: neutral, text: Neither }\n', ''],
  ])('such as %s is refused with the rule', async (_, before, after) => {
    expect(await line(before, after)).toMatchSnapshot();
  });
});

describe('Markdown', () => {
  test.each([
    ['a heading', '# Big'],
    ['HTML', 'A <b>bold</b> word'],
    ['a script', '<script>alert(1)</script>'],
    ['an image', '![alt](https://example.org/x.png)'],
    ['code', 'Some `code` here'],
    ['a code block', '```\\ncode\\n```'],
    ['a quotation', '> words'],
    ['a numbered list', '1. one\\n2. two'],
    ['a list inside a list', '- one\\n  - two'],
    ['a list entry with two paragraphs', '- one\\n\\n  two'],
    ['a rule', 'one\\n\\n---\\n\\ntwo'],
    ['a link that runs', '[x](javascript:alert(1))'],
    ['a link without address', '[x](page.html)'],
    ['a data link', '[x](data:text/html,hi)'],
  ])('outside the subset, such as %s, is refused', async (_, markdown) => {
    expect(await line('intro: They help in many ways.', `intro: "${markdown}"`)).toMatchSnapshot();
  });
});

test('every problem of a lesson is listed at once, in the order of the file', async () => {
  const text = [
    'format: 1',
    'id: sample',
    'version: 1.0.0',
    'language: en',
    'titel: x',
    'description: x',
    'keywords: []',
    'author: x',
    'settings: { passMark: 101 }',
    'sections:',
    '  - { kind: story, id: Bad }',
    '  - { kind: nothing }',
    'facts:',
    '  - { id: fact }',
    'credits: none',
    '',
  ].join('\n');
  expect((await problemsAfter({ 'en.yaml': text })).join('\n')).toMatchSnapshot();
});
