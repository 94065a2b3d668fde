import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { decode } from '../../src/core/suspend-data.js';
import { hostileLms, type HostileLms, type Moods } from '../support/hostile-lms/hostile-lms.js';
import type { FakeWindow } from '../support/fake-window.js';
import { openLesson, type Visit } from '../support/lesson-visit.js';
import { anyEvent } from '../support/any-events.js';
import {
  answering,
  mixedAnswers,
  rightAnswers,
  seeingAll,
  smallLesson,
} from '../support/small-lesson.js';
import { fuzzing } from '../support/fuzzing.js';
import type { LessonEvent } from '../../src/core/reduce.js';

beforeEach(
  () => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
);
afterEach(() => void vi.useRealTimers());

type Move =
  | { readonly kind: 'events'; readonly events: readonly LessonEvent[] }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'hide' | 'show' | 'reopen' | 'crash' | 'exit' | 'aside' }
  | {
      readonly kind: 'mood';
      readonly moods: Moods;
      readonly server: 'answers' | 'silent' | 'login';
    };

const mood = (moods: Moods, server: 'answers' | 'silent' | 'login' = 'answers'): Move => ({
  kind: 'mood',
  moods,
  server,
});

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 9, arbitrary: anyEvent.map((event): Move => ({ kind: 'events', events: [event] })) },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(
        seeingAll,
        answering(rightAnswers),
        answering(mixedAnswers),
        [{ type: 'quiz-restarted', seed: 5 } as const, ...answering(mixedAnswers)],
        [{ type: 'quiz-restarted', seed: 6 } as const, ...answering(rightAnswers)],
      )
      .map((events): Move => ({ kind: 'events', events })),
  },
  {
    weight: 3,
    arbitrary: fc.nat(90_000).map((milliseconds): Move => ({ kind: 'wait', milliseconds })),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('hide', 'show', 'reopen', 'crash', 'exit', 'aside')
      .map((kind): Move => ({ kind })),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      mood({}),
      mood({ amnesiac: /status|score|mode|credit|entry|count|learner|student/ }),
      mood({ offline: true }, 'silent'),
      mood({ expired: true }, 'login'),
      mood({ failing: { commit: 'false' } }),
      mood({ failing: { commit: 'throws', set: 'throws', get: 'throws' } }),
      mood({ failing: { set: 'null' } }),
      mood({ cutAt: 255 }),
      mood({ forgetsStatus: true }),
      mood({ unknown: /interactions|objectives/ }),
      mood({ garbles: (text) => text.replaceAll('.', '\\') }),
    ),
  },
);

/** The page that only waits for the LMS is left, and the one that follows is the only one to write. */
const leftWhileTheLmsWasSilent: Move[] = [
  mood({ failing: { commit: 'throws', set: 'throws', get: 'throws' } }),
  { kind: 'crash' },
  mood({}),
  { kind: 'reopen' },
];

/** The network comes back between the two Commits of a try, and the first one was lost. */
const backBetweenTwoCommits: Move[] = [
  mood({ garbles: (text) => text.replaceAll('.', '\\') }),
  { kind: 'events', events: answering(rightAnswers) },
  { kind: 'wait', milliseconds: 5000 },
  mood({ offline: true }, 'silent'),
  { kind: 'wait', milliseconds: 2500 },
];

/** The browser dies after the Commit beside the truth, and the page that follows begins with what it left. */
const diedBetweenTwoCommits: Move[] = [
  mood({ garbles: (text) => text.replaceAll('.', '\\') }),
  {
    kind: 'events',
    events: [{ type: 'quiz-restarted', seed: 5 }, ...answering(mixedAnswers)],
  },
  { kind: 'wait', milliseconds: 68_000 },
  { kind: 'crash' },
];

/** The LMS counts a row as sent that was lost, takes a later one when the page is left, and so has a gap. */
const leftWithAGapInTheRows: Move[] = [
  mood({ offline: true }, 'silent'),
  { kind: 'events', events: [...answering(rightAnswers), ...seeingAll] },
  mood({}),
  { kind: 'reopen' },
];

function setMoods(lms: HostileLms, moods: Moods): void {
  lms.moods = { wipesUnlessSuspend: true, forgetsFailed: true, ...moods };
}

