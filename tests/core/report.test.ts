import { describe, expect, test } from 'vitest';
import type { Lesson } from '../../src/core/lesson.js';
import { newRecord } from '../../src/core/lesson-state.js';
import { receiptCode } from '../../src/core/receipt.js';
import { reportOf } from '../../src/core/report.js';
import type { Report } from '../../src/core/report.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { answer, choose, open, playIn, restart, seeAll } from '../support/play-sample.js';
import {
  rightAnswers,
  sampleLesson,
  sampleLessonWith,
  sampleQuestions,
  wrongAnswers,
} from '../support/sample-lesson.js';

function reportIn(lesson: Lesson, ...events: readonly LessonEvent[]): Report {
  return reportOf(lesson, playIn(lesson, ...events).record);
}

function report(...events: readonly LessonEvent[]): Report {
  return reportIn(sampleLesson, ...events);
}

/** What the report says of each question: the answer's type, if any, and the share. */
function questionRows({ rows }: Report) {
  return rows.flatMap((row) =>
    row.kind === 'question' ? [[row.question.id, row.answer?.type ?? null, row.share]] : [],
  );
}

describe('the report of a new learner', () => {
  const first = report();

  test('claims nothing', () => {
    expect(first).toMatchObject({
      completed: false,
      success: 'unknown',
      settled: false,
      score: null,
      progress: 0,
      position: null,
    });
  });

  test('has its rows already: one per question in order, the receipt, the rating, the comment', () => {
    expect(questionRows(first)).toEqual(sampleQuestions.map(({ id }) => [id, null, 0]));
    expect(first.rows.slice(sampleQuestions.length)).toEqual([
      {
        kind: 'comment',
        id: 'receipt-code',
        label: 'Receipt code',
        prompt: 'Receipt code',
        text: '',
      },
      {
        kind: 'rating',
        id: 'feedback',
        label: 'This Byte helped me understand the topic.',
        prompt: 'This Byte helped me understand the topic.',
        scale: sampleLesson.feedback?.scale,
        rating: null,
      },
      {
        kind: 'comment',
        id: 'feedback-comment',
        label: 'Anything else?',
        prompt: 'Anything else?',
        text: '',
      },
    ]);
  });

  test('has one objective per section, in order, none of them reached', () => {
    expect(first.objectives.map(({ id }) => id)).toEqual(sampleLesson.sections.map(({ id }) => id));
    expect(first.objectives[0]).toEqual({
      id: 'what',
      label: 'What it is',
      title: 'What a beekeeper is',
      completed: false,
      success: 'unknown',
      score: null,
    });
  });
});

describe('the report during the first attempt', () => {
  test('gives an answer once it is checked, and its share', () => {
    const { tools, ...others } = rightAnswers;
    const [first] = Object.entries(others);
    if (!first || !tools) throw new Error('The sample has these questions');
    const underWay = report(...answer(Object.fromEntries([first])), choose('tools', tools));
    expect(questionRows(underWay).slice(0, 1)).toEqual([['best-fit', 'single-choice', 1]]);
    expect(questionRows(underWay).slice(1)).toEqual([
      ['typical-day', null, 0],
      ['works-alone', null, 0],
      ['tools', null, 0],
    ]);
    expect(underWay).toMatchObject({ score: null, success: 'unknown' });
  });
});

describe('the report of a finished quiz', () => {
  test('gives the score, the success and every answer', () => {
    const passed = report(...answer(rightAnswers));
    expect(passed).toMatchObject({ score: 100, success: 'passed', settled: true });
    expect(questionRows(passed)).toEqual(sampleQuestions.map(({ id, type }) => [id, type, 1]));
  });

  test('says failed, and that it can still change while another attempt is left', () => {
    expect(report(...answer(wrongAnswers))).toMatchObject({
      score: 0,
      success: 'failed',
      settled: false,
    });
  });

  test('says failed and settled after the last attempt', () => {
    const once = sampleLessonWith({ attempts: 1 });
    expect(reportIn(once, ...answer(wrongAnswers))).toMatchObject({
      success: 'failed',
      settled: true,
    });
  });

  test('keeps the best score together with its answers during and after a worse attempt', () => {
    const best = report(...answer(rightAnswers));
    for (const events of [[restart], [restart, ...answer(wrongAnswers)]]) {
      const later = report(...answer(rightAnswers), ...events);
      expect(later.score).toBe(100);
      expect(questionRows(later)).toEqual(questionRows(best));
    }
  });

  test('carries the code that the receipt shows', () => {
    const { record } = playIn(sampleLesson, ...answer(rightAnswers));
    const row = reportOf(sampleLesson, record).rows.find(({ kind }) => kind === 'comment');
    expect(row).toMatchObject({ id: 'receipt-code', text: receiptCode(sampleLesson, record) });
  });

  test('lets completion wait for the quiz unless only the sections count', () => {
    const decides = (completion: 'sections' | 'quiz' | 'both') =>
      reportOf(sampleLessonWith({ completion }), newRecord(7)).quizDecides;
    expect([decides('sections'), decides('quiz'), decides('both')]).toEqual([false, true, true]);
  });

  test('gives a score without answers where only the score survived', () => {
    const record = newRecord(7);
    const best = { score: 67, passed: false, answers: {} };
    const found = { ...record, quiz: { ...record.quiz, attempts: 1, best } };
    const { score, rows } = reportOf(sampleLesson, found);
    expect(score).toBe(67);
    expect(rows[0]).toMatchObject({ kind: 'question', answer: null, share: 0 });
  });
});

describe('the objectives of a report', () => {
  const objective = (id: string, ...events: readonly LessonEvent[]) =>
    report(...events).objectives.find((each) => each.id === id);

  test('are completed by opening the section', () => {
    expect(objective('day', open('day'))).toMatchObject({ completed: true, success: 'unknown' });
  });

  test('are completed for the quiz only with a result', () => {
    expect(objective('quiz', open('quiz'))).toMatchObject({ completed: false, score: null });
    expect(objective('quiz', open('quiz'), ...answer(wrongAnswers))).toMatchObject({
      completed: true,
      success: 'failed',
      score: 0,
    });
    expect(objective('quiz', open('quiz'), ...answer(rightAnswers))).toMatchObject({
      completed: true,
      success: 'passed',
      score: 100,
    });
  });

  test('have no score but the one of the quiz', () => {
    const scores = report(...seeAll, ...answer(rightAnswers)).objectives.map(({ score }) => score);
    expect(scores.filter((score) => score !== null)).toEqual([100]);
  });
});

describe('the report of a whole lesson', () => {
  test('is complete, with the place, the feedback and all progress', () => {
    const done = report(...seeAll, ...answer(rightAnswers), {
      type: 'feedback-given',
      feedback: { rating: 'mostly', comment: 'Thanks' },
    });
    expect(done).toMatchObject({ completed: true, progress: 1, position: 'feedback' });
    expect(done.rows.slice(-2)).toMatchObject([{ rating: 'mostly' }, { text: 'Thanks' }]);
  });

  test('says nothing of the private self-check', () => {
    const judged: LessonEvent = {
      type: 'statement-judged',
      statementId: 'stings',
      judgement: 'agree',
    };
    expect(report(judged)).toEqual(report());
  });
});

test('a lesson without quiz and feedback reports no rows', () => {
  const reading = { ...sampleLesson, quiz: null, feedback: null };
  expect(reportIn(reading)).toMatchObject({ rows: [], settled: true, score: null });
});
