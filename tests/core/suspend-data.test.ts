import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  decode,
  encode,
  SUSPEND_DATA_LIMIT,
  worstCaseLength,
} from '../../src/core/suspend-data.js';
import {
  answering,
  mixedAnswers,
  play,
  rightAnswers,
  seeingAll,
  smallLesson,
} from '../support/small-lesson.js';
import { fuzzing } from '../support/fuzzing.js';
import { anyEvents } from '../support/any-events.js';

const finished = {
  ...play(
    ...seeingAll,
    ...answering(mixedAnswers),
    { type: 'quiz-restarted', seed: 99 },
    ...answering({ alone: { type: 'true-false', value: false } }),
    { type: 'action-ticked', actionId: 'visit', ticked: true },
    { type: 'feedback-given', feedback: { rating: 'yes', comment: 'Très bien – 100 % & 😀' } },
    { type: 'display-changed', display: { theme: 'dark', textSize: 'largest' } },
  ).record,
  seconds: 754,
};
const stored = encode(smallLesson, finished);

describe('a stored record', () => {
  test('reads back as it was', () => {
    expect(decode(smallLesson, stored)).toEqual({
      record: finished,
      complete: true,
      sameContent: true,
      attempt: 0,
    });
  });

  test('names its format, content version and fingerprint, and starts with a letter', () => {
    expect(stored).toMatch(/^cb1\.1-0-0\.abc12345\.[0-9a-z]+\.[A-Za-z0-9]{6}\./);
  });

  test('reads back as it was after any sequence of events', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const { record } = play(...events);
        const text = encode(smallLesson, record);
        expect(text).toMatch(/^[A-Za-z][A-Za-z0-9._-]*$/);
        expect(text.length).toBeLessThanOrEqual(worstCaseLength(smallLesson).total);
        expect(decode(smallLesson, text)?.record).toEqual(record);
      }),
      fuzzing(),
    );
  });

  test('has no word of the private self-check', () => {
    const judged = play(...seeingAll, {
      type: 'statement-judged',
      statementId: 'people',
      judgement: 'agree',
    });
    expect(encode(smallLesson, judged.record)).toBe(encode(smallLesson, play(...seeingAll).record));
  });

  test('differs with each repeated try and means the same', () => {
    const again = encode(smallLesson, finished, { attempt: 1 });
    expect(again).not.toBe(stored);
    expect(decode(smallLesson, again)).toMatchObject({ record: finished, attempt: 1 });
    expect(again).not.toBe(encode(smallLesson, finished, { attempt: 2 }));
  });
});

describe('damaged text', () => {
  test('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
        decode(smallLesson, text);
        decode(smallLesson, `${stored.slice(0, 40)}${text}${stored.slice(60)}`);
      }),
      fuzzing(),
    );
  });

  test('gives the result as long as one of its two places is whole', () => {
    fc.assert(
      fc.property(fc.nat(stored.length - 1), fc.nat(60), fc.string(), (from, length, text) => {
        const garbled = stored.slice(0, from) + text + stored.slice(from + length);
        const found = decode(smallLesson, garbled)?.record;
        expect(found?.quiz.best?.score).toBe(finished.quiz.best?.score);
        expect(found?.quiz.attempts).toBe(1);
      }),
      fuzzing(),
    );
  });

  test('gives no field that was not stored', () => {
    fc.assert(
      fc.property(fc.nat(stored.length), (length) => {
        const found = decode(smallLesson, stored.slice(0, length));
        if (!found) return;
        expect(found.complete).toBe(length === stored.length);
        expect([...finished.seen]).toEqual(expect.arrayContaining([...found.record.seen]));
        expect([undefined, 60]).toContain(found.record.quiz.best?.score);
        expect(finished.quiz.answers).toMatchObject(found.record.quiz.answers);
      }),
      fuzzing(),
    );
  });

  test.each([
    ['nothing', ''],
    ['the data of another tool', '{"page":3,"r":"1_1_80_p"}'],
    ['the same lesson of another id', encode({ ...smallLesson, id: 'other' }, finished)],
    ['only the header', stored.slice(0, 30)],
  ])('from %s there is nothing to take', (_, text) => {
    expect(decode(smallLesson, text)).toBeNull();
  });

  test('cut at 255 characters still holds result, place and what was seen', () => {
    const found = decode(smallLesson, stored.slice(0, 255));
    expect(found?.complete).toBe(false);
    expect(found?.record.quiz.best?.score).toBe(60);
    expect(found?.record.position).toBe('your-view');
    expect(found?.record.seen.size).toBe(5);
  });

  test.each([
    ['line ends', (text: string) => text.replace(/.{40}/g, '$&\r\n')],
    ['spaces', (text: string) => ` ${text.replaceAll('.', ' . ')} `],
    ['tabs within a field', (text: string) => text.replace(/.{7}/g, '$&\t')],
  ])('into which an LMS put %s is read whole', (_, damage) => {
    expect(decode(smallLesson, damage(stored))).toEqual({
      record: finished,
      complete: true,
      sameContent: true,
      attempt: 0,
    });
  });

  test('escaped with backslashes or percent signs still holds the result', () => {
    for (const text of [stored.replaceAll('.', '\\.'), stored.replaceAll('.', '%2E%')]) {
      expect(decode(smallLesson, text)?.record.quiz.best?.score).toBe(60);
    }
  });

  test('of a later format keeps the fields that this one knows', () => {
    const later = decode(smallLesson, stored.replace('cb1', 'cb2'));
    expect(later).toMatchObject({ record: finished, complete: false, sameContent: false });
  });
});

