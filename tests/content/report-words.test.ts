import { describe, expect, test } from 'vitest';
import { loadSource } from '../../scripts/packaging/read-byte.js';
import { describeProblem } from '../../src/compiler/problems.js';
import type { Byte, QuizSection } from '../../src/core/byte.js';
import type { Question } from '../../src/core/question.js';

const loaded = await loadSource('content/it-project-manager');

function lesson(): Byte {
  if (!loaded.ok) throw new Error(loaded.problems.map(describeProblem).join('\n'));
  return loaded.value.byte;
}

function quiz(): QuizSection {
  const section = lesson().sections.find(({ kind }) => kind === 'quiz');
  if (section?.kind !== 'quiz') throw new Error('The lesson has no quiz.');
  return section;
}

/** Every label that an answer to `question` may put into a report. */
function answerLabels(question: Question): readonly string[] {
  switch (question.type) {
    case 'true-false':
      return [];
    case 'matching':
      return [...question.items, ...question.targets].map(({ label }) => label);
    case 'single-choice':
    case 'multiple-choice':
      return question.options.map(({ label }) => label);
  }
}

/** The longest answer to `question` in the words of a SCORM 1.2 report. */
function longestAnswer(question: Question): string {
  switch (question.type) {
    case 'true-false':
      return 'false';
    case 'single-choice':
      return longestOf(answerLabels(question));
    case 'multiple-choice':
      return answerLabels(question).join(',');
    case 'matching': {
      const target = longestOf(question.targets.map(({ label }) => label));
      return question.items.map(({ label }) => `${label}.${target}`).join(',');
    }
  }
}

function longestOf(words: readonly string[]): string {
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

/** Letters, digits and blanks: what survives every LMS. */
const PLAIN = /^[A-Za-z0-9]+( [A-Za-z0-9]+)*$/;

describe('the lesson in a report', () => {
  test('is accepted by the build', () => {
    expect(loaded.ok ? [] : loaded.problems.map(describeProblem)).toEqual([]);
  });

  test('has section labels of at most 40 plain characters', () => {
    const labels = lesson().sections.map(({ label }) => label);
    expect(labels.filter((label) => !PLAIN.test(label) || label.length > 40)).toEqual([]);
  });

  test('repeats the words of each title in its label', () => {
    for (const { title, label } of lesson().sections) {
      expect(label).toBe(title.replaceAll(/[^A-Za-z0-9 ]/g, ''));
    }
  });

  test('has plain labels for questions and answers', () => {
    const labels = quiz().questions.flatMap((question) => [
      question.label,
      ...answerLabels(question),
    ]);
    expect(labels.filter((label) => !PLAIN.test(label))).toEqual([]);
  });

  test('keeps every possible answer within the 255 characters of SCORM 1.2', () => {
    const long = quiz().questions.filter((question) => longestAnswer(question).length > 255);
    expect(long.map(({ id }) => id)).toEqual([]);
  });

  test('keeps every prompt within the 250 characters of a SCORM 2004 description', () => {
    const long = quiz().questions.filter(({ prompt }) => prompt.length > 250);
    expect(long.map(({ id }) => id)).toEqual([]);
  });
});

describe('the answer key', () => {
  test('names the person with no trait against the role, and only Samantha is one', () => {
    const [first] = quiz().questions;
    if (first?.type !== 'single-choice') throw new Error('The first question is no choice.');
    const against = first.options.map(({ id, persona }) => [
      id,
      persona?.traits.filter(({ fits }) => !fits).length,
    ]);
    expect(first.correct).toBe('samantha');
    expect(against).toEqual([
      ['peter', 1],
      ['samantha', 0],
      ['rachel', 1],
      ['george', 1],
    ]);
  });

  test('sorts each trait as its candidate shows it', () => {
    const [first, second] = quiz().questions;
    if (first?.type !== 'single-choice' || second?.type !== 'matching') {
      throw new Error('The first two questions are not about the candidates.');
    }
    const traits = first.options.flatMap(({ persona }) => persona?.traits ?? []);
    expect(second.items.map(({ id, text, target }) => ({ id, text, target }))).toEqual(
      traits.map(({ id, text, fits }) => ({ id, text, target: fits ? 'fits' : 'against' })),
    );
  });
});
