import { expect, test } from 'vitest';
import { plainText } from '../../src/core/rich-text.js';
import type { Inline, RichText } from '../../src/core/rich-text.js';

const word = (text: string): Inline => ({ kind: 'text', text });

test('the plain text of formatted text keeps its words alone', () => {
  const text: RichText = [
    {
      kind: 'paragraph',
      inlines: [
        word('Ask '),
        { kind: 'strong', inlines: [{ kind: 'emphasis', inlines: [word('your')] }, word(' team')] },
        word('.'),
      ],
    },
    {
      kind: 'list',
      items: [
        [word('First')],
        [{ kind: 'link', href: 'https://example.org', inlines: [word('second')] }],
      ],
    },
  ];
  expect(plainText(text)).toBe('Ask your team. First second');
});

test('the plain text of no text is empty', () => {
  expect(plainText([])).toBe('');
});
