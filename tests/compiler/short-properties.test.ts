import { expect, test } from 'vitest';
import { shortProperties } from '../../src/compiler/short-properties.js';

test('a custom property has one short name in the styles and in the drawings', () => {
  const { styles, body } = shortProperties(
    ':root{--byte-ink:#000;--art-1:red}p{color:var(--byte-ink)}',
    '<path fill="var(--art-1)" stroke="var(--byte-ink)"/>',
  );
  expect(styles).toBe(':root{--0:#000;--1:red}p{color:var(--0)}');
  expect(body).toBe('<path fill="var(--1)" stroke="var(--0)"/>');
});

test('what only looks like a custom property keeps its name', () => {
  const text = '<p id="a--byte-ink">--byte-ink, var(--byte-ink)</p><path fill="var(--other)"/>';
  expect(shortProperties('.a--byte-ink{--byte-ink:0}', text)).toEqual({
    styles: '.a--byte-ink{--0:0}',
    body: text,
  });
});
