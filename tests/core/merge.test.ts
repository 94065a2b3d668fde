import { describe, expect, test } from 'vitest';
import type { Lesson } from '../../src/core/lesson.js';
import type { LessonRecord, QuizRecord } from '../../src/core/lesson-state.js';
import { newRecord } from '../../src/core/lesson-state.js';
import { knownAnswers, mergeRecords } from '../../src/core/merge.js';
import { answer, choose, play, recordAfter, restart, seeAll } from '../support/play-sample.js';
import {
  rightAnswers,
  sampleLesson,
  sampleQuestions,
  wrongAnswers,
} from '../support/sample-lesson.js';

/** A new record with some parts changed. */
function record(changes: Partial<LessonRecord>): LessonRecord {
  return { ...newRecord(7), ...changes };
}

function merged(a: Partial<LessonRecord>, b: Partial<LessonRecord>): LessonRecord {
  return mergeRecords(sampleLesson, record(a), record(b));
}

describe('two copies of a record', () => {
  test('that are alike stay as they are', () => {
    const { record: full } = play(
      ...seeAll,
      ...answer(rightAnswers),
      { type: 'action-ticked', actionId: 'visit', ticked: true },
      { type: 'feedback-given', feedback: { rating: 'fully', comment: 'Good' } },
    );
    expect(mergeRecords(sampleLesson, full, full)).toEqual(full);
  });

  test('keep every section seen in either, the longer time and the completion', () => {
    const joined = merged(
      { revision: 4, seen: new Set(['what', 'work']), seconds: 90, completed: true },
      { revision: 9, seen: new Set(['what', 'day']), seconds: 60 },
    );
    expect(joined).toMatchObject({ revision: 9, seconds: 90, completed: true });
    expect([...joined.seen].sort()).toEqual(['day', 'what', 'work']);
  });

  test.each([
    ['given first', 9, 4],
    ['given second', 4, 9],
  ])('follow the later one in matters of taste, %s', (_, first, second) => {
    const of = (revision: number): Partial<LessonRecord> =>
      revision === 9
        ? {
            revision,
            position: 'day',
            ticked: new Set(['read']),
            feedback: { rating: 'fully', comment: 'Late' },
            display: { ...newRecord(0).display, theme: 'dark' },
          }
        : {
            revision,
            position: 'what',
            ticked: new Set(['visit']),
            feedback: { rating: 'hardly', comment: 'Early' },
          };
    const joined = merged(of(first), of(second));
    expect(joined.position).toBe('day');
    expect([...joined.ticked]).toEqual(['read']);
    expect(joined.feedback).toEqual({ rating: 'fully', comment: 'Late' });
    expect(joined.display.theme).toBe('dark');
  });

  test('follow the one given second where both are equally new', () => {
    const theme = (name: 'dark' | 'light'): Partial<LessonRecord> => ({
      revision: 3,
      display: { ...newRecord(0).display, theme: name },
    });
    expect(merged(theme('dark'), theme('light')).display.theme).toBe('light');
  });

  test('keep the earlier place and feedback where the later one has none', () => {
    const feedback = { rating: 'fully', comment: '' };
    const joined = merged({ revision: 1, position: 'day', feedback }, { revision: 2 });
    expect(joined).toMatchObject({ position: 'day', feedback });
  });
});

describe('ids that the lesson no longer has', () => {
  test('are dropped', () => {
    const gone = {
      seen: new Set(['what', 'gone']),
      position: 'gone',
      ticked: new Set(['visit', 'gone']),
      feedback: { rating: 'gone', comment: 'Kept nowhere' },
    };
    const joined = merged(gone, gone);
    expect([...joined.seen]).toEqual(['what']);
    expect([...joined.ticked]).toEqual(['visit']);
    expect(joined).toMatchObject({ position: null, feedback: null });
  });

  test('are dropped where the lesson has no checklist, feedback or quiz any more', () => {
    const bare: Lesson = { ...sampleLesson, checklist: null, feedback: null, quiz: null };
    const full = recordAfter(
      ...answer(rightAnswers),
      { type: 'action-ticked', actionId: 'visit', ticked: true },
      { type: 'feedback-given', feedback: { rating: 'fully', comment: '' } },
    );
    const joined = mergeRecords(bare, full, full);
    expect(joined.ticked.size).toBe(0);
    expect(joined.feedback).toBeNull();
    expect(joined.quiz).toMatchObject({ answers: {}, checked: new Set() });
  });

  test('leave the answers to the questions that are still asked', () => {
    const answers = { ...rightAnswers, gone: { type: 'true-false', value: true } } as const;
    expect(knownAnswers(sampleLesson, answers)).toEqual(rightAnswers);
  });

  test('open a checked question again when its answer is no longer offered', () => {
    const checked = new Set(['best-fit', 'typical-day']);
    const answers = {
      'best-fit': { type: 'single-choice', option: 'gone' },
      'typical-day': rightAnswers['typical-day'],
    } as QuizRecord['answers'];
    const quiz = { ...newRecord(7).quiz, answers, checked };
    const joined = merged({ quiz }, {});
    expect(Object.keys(joined.quiz.answers)).toEqual(['typical-day']);
    expect([...joined.quiz.checked]).toEqual(['typical-day']);
  });

  test('open a checked matching question again when it has a new item', () => {
    const more = sampleQuestions.map((question) =>
      question.type === 'matching'
        ? {
            ...question,
            items: [...question.items, { ...question.items[0], id: 'veil' }],
          }
        : question,
    ) as typeof sampleQuestions;
    const lesson = { ...sampleLesson, quiz: { id: 'quiz', questions: more } };
    const record = recordAfter(...answer({ tools: rightAnswers['tools'] ?? failing() }));
    expect([...mergeRecords(lesson, record, record).quiz.checked]).toEqual([]);
  });
});

