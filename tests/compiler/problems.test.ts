import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NOTE_CODES } from '../../src/compiler/editorial.js';
import { PROBLEM_CODES } from '../../src/compiler/problems.js';

const page = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8');
const explained = [...page.matchAll(/^\| `([a-z0-9-]+)` +\|/gm)].map(([, code]) => code);

describe('docs/problems.md', () => {
  test('explains every code once, and no other', () => {
    expect(explained.toSorted()).toEqual([...PROBLEM_CODES, ...NOTE_CODES].toSorted());
  });
});
