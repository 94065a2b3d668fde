import type { Frame } from 'playwright';
import { FINISH, stepsOf, type Lesson } from '../src/core/lesson.js';
import type { Question } from '../src/core/question.js';
import { assertNever } from '../src/core/result.js';
import { elementId } from '../src/ui/shared/element-id.js';

// The one way in which tests and benchmarks work through a lesson: a list of
// actions, made from the lesson's data, that any browser driver can perform.

export const START = '#start';
export const NEXT = '#step-next';

/** How well the driven learner answers a question. */
export type Knowledge = 'right' | 'wrong' | 'partly';

/** Says how well the learner answers; `number` counts from 1. */
export type KnowledgeOf = (question: Question, number: number) => Knowledge;

/** One click, or one choice from a list. */
export interface Action {
  readonly kind: 'open a step' | 'answer' | 'check' | 'give feedback';
  /** Matches the element first in the page. */
  readonly selector: string;
  /** The value to choose in a `<select>`. */
  readonly value?: string;
}

const allRight: KnowledgeOf = () => 'right';

/** Everything from the welcome to the finish, with an answer to all that is asked. */
export function actionsOf(lesson: Lesson, knowledgeOf = allRight): readonly Action[] {
  const start: Action = { kind: 'open a step', selector: START };
  const next: Action = { kind: 'open a step', selector: NEXT };
  return stepsOf(lesson).flatMap((step, index) => [
    ...actionsIn(lesson, step, knowledgeOf),
    ...(step === FINISH ? [] : [index === 0 ? start : next]),
  ]);
}

/** Answers and checks every question of the quiz. */
export function quizActions(lesson: Lesson, knowledgeOf = allRight): readonly Action[] {
  return (lesson.quiz?.questions ?? []).flatMap((question, index) => [
    ...answerActions(question, knowledgeOf(question, index + 1)),
    clickOn('check', elementId(question.id, 'check')),
  ]);
}

/** Answers a question without checking it. */
export function answerActions(question: Question, knowledge: Knowledge): readonly Action[] {
  const choose = (...ids: readonly string[]): Action =>
    clickOn('answer', elementId(question.id, ...ids));
  switch (question.type) {
    case 'single-choice': {
      const wrong = question.options.find(({ id }) => id !== question.correct)?.id ?? '';
      return [choose(knowledge === 'right' ? question.correct : wrong)];
    }
    case 'true-false':
      return [choose(String(knowledge === 'right' ? question.correct : !question.correct))];
    case 'multiple-choice': {
      const { correct } = question;
      const wrong = question.options.map(({ id }) => id).filter((id) => !correct.includes(id));
      const chosen = { right: correct, partly: correct.slice(0, 2), wrong };
      return chosen[knowledge].map((id) => choose(id));
    }
    case 'matching':
      return question.items.map(({ id, target }, index) => {
        const other = question.targets.find((candidate) => candidate.id !== target)?.id ?? target;
        const isRight = knowledge === 'right' || (knowledge === 'partly' && index % 2 === 0);
        const value = isRight ? target : other;
        return question.targets.length === 2
          ? choose(id, value)
          : { kind: 'answer', selector: `#${elementId(question.id, id)}`, value };
      });
    default:
      return assertNever(question);
  }
}

function actionsIn(lesson: Lesson, step: string, knowledgeOf: KnowledgeOf): readonly Action[] {
  const { selfCheck, quiz, checklist, feedback } = lesson;
  if (step === quiz?.id) return quizActions(lesson, knowledgeOf);
  if (step === selfCheck?.id) {
    return selfCheck.statements.map(({ id }) => clickOn('answer', elementId('self', id, 'agree')));
  }
  if (step === checklist?.id) return [{ kind: 'answer', selector: 'byte-checklist input' }];
  if (step === feedback?.id) {
    return [
      { kind: 'answer', selector: 'byte-feedback input' },
      { kind: 'give feedback', selector: 'byte-feedback button' },
    ];
  }
  return [];
}

function clickOn(kind: Action['kind'], id: string): Action {
  return { kind, selector: `#${id}` };
}

/** The lesson whose page is in `frame`. */
export async function lessonIn(frame: Frame): Promise<Lesson> {
  const text = await frame.locator('#lesson').textContent();
  // The build wrote this text from a checked lesson.
  return JSON.parse(text ?? '') as Lesson;
}

/** Performs `actions` in turn, with the mouse or with a finger. */
export async function perform(
  frame: Frame,
  actions: readonly Action[],
  press: 'click' | 'tap' = 'click',
): Promise<void> {
  for (const { selector, value } of actions) {
    const element = frame.locator(selector).first();
    if (value === undefined) await element[press]();
    else await element.selectOption(value);
  }
}

/** Answers and checks every question of the quiz, which must be the open step. */
export async function takeQuiz(
  frame: Frame,
  lesson: Lesson,
  knowledgeOf?: KnowledgeOf,
): Promise<void> {
  await perform(frame, quizActions(lesson, knowledgeOf));
}

/** Presses Start or Next until `step` is open. */
export async function goTo(frame: Frame, lesson: Lesson, step: string): Promise<void> {
  const steps = stepsOf(lesson);
  const current = await currentStep(frame);
  for (const each of steps.slice(steps.indexOf(current), steps.indexOf(step))) {
    await frame.locator(each === steps[0] ? START : NEXT).click();
  }
  await frame.locator(`#${step}[data-current]`).waitFor();
}

/** Opens `step` from the list of all steps, wherever the learner is. */
export async function jumpTo(frame: Frame, step: string): Promise<void> {
  await frame.locator('.plan summary').click();
  await frame.locator(`.plan a[href="#${step}"]`).click();
}

/** Goes from the open step to the finish and takes the quiz on the way. */
export async function walkToTheEnd(
  frame: Frame,
  lesson: Lesson,
  knowledgeOf?: KnowledgeOf,
): Promise<void> {
  const steps = stepsOf(lesson);
  for (const step of steps.slice(steps.indexOf(await currentStep(frame)))) {
    await goTo(frame, lesson, step);
    if (step === lesson.quiz?.id) await takeQuiz(frame, lesson, knowledgeOf);
  }
}

async function currentStep(frame: Frame): Promise<string> {
  return (await frame.locator('[data-current]').getAttribute('id')) ?? '';
}
