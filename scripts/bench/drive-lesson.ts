import type { Frame } from 'playwright';
import { FINISH, stepsOf, WELCOME, type Lesson } from '../../src/core/lesson.js';
import type { Question } from '../../src/core/question.js';

/** How well a driven learner answers. */
export type Knowledge = 'right' | 'wrong' | 'partly';

/** The lesson that the page in `frame` shows. */
export async function lessonIn(frame: Frame): Promise<Lesson> {
  const text = await frame.locator('#lesson').textContent();
  // The build wrote this text from a checked lesson.
  return JSON.parse(text ?? '') as Lesson;
}

/** Goes on with Start or Next until `step` is on show. */
export async function goTo(frame: Frame, lesson: Lesson, step: string): Promise<void> {
  for (let taps = stepsOf(lesson).length; taps > 0; taps -= 1) {
    if (await isOn(frame, step)) return;
    await frame.locator((await isOn(frame, WELCOME)) ? '#start' : '#step-next').click();
  }
}

/** Opens `step` from the plan, wherever the learner is. */
export async function jumpTo(frame: Frame, step: string): Promise<void> {
  await frame.locator('.plan summary').click();
  await frame.locator(`.plan a[href="#${step}"]`).click();
}

async function isOn(frame: Frame, step: string): Promise<boolean> {
  return (await frame.locator(`#${step}[data-current]`).count()) > 0;
}

/** Answers and checks every question of the quiz, which must be on show. */
export async function takeQuiz(
  frame: Frame,
  lesson: Lesson,
  knowledgeOf: (question: Question) => Knowledge,
): Promise<void> {
  for (const question of lesson.quiz?.questions ?? []) {
    await answer(frame, question, knowledgeOf(question));
    await frame.locator(`#x_${question.id}_check`).click();
  }
}

/** Chooses an answer without checking it. */
export async function answer(
  frame: Frame,
  question: Question,
  knowledge: Knowledge,
): Promise<void> {
  const input = (...slugs: readonly string[]) =>
    frame.locator(`#x_${[question.id, ...slugs].join('_')}`);
  switch (question.type) {
    case 'single-choice': {
      const wrong = question.options.find(({ id }) => id !== question.correct)?.id ?? '';
      await input(knowledge === 'right' ? question.correct : wrong).press('Space');
      return;
    }
    case 'true-false':
      await input(String(knowledge === 'right' ? question.correct : !question.correct)).press(
        'Space',
      );
      return;
    case 'multiple-choice': {
      const wrong = question.options.filter(({ id }) => !question.correct.includes(id));
      const picks = { right: question.correct, partly: question.correct.slice(0, 2) };
      const ids = knowledge === 'wrong' ? wrong.map(({ id }) => id) : picks[knowledge];
      for (const id of ids) await input(id).press('Space');
      return;
    }
    case 'matching':
      for (const [index, { id, target }] of question.items.entries()) {
        const other = question.targets.find((candidate) => candidate.id !== target)?.id ?? target;
        const chosen = knowledge === 'right' || (knowledge === 'partly' && index % 2 === 0);
        await match(frame, [question.id, id], chosen ? target : other);
      }
  }
}

async function match(frame: Frame, slugs: readonly string[], target: string): Promise<void> {
  const list = frame.locator(`select#x_${slugs.join('_')}`);
  if (await list.count()) await list.selectOption(target);
  else await frame.locator(`#x_${[...slugs, target].join('_')}`).press('Space');
}

/** Walks from the step on show to the end, taking the quiz on the way. */
export async function walkToTheEnd(
  frame: Frame,
  lesson: Lesson,
  knowledgeOf: (question: Question) => Knowledge,
): Promise<void> {
  for (const step of stepsOf(lesson)) {
    await goTo(frame, lesson, step);
    if (step === lesson.quiz?.id) await takeQuiz(frame, lesson, knowledgeOf);
    if (step === FINISH) return;
  }
}
