import { describe, expect, test } from 'vitest';
import { plainText } from '../../src/core/rich-text.js';
import { describeProblem } from '../../src/compiler/problems.js';
import { parseRichText } from '../../src/compiler/rich-text.js';

const at = { file: 'en.yaml', line: 1, column: 1 };

function problemsOf(markdown: string): readonly string[] {
  return parseRichText(markdown, 'intro').faults.map((fault) => describeProblem({ ...fault, at }));
}

function uses(what: string): string {
  return `en.yaml:1:1: "intro" has ${what}. Use only paragraphs, *emphasis*, **strong**, [links](https://…) and "- " lists. [markdown]`;
}

const STAR = 'a star without a partner (write \\* for a plain star)';
const UNDERSCORE = 'an underscore without a partner (write \\_ for a plain underscore)';
const LINK = 'a broken link (write [words](https://…), without a space between)';

describe('a mark that would reach the page as it is', () => {
  test.each([
    ['**open', STAR],
    ['*a', STAR],
    ['two * three', STAR],
    ['_a', UNDERSCORE],
    ['a_', UNDERSCORE],
    ['[a][b]', LINK],
    ['[a] (https://example.org)', LINK],
    ['~~gone~~', 'crossed-out text'],
    ['`open', 'code marks'],
    ['| a |', 'a table'],
    ['words\n| a | b |', 'a table'],
    ['words # Heading', 'a heading'],
    ['##Heading', 'a heading'],
    ['[a]: https://example.org\n\nwords', 'an address on a line of its own'],
  ])('is a problem: %s', (markdown, what) => {
    expect(problemsOf(markdown)).toEqual([uses(what)]);
  });

  test('is said once for each text', () => {
    expect(problemsOf('*a and *b and **c')).toEqual([uses(STAR)]);
  });
});

describe('a character that is no mark', () => {
  test.each([
    ['O\\*NET', 'O*NET'],
    ['\\[a\\]\\[b\\]', '[a][b]'],
    ['\\`a \\| b \\| \\~~', '`a | b | ~~'],
    ['snake_case and x\\_', 'snake_case and x_'],
    ['a [sic] b', 'a [sic] b'],
    ['one | two', 'one | two'],
    ['C# and #1', 'C# and #1'],
    ['5 &amp; 6', '5 & 6'],
    ['*a* **b** _c_ [d](https://example.org)', 'a b c d'],
  ])('is none: %s', (markdown, plain) => {
    const { text, faults } = parseRichText(markdown, 'intro');
    expect(faults).toEqual([]);
    expect(plainText(text)).toBe(plain);
  });
});