describe('two copies of a quiz', () => {
  const first = recordAfter(...answer(wrongAnswers));
  const underWay = recordAfter(
    ...answer(wrongAnswers),
    restart,
    ...answer(pick('best-fit', 'tools')),
  );

  test.each([
    ['given first', underWay, first],
    ['given second', first, underWay],
  ])('go on with the attempt under way after a finished one, %s', (_, a, b) => {
    const { quiz } = mergeRecords(sampleLesson, a, b);
    expect([...quiz.checked]).toEqual(['best-fit', 'tools']);
    expect(quiz).toMatchObject({ attempts: 1, seed: 8, answers: pick('best-fit', 'tools') });
  });

  test('take the higher number of attempts with its answers, even from the earlier copy', () => {
    const behind = { ...newRecord(3), revision: 99 };
    const joined = mergeRecords(sampleLesson, behind, underWay);
    expect(joined.quiz).toMatchObject({ attempts: 1, seed: 8 });
    expect(joined.revision).toBe(99);
  });

  test('take of one attempt the copy with more checked answers, and never mix the two', () => {
    const two = recordAfter(...answer(pick('best-fit', 'tools')));
    const one = { ...recordAfter(...answer(pick('works-alone'))), revision: 99 };
    const { quiz } = mergeRecords(sampleLesson, two, one);
    expect([...quiz.checked]).toEqual(['best-fit', 'tools']);
    expect(Object.keys(quiz.answers)).toEqual(['best-fit', 'tools']);
  });

  test('take the later choices where nothing is checked, and make none of them final', () => {
    const early = recordAfter(choose('works-alone', { type: 'true-false', value: true }));
    const late = {
      ...recordAfter(choose('works-alone', { type: 'true-false', value: false })),
      revision: 99,
    };
    for (const joined of [
      mergeRecords(sampleLesson, early, late),
      mergeRecords(sampleLesson, late, early),
    ]) {
      expect(joined.quiz.answers).toEqual(late.quiz.answers);
      expect(joined.quiz.checked).toEqual(new Set());
    }
  });
});

describe('two best results', () => {
  const result = (score: number, passed: boolean, answers: QuizRecord['answers'] = {}) => ({
    quiz: { ...newRecord(7).quiz, attempts: 1, best: { score, passed, answers } },
  });
  const bestOf = (a: Partial<LessonRecord>, b: Partial<LessonRecord>) => merged(a, b).quiz.best;

  test('become the one with the higher score, with its own answers', () => {
    const high = result(90, true, pick('best-fit'));
    const low = result(40, false, pick('tools'));
    const best = { score: 90, passed: true, answers: pick('best-fit') };
    expect(bestOf(high, low)).toEqual(best);
    expect(bestOf(low, high)).toEqual(best);
  });

  test('stay passed if either was, although the pass mark was raised since', () => {
    expect(bestOf(result(85, false), result(75, true))).toMatchObject({ score: 85, passed: true });
  });

  test('become the higher one also where only its score is left', () => {
    const low = result(40, false, pick('tools'));
    expect(bestOf(low, result(90, true))).toEqual({ score: 90, passed: true, answers: {} });
  });

  test('stay failed if both were', () => {
    expect(bestOf(result(40, false), result(60, false))).toMatchObject({ passed: false });
  });

  test('become the only one there is', () => {
    const only = { score: 40, passed: false, answers: {} };
    expect(bestOf(result(40, false), {})).toEqual(only);
    expect(bestOf({}, result(40, false))).toEqual(only);
    expect(bestOf({}, {})).toBeNull();
  });

  test('keep the answers when one copy has only the same score left', () => {
    const whole = result(90, true, pick('best-fit'));
    const scoreOnly = result(90, true);
    expect(bestOf(whole, scoreOnly)?.answers).toEqual(pick('best-fit'));
    expect(bestOf(scoreOnly, whole)?.answers).toEqual(pick('best-fit'));
  });
});

/** The right answers to `ids` alone. */
function pick(...ids: readonly string[]): QuizRecord['answers'] {
  return Object.fromEntries(Object.entries(rightAnswers).filter(([id]) => ids.includes(id)));
}

function failing(): never {
  throw new Error('The sample has no such question');
}
