import { describe, expect, test } from 'vitest';
import { sources, texts } from './it-project-manager.js';
import { textsAt, wordsOf } from './lesson-texts.js';

/** So many words in a row are a copy. Job titles and names of organizations are shorter than that. */
const RUN = 8;

/** The only text that has to be word for word: O*NET prescribes it. */
const CREDIT =
  'This page includes information from the O*NET 26.1 Database by the U.S. Department of Labor, ' +
  'Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® ' +
  'is a trademark of USDOL/ETA.';

/** Parts that may stand word for word: job titles, the leaders' own among them, and the credit. */
const MAY_BE_COPIED: ReadonlySet<string> = new Set([
  ...['titles', 'person'],
  ...['attribution', 'licence', 'trademark'],
]);

/** Every run of so many words. */
function runsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  return words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' '));
}

/** All but the credit; a text without a blank is an id that points somewhere. */
const ownTexts = texts.filter(
  ({ place, plain }) => place !== 'credits.onet.text' && plain.includes(' '),
);

describe('the words of the lesson', () => {
  test('give the O*NET credit as it is prescribed', () => {
    expect(textsAt(texts, 'credits.onet').map(({ plain }) => plain)).toEqual([CREDIT]);
  });

  test('repeat nothing of the prescribed credit elsewhere', () => {
    const prescribed = new Set(runsOf(CREDIT));
    const copied = ownTexts.filter(({ plain }) => runsOf(plain).some((run) => prescribed.has(run)));
    expect(copied).toEqual([]);
  });
});

// The sources are no part of the repository; where they are at hand, the lesson is held against them.
if (sources) {
  const { files, parts } = sources;

  describe('the words of the lesson and those of the sources', () => {
    test.each(files)('share no eight in a row with $name', ({ text }) => {
      const runs = new Set(runsOf(text));
      const copied = ownTexts.flatMap(({ place, plain }) =>
        runsOf(plain)
          .filter((run) => runs.has(run))
          .map((run) => `${place}: ${run}`),
      );
      expect(copied).toEqual([]);
    });

    test('share no whole line of three words or more', () => {
      const lines = parts
        .filter(({ section, kind }) => !MAY_BE_COPIED.has(section) && !MAY_BE_COPIED.has(kind))
        .map(({ id, verbatim }) => ({ id, line: wordsOf(verbatim) }))
        .filter(({ line }) => line.length >= 3);
      const copied = lines.flatMap(({ id, line }) =>
        ownTexts
          .filter(({ plain }) => ` ${wordsOf(plain).join(' ')} `.includes(` ${line.join(' ')} `))
          .map(({ place }) => `${id}: ${place}`),
      );
      expect(copied).toEqual([]);
    });
  });
}
