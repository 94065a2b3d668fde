import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { texts } from './it-project-manager.js';
import { textsAt, wordsOf } from './lesson-texts.js';

/** So many words in a row are a copy. Job titles and names of organizations are shorter than that. */
const RUN = 8;

/** The only text that has to be word for word: O*NET prescribes it. */
const CREDIT =
  'This page includes information from the O*NET 26.1 Database by the U.S. Department of Labor, ' +
  'Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® ' +
  'is a trademark of USDOL/ETA.';

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

/**
 * Fingerprints of what the lesson must not copy from the texts that it retells: every eight words
 * in a row and every whole line of three words or more, each as its number of words and the start
 * of its SHA-256. The texts themselves are not ours to publish.
 */
const fingerprints: ReadonlySet<string> = new Set(
  readFileSync(new URL('source-fingerprints.txt', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n'),
);

function fingerprintOf(words: readonly string[]): string {
  const hash = createHash('sha256').update(words.join(' ')).digest('hex');
  return `${words.length} ${hash.slice(0, 12)}`;
}

const lengths = [...new Set([...fingerprints].map((line) => Number(line.split(' ')[0])))];

/** The words in a row of `text` that one of the sources has too. */
function copiedFrom(text: string): readonly string[] {
  const words = wordsOf(text);
  return lengths.flatMap((length) =>
    words
      .map((_, start) => words.slice(start, start + length))
      .filter((run) => run.length === length && fingerprints.has(fingerprintOf(run)))
      .map((run) => run.join(' ')),
  );
}

describe('what the lesson retells', () => {
  test('shares no whole line and no eight words in a row with its sources', () => {
    const copied = ownTexts.flatMap(({ place, plain }) =>
      copiedFrom(plain).map((run) => `${place}: ${run}`),
    );
    expect(copied).toEqual([]);
  });

  test('is found where it is copied', () => {
    expect(copiedFrom('People get annoyed when people want to change things, she said.')).toEqual([
      'get annoyed when people want to change things',
    ]);
  });
});