describe('a changed lesson', () => {
  const quiz = smallLesson.quiz ?? { id: '', questions: [] };
  const changed = {
    ...smallLesson,
    version: '1.1.0',
    fingerprint: 'ffff0000',
    quiz: { ...quiz, questions: [...quiz.questions].reverse().filter(({ id }) => id !== 'alone') },
    sections: [...smallLesson.sections].reverse().filter(({ id }) => id !== 'for-you'),
  };

  test('keeps the result and the answers to questions that still exist', () => {
    const found = decode(changed, stored);
    expect(found?.sameContent).toBe(false);
    expect(found?.record.quiz.best?.score).toBe(60);
    expect(Object.keys(found?.record.quiz.best?.answers ?? {}).sort()).toEqual([
      'best-fit',
      'traits',
      'typical-day',
    ]);
    expect(found?.record.quiz.answers).toEqual({});
    expect(found?.record.seen).toEqual(
      new Set(['your-view', 'take-action', 'fit-quiz', 'what-it-is']),
    );
  });

  test('drops an answer that it does not offer any more', () => {
    const options = { ...smallLesson, quiz: { ...quiz, questions: quiz.questions.slice(1, 2) } };
    const [typicalDay] = options.quiz.questions;
    if (typicalDay?.type !== 'multiple-choice') throw new Error('The sample has changed.');
    const fewer = { ...typicalDay, options: typicalDay.options.slice(1) };
    const found = decode({ ...options, quiz: { ...quiz, questions: [fewer] } }, stored);
    expect(found?.record.quiz.best?.answers).toEqual({
      'typical-day': { type: 'multiple-choice', options: ['meet', 'paint'] },
    });
  });
});

describe('too little room', () => {
  test.each([60, 120, 255, 400])('of %i characters takes the most important parts', (limit) => {
    const text = encode(smallLesson, finished, { limit });
    expect(text.length).toBeLessThanOrEqual(Math.max(limit, 75));
    expect(decode(smallLesson, text)?.complete).toBe(true);
    expect(decode(smallLesson, text)?.record.quiz.best?.score).toBe(60);
  });

  test('never occurs in a lesson that the build accepts', () => {
    expect(worstCaseLength(smallLesson).total).toBeLessThan(SUSPEND_DATA_LIMIT);
    const largest = play(...seeingAll, ...answering(rightAnswers), {
      type: 'feedback-given',
      feedback: { rating: 'yes', comment: 'ö'.repeat(250) },
    }).record;
    const room = worstCaseLength(smallLesson);
    expect(encode(smallLesson, largest).length).toBeGreaterThan(room.total / 2);
    expect(room.parts[0]?.part).toBe('feedback');
  });
});
