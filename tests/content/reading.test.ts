import { describe, expect, test } from 'vitest';
import { syllable } from 'syllable';
import { texts } from './it-project-manager.js';
import { sentenceCount, textsAt, wordsOf, type LessonText } from './lesson-texts.js';

/** What a fourteen-year-old reads with ease, in years of school (Flesch-Kincaid). */
const EASY_GRADE = 8;

/** Fields that hold whole sentences. */
const PROSE: ReadonlySet<string> = new Set([
  ...['intro', 'outro', 'text', 'note', 'prompt', 'feedback', 'explanation', 'true', 'false'],
  ...['reason', 'whenFits', 'whenNot', 'statement', 'commentPrompt'],
]);

const proseAt = (place: string): readonly LessonText[] =>
  textsAt(texts, place).filter(({ field }) => PROSE.has(field));

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

/** The Flesch-Kincaid grade of `prose` taken together. */
function gradeOf(prose: readonly LessonText[]): number {
  const plain = prose.map((text) => text.plain);
  const words = plain.flatMap(wordsOf);
  const perSentence = words.length / sum(plain.map(sentenceCount));
  const perWord = sum(words.map((word) => syllable(word))) / words.length;
  return 0.39 * perSentence + 11.8 * perWord - 15.59;
}

const sections = [
  ...new Set(textsAt(texts, 'sections').map(({ place }) => place.split('.').slice(0, 2).join('.'))),
];

describe('reading the lesson', () => {
  test('finds all twelve sections', () => {
    expect(sections).toHaveLength(12);
  });

  test.each(sections)('%s is easy enough for a fourteen-year-old', (section) => {
    expect(gradeOf(proseAt(section))).toBeLessThan(EASY_GRADE);
  });

  test.each(sections)('%s says what frames it in three to five sentences', (section) => {
    const frame = ['intro', 'outro'].flatMap((field) => textsAt(texts, `${section}.${field}`));
    const count = sum(frame.map(({ plain }) => sentenceCount(plain)));
    expect(count).toBeGreaterThanOrEqual(3);
    expect(count).toBeLessThanOrEqual(5);
  });

  test('never takes more than five sentences in one breath', () => {
    const long = proseAt('sections').filter(({ plain }) => sentenceCount(plain) > 5);
    expect(long).toEqual([]);
  });

  test('never winds a sentence longer than 35 words', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
    const long = proseAt('sections').flatMap(({ plain }) =>
      [...segmenter.segment(plain)].filter(({ segment }) => wordsOf(segment).length > 35),
    );
    expect(long).toEqual([]);
  });
});
