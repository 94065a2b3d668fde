import { describe, expect, test } from 'vitest';
import type { Byte } from '../../src/core/byte.js';
import { lessonOf, stepsOf } from '../../src/core/lesson.js';
import { sampleByte, sampleLesson, sampleQuestions } from '../support/sample-lesson.js';

describe('the lesson of a Byte', () => {
  test('is named as the Byte is', () => {
    const { id, version, language, title, settings, fingerprint } = sampleLesson;
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
    expect(sampleLesson.sections).toHaveLength(sampleByte.sections.length);
    expect(sampleLesson.sections[0]).toEqual({
      kind: 'story',
      id: 'what',
      title: 'What a beekeeper is',
      label: 'What it is',
      minutes: 1,
    });
  });

  test('has the parts that a learner does something with', () => {
    expect(sampleLesson.quiz).toEqual({ id: 'quiz', questions: sampleQuestions });
    expect(sampleLesson.selfCheck?.statements.map(({ id }) => id)).toEqual(['outdoors', 'stings']);
    expect(sampleLesson.selfCheck?.profiles.map(({ id }) => id)).toEqual(['low', 'high']);
    expect(sampleLesson.checklist?.actions.map(({ id }) => id)).toEqual(['visit', 'read']);
    expect(sampleLesson.feedback).toMatchObject({
      id: 'feedback',
      statement: 'This Byte helped me understand the topic.',
      commentPrompt: 'Anything else?',
    });
    expect(sampleLesson.feedback?.scale).toHaveLength(5);
  });

  test('ships no text twice that only has to be read', () => {
    expect(JSON.stringify(sampleLesson)).not.toContain('She likes the view.');
    expect(JSON.stringify(sampleLesson)).not.toContain('The sample survey');
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
  expect(stepsOf(sampleLesson)).toEqual([
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
