import type { Lesson } from './lesson.js';
import type { Answers, LessonRecord, QuizRecord, QuizResult } from './lesson-state.js';
import { acceptAnswer } from './accept-answer.js';

/**
 * Joins two copies of one learner's record upward: nothing reached in either is
 * lost, and where they differ in taste the later one (by revision) wins. Ids
 * that `lesson` no longer has are dropped.
 */
export function mergeRecords(lesson: Lesson, a: LessonRecord, b: LessonRecord): LessonRecord {
  const [earlier, later] = a.revision > b.revision ? [b, a] : [a, b];
  const sections = new Set(lesson.sections.map(({ id }) => id));
  const actions = new Set(lesson.checklist?.actions.map(({ id }) => id) ?? []);
  const position = later.position ?? earlier.position;
  const feedback = later.feedback ?? earlier.feedback;
  return {
    revision: Math.max(a.revision, b.revision),
    seconds: Math.max(a.seconds, b.seconds),
    completed: a.completed || b.completed,
    seen: new Set([...earlier.seen, ...later.seen].filter((id) => sections.has(id))),
    position: position !== null && sections.has(position) ? position : null,
    quiz: mergeQuiz(lesson, earlier.quiz, later.quiz),
    ticked: new Set([...later.ticked].filter((id) => actions.has(id))),
    feedback:
      feedback && lesson.feedback?.scale.some(({ id }) => id === feedback.rating) ? feedback : null,
    display: later.display,
  };
}

function mergeQuiz(lesson: Lesson, earlier: QuizRecord, later: QuizRecord): QuizRecord {
  // The attempt under way is taken whole: answers of two attempts must not mix.
  const base =
    earlier.attempts > later.attempts ||
    (earlier.attempts === later.attempts && earlier.checked.size > later.checked.size)
      ? earlier
      : later;
  const known = new Set(lesson.quiz?.questions.map(({ id }) => id) ?? []);
  return {
    seed: base.seed,
    attempts: Math.max(earlier.attempts, later.attempts),
    answers: knownAnswers(lesson, base.answers),
    checked: new Set([...base.checked].filter((id) => known.has(id) && id in base.answers)),
    best: betterResult(lesson, earlier.best, later.best),
  };
}

function betterResult(
  lesson: Lesson,
  a: QuizResult | null,
  b: QuizResult | null,
): QuizResult | null {
  const best = !a || (b && b.score >= a.score) ? b : a;
  if (!best) return null;
  const passed = (a?.passed ?? false) || (b?.passed ?? false);
  return { ...best, passed, answers: knownAnswers(lesson, best.answers) };
}

/** The answers to questions that the lesson still asks, as far as it still offers what was chosen. */
export function knownAnswers(lesson: Lesson, answers: Answers): Answers {
  const kept = (lesson.quiz?.questions ?? []).flatMap((question) => {
    const answer = answers[question.id];
    const accepted = answer && acceptAnswer(question, answer);
    return accepted ? [[question.id, accepted] as const] : [];
  });
  return Object.fromEntries(kept);
}
