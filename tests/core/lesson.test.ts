import { describe, expect, test } from 'vitest';
import type { Byte } from '../../src/core/byte.js';
import type { Lesson } from '../../src/core/lesson.js';
import { lessonOf, questionsOf, stepsOf } from '../../src/core/lesson.js';
import { sampleByte, sampleQuestions } from '../support/sample-lesson.js';

const lesson = (): Lesson => lessonOf(sampleByte, 'abc12345');

describe('the lesson of a Byte', () => {
  test('is named as the Byte is', () => {
    const { id, version, language, title, settings, fingerprint } = lesson();
    expect({ id, version, language, title, settings, fingerprint }).toEqual({
      id: 'beekeeper',
      version: '1.0.0',
      language: 'en',
      title: 'Beekeeper',
      settings: sampleByte.settings,
      fingerprint: 'abc12345',
    });
  });

  test('has of each section its outline alone', () => {
    const { sections } = lesson();
    expect(sections).toHaveLength(sampleByte.sections.length);
    expect(sections[0]).toEqual({
      kind: 'story',
      id: 'what',
      title: 'What a beekeeper is',
      label: 'What it is',
      minutes: 1,
    });
  });

  test('has the parts that a learner does something with', () => {
    const { quiz, selfCheck, checklist, feedback } = lesson();
    expect(quiz).toEqual({ id: 'quiz', questions: sampleQuestions });
    expect(selfCheck?.id).toBe('for-you');
    expect(selfCheck?.statements.map(({ id }) => id)).toEqual(['outdoors', 'stings']);
    expect(selfCheck?.profiles.map(({ id }) => id)).toEqual(['low', 'high']);
    expect(checklist?.id).toBe('plan');
    expect(checklist?.actions.map(({ id }) => id)).toEqual(['visit', 'read']);
    expect(feedback).toMatchObject({
      id: 'feedback',
      statement: 'This Byte helped me understand the topic.',
      commentPrompt: 'Anything else?',
    });
    expect(feedback?.scale).toHaveLength(5);
  });

  test('ships no text twice that only has to be read', () => {
    const shipped = JSON.stringify(lesson());
    expect(shipped).not.toContain('She likes the view.');
    expect(shipped).not.toContain('The sample survey');
  });

  test('has nothing for the kinds of section that the Byte leaves out', () => {
    const readingOnly: Byte = {
      ...sampleByte,
      sections: sampleByte.sections.filter(({ kind }) => kind === 'story'),
    };
    expect(lessonOf(readingOnly, 'abc')).toMatchObject({
      quiz: null,
      selfCheck: null,
      checklist: null,
      feedback: null,
    });
  });
});

test('the steps of a lesson are the welcome, its sections and the finish', () => {
  expect(stepsOf(lesson())).toEqual([
    'welcome',
    'what',
    'work',
    'day',
    'voices',
    'for-you',
    'quiz',
    'pay',
    'titles',
    'plan',
    'feedback',
    'finish',
  ]);
});

test('a lesson asks the questions of its quiz in order, and nothing without one', () => {
  expect(questionsOf(lesson())).toEqual(sampleQuestions);
  expect(questionsOf({ ...lesson(), quiz: null })).toEqual([]);
});
