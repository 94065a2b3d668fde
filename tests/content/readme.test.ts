import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { questionsOf } from '../../src/core/lesson.js';
import { enPage } from '../../src/i18n/en-page.js';
import { realLesson } from '../support/real-lesson.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(
  /\s+/g,
  ' ',
);
const lesson = await realLesson();
const { settings, sections } = lesson;

test.each([
  ['how many sections there are', `${sections.length} short sections`],
  ['how many questions there are', `a quiz of ${questionsOf(lesson).length} questions`],
  ['how long it takes', `about ${sections.reduce((sum, { minutes }) => sum + minutes, 0)} minutes`],
  ['what is needed to pass', `The pass mark is ${settings.passMark} %`],
  ['where the sources are listed', `_${enPage.about}_`],
])('the README tells teachers %s', (_, words) => {
  expect(readme).toContain(words);
});

test('the README tells teachers when the lesson is complete, and how often the quiz can be taken', () => {
  const rules = { completion: settings.completion, attempts: settings.attempts };
  expect(rules).toEqual({ completion: 'both', attempts: null });
  expect(readme).toContain('complete when every step was opened and the quiz is passed');
  expect(readme).toContain('Until students pass they can retake it as often as they like');
});