const editions = [
  { edition: 'scorm12', standard: 'scorm12' },
  { edition: 'scorm2004-4th', standard: 'scorm2004' },
] as const;

interface Course {
  readonly lms: HostileLms;
  visit: Visit;
  open: (server: FakeWindow['server']) => Promise<Visit>;
}

async function move(course: Course, step: Move): Promise<void> {
  const { visit, lms } = course;
  switch (step.kind) {
    case 'events':
      // After Save and exit the page shows its last screen only.
      if (visit.recorder.status.kind === 'closed') break;
      await visit.act(...step.events);
      break;
    case 'wait':
      await visit.wait(step.milliseconds);
      break;
    case 'hide':
      visit.page.hide();
      break;
    case 'show':
      visit.page.show();
      break;
    case 'aside':
      visit.page.leave(true);
      visit.page.comeBack();
      break;
    case 'exit':
      visit.recorder.exit();
      await visit.wait(20_000);
      break;
    case 'reopen':
      visit.page.leave();
      course.visit = await course.open(visit.page.server);
      break;
    case 'crash':
      // The browser dies: nothing of the old page runs any more.
      visit.page.die();
      course.visit = await course.open(visit.page.server);
      break;
    case 'mood':
      setMoods(lms, step.moods);
      visit.page.server = step.server;
      break;
  }
}

/** All is well again: what the learner reached has to arrive. */
async function settle({ visit, lms }: Course, moves: readonly Move[]): Promise<void> {
  setMoods(lms, {});
  visit.page.server = 'answers';
  const { status } = visit.recorder;
  if (status.kind === 'closed') {
    if (status.outcome !== 'retrying') return;
    await visit.wait(200_000);
    expect(visit.recorder.status).toEqual({ kind: 'closed', outcome: 'saved' });
    return;
  }
  visit.page.show();
  await visit.act({ type: 'step-opened', step: 'fit-quiz' });
  await visit.wait(200_000);
  visit.page.leave();
  const { record } = visit.store.state;
  const kept = decode(smallLesson, lms.stored.get('cmi.suspend_data') ?? '')?.record;
  expect(kept?.completed).toBe(record.completed);
  expect(kept?.quiz.best?.score).toBe(record.quiz.best?.score);
  // An LMS that was seen to cut gets less for the rest of the visit.
  const wasCut = moves.some((step) => step.kind === 'mood' && step.moods.cutAt);
  if (!wasCut) expect(kept).toMatchObject({ quiz: record.quiz, seen: record.seen });
  if (record.quiz.best) expect(scoreAt(lms)).toBeGreaterThanOrEqual(record.quiz.best.score);
}

function scoreAt({ stored }: HostileLms): number {
  return Number(stored.get('cmi.core.score.raw') ?? stored.get('cmi.score.raw') ?? 0);
}

/** The best score of which the page said that it is saved. */
function promisedBy({ visit }: Course): number {
  const { status } = visit.recorder;
  const isSaved =
    status.kind === 'saved' || (status.kind === 'closed' && status.outcome === 'saved');
  return isSaved ? (visit.store.state.record.quiz.best?.score ?? 0) : 0;
}

describe.each(editions)('any course of a lesson in $edition', ({ edition, standard }) => {
  test(
    'breaks no rule, and ends with all that was reached at the LMS',
    { timeout: 0 },
    async () => {
      const course = async (moves: readonly Move[]): Promise<void> => {
        const lms = hostileLms(standard, {});
        setMoods(lms, {});
        const open: Course['open'] = (server) =>
          openLesson(edition, lms.launch(), smallLesson, server);
        const current: Course = { lms, visit: await open('answers'), open };
        let promised = 0;
        for (const step of moves) {
          await move(current, step);
          promised = Math.max(promised, promisedBy(current));
        }
        await settle(current, moves);
        expect(scoreAt(lms)).toBeGreaterThanOrEqual(promised);
        expect(lms.violations).toEqual([]);
      };
      const examples: [Move[]][] = [
        [leftWhileTheLmsWasSilent],
        [backBetweenTwoCommits],
        [diedBetweenTwoCommits],
        [leftWithAGapInTheRows],
      ];
      const anyCourse = fc.asyncProperty(fc.array(anyMove, { maxLength: 25 }), course);
      await fc.assert(anyCourse, { ...fuzzing(), examples });
    },
  );
});
