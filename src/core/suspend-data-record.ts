import type { Id } from './byte.js';
import { questionsOf, type Lesson } from './lesson.js';
import {
  newRecord,
  type Answer,
  type Answers,
  type Display,
  type FeedbackGiven,
  type LessonRecord,
  type QuizResult,
} from './lesson-state.js';
import { KEY_LENGTH, keyOf, unpackAnswer } from './suspend-data-answers.js';
import { DISPLAY_LETTERS, type Field } from './suspend-data-fields.js';
import { unpackNumber, unpackText } from './suspend-data-text.js';

/**
 * Puts valid fields together again, in `lesson`'s present ids; what it no
 * longer has is dropped, and what is missing is as for a new learner.
 */
export function recordOf(lesson: Lesson, fields: readonly Field[]): LessonRecord {
  const contentOf = (letter: string): string =>
    fields.find((field) => field.letter === letter)?.content ?? '';
  const sections = lesson.sections.map(({ id }) => id);
  const [revision, seconds] = contentOf('t').split('_');
  const result = readResult(contentOf('r'));
  const answers = readAnswers(lesson, fields);
  const position = sections.find((id) => keyOf(id) === contentOf('p'));
  return {
    revision: unpackNumber(revision) ?? 0,
    seconds: unpackNumber(seconds) ?? 0,
    completed: result.completed,
    seen: pick(sections, contentOf('s')),
    position: position ?? null,
    quiz: {
      seed: unpackNumber(contentOf('q')) ?? newRecord(0).quiz.seed,
      attempts: result.attempts,
      answers: answers.current,
      checked: answers.checked,
      best: result.best ? { ...result.best, answers: answers.best } : null,
    },
    ticked: pick(lesson.checklist?.actions.map(({ id }) => id) ?? [], contentOf('k')),
    feedback: readFeedback(lesson, contentOf('f'), contentOf('c')),
    display: readDisplay(contentOf('d')),
  };
}

interface StoredResult {
  readonly completed: boolean;
  readonly attempts: number;
  readonly best: Omit<QuizResult, 'answers'> | null;
}

function readResult(content: string): StoredResult {
  const [completed, attempts, score, passed] = content.split('_');
  const points = unpackNumber(score);
  const best = points !== null && points <= 100 ? { score: points, passed: passed === 'p' } : null;
  const finished = unpackNumber(attempts) ?? 0;
  return {
    completed: completed === '1',
    attempts: best ? Math.max(1, finished) : finished,
    best,
  };
}

/** The ids whose short form is among the `keys`. */
function pick(ids: readonly Id[], keys: string): ReadonlySet<Id> {
  const found = new Set<string>();
  for (let at = 0; at < keys.length; at += KEY_LENGTH) found.add(keys.slice(at, at + KEY_LENGTH));
  return new Set(ids.filter((id) => found.has(keyOf(id))));
}

interface StoredAnswers {
  readonly best: Answers;
  readonly current: Answers;
  readonly checked: ReadonlySet<Id>;
}

function readAnswers(lesson: Lesson, fields: readonly Field[]): StoredAnswers {
  const best: Record<Id, Answer> = {};
  const current: Record<Id, Answer> = {};
  const checked = new Set<Id>();
  for (const { letter, content } of fields) {
    const question = questionsOf(lesson).find(({ id }) => content.startsWith(keyOf(id)));
    if (!question || !'abe'.includes(letter)) continue;
    const rest = content.slice(KEY_LENGTH);
    const answer = unpackAnswer(question, letter === 'b' ? rest : rest.slice(1));
    if (!answer) continue;
    if (letter !== 'a') best[question.id] = answer;
    if (letter === 'b') continue;
    current[question.id] = answer;
    if (rest.startsWith('c')) checked.add(question.id);
  }
  return { best, current, checked };
}

function readFeedback(lesson: Lesson, key: string, comment: string): FeedbackGiven | null {
  const step = lesson.feedback?.scale.find(({ id }) => keyOf(id) === key);
  return step ? { rating: step.id, comment: unpackText(comment) ?? '' } : null;
}

function readDisplay(content: string): Display {
  const standard = newRecord(0).display;
  return {
    theme: choiceOf(DISPLAY_LETTERS.theme, content.charAt(0)) ?? standard.theme,
    textSize: choiceOf(DISPLAY_LETTERS.textSize, content.charAt(1)) ?? standard.textSize,
    spacing: choiceOf(DISPLAY_LETTERS.spacing, content.charAt(2)) ?? standard.spacing,
    motion: choiceOf(DISPLAY_LETTERS.motion, content.charAt(3)) ?? standard.motion,
  };
}

function choiceOf<Choice extends string>(
  letters: Readonly<Record<Choice, string>>,
  letter: string,
): Choice | undefined {
  // Object.keys loses the key type; the keys are exactly the choices.
  return (Object.keys(letters) as Choice[]).find((choice) => letters[choice] === letter);
}
