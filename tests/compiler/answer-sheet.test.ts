import { html } from 'lit';
import { expect, test } from 'vitest';
import { lessonOf } from '../../src/core/lesson.js';
import { en } from '../../src/i18n/en.js';
import { worksheet } from '../../src/ui/steps/worksheet.js';
import { answerSheet } from '../../src/compiler/answer-sheet.js';
import { paperPage } from '../../src/compiler/paper-page.js';
import { teacherFiles } from '../../src/compiler/teacher-files.js';
import { parsePage } from '../support/parsed-page.js';
import { sampleSource } from '../support/sample-content.js';

const { byte } = await sampleSource();
const sheet = answerSheet(byte);

const words = (page: string, tag: string): readonly string[] =>
  parsePage(page)
    .elements.filter((element) => element.tag === tag)
    .map(({ text }) => text.replace(/\s+/g, ' ').trim());

/** The words of each row of a table, one line per row. */
const rowsOf = (page: string): readonly string[] =>
  [...page.matchAll(/<tr>([^]*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

test('says in words for each question what is right and why', () => {
  expect(words(sheet, 'h2')).toEqual([
    'Who fits best?',
    'What belongs to the day?',
    'Gardeners only work alone.',
    'Sort the tools.',
  ]);
  expect(rowsOf(sheet)).toMatchInlineSnapshot(`
    [
      "Bob – wrong Wrong.",
      "Ann ✓ right Right.",
      "Weeding ✓ right Yes.",
      "Flying – wrong No.",
      "Watering ✓ right Yes.",
      "False Yes.",
      "Can For water It holds water.",
      "Spade For soil It digs.",
    ]
  `);
});

test('says what each question is worth, and in which step of the lesson it is explained', () => {
  const quiet = words(sheet, 'p').filter((text) => text.startsWith('Worth'));
  expect(quiet).toMatchInlineSnapshot(`
    [
      "Worth 1 point. Explained in step 2, “What a gardener is”.",
      "Worth 2 points. Explained in step 4, “A day”.",
      "Worth 1 point. Explained in step 3, “How gardeners help”.",
      "Worth 1 point. Explained in step 4, “A day”.",
    ]
  `);
});

test('has questions and choices in the order of the printed worksheet', () => {
  const lesson = lessonOf(byte, '');
  const paper = paperPage('', '', html`${worksheet(lesson, en)}`);
  const order = (page: string): readonly string[] => {
    const choices = ['Watering', 'Weeding', 'Flying', 'Ann', 'Bob', 'Can', 'Spade'];
    const text = page.replace(/<style>[^]*<\/style>/, '').replace(/<[^>]*>/g, '\n');
    const lines = text.split('\n').map((line) => line.trim().split(' · ')[0] ?? '');
    return lines.filter((line) => choices.includes(line));
  };
  expect(order(sheet)).toEqual(order(paper));
  expect(order(sheet)).toHaveLength(7);
});

test('is not made for a lesson without a quiz', () => {
  const sections = byte.sections.filter(({ kind }) => kind !== 'quiz');
  expect([...teacherFiles({ ...byte, sections }).keys()]).toEqual([
    'sample-report-key.csv',
    'sample-report-key.html',
  ]);
});
