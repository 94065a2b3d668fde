import { describe, expect, test } from 'vitest';
import { COMMENT_LIMIT, reduce } from '../../src/core/reduce.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import {
  answer,
  continueIn,
  fresh,
  open,
  play,
  playIn,
  recordAfter,
  seeAll,
} from '../support/play-sample.js';
import { rightAnswers, sampleLesson, sampleLessonWith } from '../support/sample-lesson.js';

describe('opening a step', () => {
  test('shows a section, remembers it as seen, and as the place to come back to', () => {
    const { step, record } = play(open('what'), open('day'));
    expect(step).toBe('day');
    expect([...record.seen]).toEqual(['what', 'day']);
    expect(record).toMatchObject({ position: 'day', revision: 2 });
  });

  test('shows the welcome and the finish without recording anything', () => {
    const seen = play(open('what'));
    const back = continueIn(sampleLesson, seen, open('welcome'), open('finish'));
    expect(back.step).toBe('finish');
    expect(back.record).toBe(seen.record);
  });

  test('changes nothing for the step on show', () => {
    const seen = play(open('what'));
    expect(reduce(sampleLesson, seen, open('what'))).toBe(seen);
    expect(play(open('welcome'))).toBe(fresh);
  });

  test('keeps the set of seen sections when an old one is opened again', () => {
    const seen = play(open('what'), open('work'));
    const again = reduce(sampleLesson, seen, open('what'));
    expect(again.record.seen).toBe(seen.record.seen);
    expect(again.record.position).toBe('what');
  });

  test('changes nothing for a step that the lesson does not have', () => {
    expect(play(open('gone'))).toBe(fresh);
  });

  test('changes nothing for a step that is still locked', () => {
    const locked = sampleLessonWith({ lockSteps: true });
    expect(playIn(locked, open('day'))).toBe(fresh);
    expect(playIn(locked, open('what'), open('work'), open('day')).step).toBe('day');
  });
});

describe('judging a statement of the self-check', () => {
  const agree: LessonEvent = {
    type: 'statement-judged',
    statementId: 'stings',
    judgement: 'agree',
  };

  test('is kept in the page and never in the record', () => {
    const state = play(agree);
    expect(state.selfCheck).toEqual({ stings: 'agree' });
    expect(state.record).toBe(fresh.record);
  });

  test('can be changed', () => {
    expect(play(agree, { ...agree, judgement: 'disagree' }).selfCheck).toEqual({
      stings: 'disagree',
    });
  });

  test('changes nothing the second time, and for an unknown statement', () => {
    const state = play(agree);
    expect(reduce(sampleLesson, state, agree)).toBe(state);
    expect(play({ ...agree, statementId: 'gone' })).toBe(fresh);
  });

  test('changes nothing where there is no self-check', () => {
    expect(playIn({ ...sampleLesson, selfCheck: null }, agree)).toBe(fresh);
  });
});

describe('ticking an action', () => {
  const visit = { type: 'action-ticked', actionId: 'visit', ticked: true } as const;

  test('keeps it until it is taken back', () => {
    expect([...recordAfter(visit).ticked]).toEqual(['visit']);
    expect([...recordAfter(visit, { ...visit, ticked: false }).ticked]).toEqual([]);
  });

  test('changes nothing the second time', () => {
    const state = play(visit);
    expect(reduce(sampleLesson, state, visit)).toBe(state);
    expect(play({ ...visit, ticked: false })).toBe(fresh);
  });

  test('changes nothing for an unknown action, or without a checklist', () => {
    expect(play({ ...visit, actionId: 'gone' })).toBe(fresh);
    expect(playIn({ ...sampleLesson, checklist: null }, visit)).toBe(fresh);
  });
});

describe('giving feedback', () => {
  const give = (rating: string, comment = ''): LessonEvent => ({
    type: 'feedback-given',
    feedback: { rating, comment },
  });

  test('keeps the rating and the comment without blanks around it', () => {
    expect(recordAfter(give('mostly', '  More pictures \n')).feedback).toEqual({
      rating: 'mostly',
      comment: 'More pictures',
    });
  });

  test('replaces what was given before', () => {
    expect(recordAfter(give('mostly', 'a'), give('fully', 'b')).feedback).toEqual({
      rating: 'fully',
      comment: 'b',
    });
  });

  test('replaces a comment alone, too', () => {
    expect(recordAfter(give('mostly', 'a'), give('mostly', 'b')).feedback?.comment).toBe('b');
  });

  test('changes nothing when it says the same', () => {
    const state = play(give('mostly', 'Thanks'));
    expect(reduce(sampleLesson, state, give('mostly', ' Thanks '))).toBe(state);
  });

  test('ends a long comment at the limit', () => {
    const comment = recordAfter(give('mostly', 'x'.repeat(COMMENT_LIMIT + 50))).feedback?.comment;
    expect(comment).toBe('x'.repeat(COMMENT_LIMIT));
  });

  test('never ends a comment within a character', () => {
    const start = 'x'.repeat(COMMENT_LIMIT - 1);
    expect(recordAfter(give('mostly', `${start}😀`)).feedback?.comment).toBe(start);
    expect(recordAfter(give('mostly', `${start.slice(1)}😀`)).feedback?.comment).toBe(
      `${start.slice(1)}😀`,
    );
  });

  test('changes nothing for an unknown rating, or where nothing is asked', () => {
    expect(play(give('splendid', 'Ten of five'))).toBe(fresh);
    expect(playIn({ ...sampleLesson, feedback: null }, give('mostly'))).toBe(fresh);
  });
});

describe('changing the display', () => {
  test('changes the named choices and leaves the others', () => {
    const { display } = recordAfter(
      { type: 'display-changed', display: { theme: 'dark' } },
      { type: 'display-changed', display: { textSize: 'large', spacing: 'wide' } },
    );
    expect(display).toEqual({
      theme: 'dark',
      textSize: 'large',
      spacing: 'wide',
      motion: 'system',
    });
  });

  test('changes nothing where everything is so already', () => {
    expect(play({ type: 'display-changed', display: { theme: 'system' } })).toBe(fresh);
  });
});

describe('completion', () => {
  test('comes with the event that meets the rule, whatever it is', () => {
    const [lastSection, ...others] = [...seeAll].reverse();
    if (!lastSection) throw new Error('The sample has sections');
    const before = play(...answer(rightAnswers), ...others);
    expect(before.record.completed).toBe(false);
    expect(continueIn(sampleLesson, before, lastSection).record.completed).toBe(true);
  });
});

test('an event that the types exclude and that happens all the same is named', () => {
  const impossible = { type: 'unheard-of' } as never;
  expect(() => play(impossible)).toThrow(new Error('Unhandled case: {"type":"unheard-of"}'));
});
