import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvText, guardFormula, unguardFormula } from '../../src/core/csv.js';

describe('a cell that a spreadsheet would calculate', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['  =1', "  '=1"],
    ['\t=1', "'\t'=1"],
    ['\r=1', "'\r'=1"],
    ['x;=1', "x;'=1"],
    [';=1', ";'=1"],
    ['x\t=1', "x\t'=1"],
    ['line\n=1', "line\n'=1"],
    ['line\r\n=1', "line\r\n'=1"],
    ["'=1", "''=1"],
  ])('%j is written as %j', (text, guarded) => {
    expect(guardFormula(text)).toBe(guarded);
  });

  test.each(['a=b', 'a - b', 'well; fine', '1-2', 'x,=1', -5, null])(
    '%j stays as it is',
    (cell) => {
      expect(guardFormula(cell)).toBe(cell);
    },
  );

  test('comes back without loss, whatever the text is', () => {
    const characters = fc.constantFrom(...["'", '=', '-', '＝', ';', '\t', '\r', '\n', ' ', 'a']);
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 12 }), (text) => {
        expect(unguardFormula(String(guardFormula(text)))).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a table quotes what would split a cell, and ends each row as RFC 4180 says', () => {
  expect(
    csvText([
      ['a,b', 'say "hi"'],
      ['two\nlines', null],
      [1, ''],
    ]),
  ).toBe('"a,b","say ""hi"""\r\n"two\nlines",\r\n1,\r\n');
});
