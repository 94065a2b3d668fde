import { questionsOf, type Lesson } from './lesson.js';
import type { Answers, LessonRecord, QuizRecord, QuizResult } from './lesson-state.js';
import { acceptAnswer, isAnswered } from './scoring.js';

/**
 * Joins two copies of one learner's record upward: nothing reached in either is
 * lost. For choices, such as ticks and display, the later copy wins: the one with
 * the higher revision, or `b`. Ids that `lesson` no longer has are dropped.
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
  const [a, b] = [knownQuiz(lesson, earlier), knownQuiz(lesson, later)];
  // One attempt is taken whole: answers of two attempts must not mix.
  const base = isAhead(lesson, a, b) ? a : b;
  return {
    ...base,
    attempts: Math.max(a.attempts, b.attempts),
    best: betterResult(a.best, b.best),
  };
}

/** `quiz` without what the lesson no longer has; a question whose answer is not whole any more is open again. */
function knownQuiz(lesson: Lesson, quiz: QuizRecord): QuizRecord {
  const answers = knownAnswers(lesson, quiz.answers);
  const checked = questionsOf(lesson)
    .filter((question) => quiz.checked.has(question.id))
    .filter((question) => isAnswered(question, answers[question.id]));
  return {
    ...quiz,
    answers,
    checked: new Set(checked.map(({ id }) => id)),
    best: quiz.best && { ...quiz.best, answers: knownAnswers(lesson, quiz.best.answers) },
  };
}

/** Whether `a` got further than `b`: into a later attempt, or further within the same one. */
function isAhead(lesson: Lesson, a: QuizRecord, b: QuizRecord): boolean {
  const byAttempt = attemptOnShow(lesson, a) - attemptOnShow(lesson, b);
  return byAttempt > 0 || (byAttempt === 0 && a.checked.size > b.checked.size);
}

/** The number of the attempt that the chosen answers belong to, finished or under way. */
function attemptOnShow(lesson: Lesson, { attempts, checked }: QuizRecord): number {
  const finished = questionsOf(lesson).every(({ id }) => checked.has(id));
  // Without a finished attempt it is the first one, even when an update of the
  // content took away what it still lacked.
  return finished ? Math.max(1, attempts) : attempts + 1;
}

/** The higher score with its answers; of equal ones the later, unless only the earlier has answers. */
function betterResult(earlier: QuizResult | null, later: QuizResult | null): QuizResult | null {
  if (!earlier || !later) return earlier ?? later;
  const answered = Object.keys(later.answers).length > 0;
  const best =
    earlier.score > later.score || (earlier.score === later.score && !answered) ? earlier : later;
  return { ...best, passed: earlier.passed || later.passed };
}

/** The answers to questions that the lesson still asks, as far as it still offers what was chosen. */
export function knownAnswers(lesson: Lesson, answers: Answers): Answers {
  const kept = questionsOf(lesson).flatMap((question) => {
    const answer = answers[question.id];
    const accepted = answer && acceptAnswer(question, answer);
    return accepted ? [[question.id, accepted] as const] : [];
  });
  return Object.fromEntries(kept);
}
