import { expect, test } from 'vitest';
import { assertNever } from '../../src/core/result.js';

test('a case that the types exclude and that happens all the same is named', () => {
  const impossible = { type: 'unheard-of' } as never;
  expect(() => assertNever(impossible)).toThrow(new Error('Unhandled case: {"type":"unheard-of"}'));
});
