import type { Frame } from 'playwright';
import type { Question } from '../../src/core/question.js';
import { elementId } from '../../src/ui/shared/element-id.js';
import { goTo, type LessonPage } from './lesson-page.js';

/** A question and its place, from 1. */
export interface Asked {
  readonly question: Question;
  readonly number: number;
}

/** Answers and checks every question as a learner does; `isRight` says which ones rightly. */
export async function answerQuiz(
  { frame, lesson }: Pick<LessonPage, 'frame' | 'lesson'>,
  isRight: (asked: Asked) => boolean,
): Promise<void> {
  if (!lesson.quiz) throw new Error('The lesson has no quiz.');
  await goTo(frame, lesson.quiz.id);
  for (const [index, question] of lesson.quiz.questions.entries()) {
    await answer(frame, question, isRight({ question, number: index + 1 }));
    await frame.click(`#${elementId(question.id, 'check')}`);
  }
}

async function answer(frame: Frame, question: Question, right: boolean): Promise<void> {
  switch (question.type) {
    case 'single-choice': {
      const option = question.options.find(({ id }) => (id === question.correct) === right);
      return frame.check(`#${elementId(question.id, option?.id ?? '')}`);
    }
    case 'multiple-choice': {
      const wrong = question.options.filter(({ id }) => !question.correct.includes(id));
      const ids = right ? question.correct : wrong.map(({ id }) => id);
      for (const id of ids) await frame.check(`#${elementId(question.id, id)}`);
      return;
    }
    case 'true-false':
      return frame.check(`#${elementId(question.id, `${question.correct === right}`)}`);
    case 'matching':
      for (const item of question.items) {
        const target = question.targets.find(({ id }) => (id === item.target) === right);
        await match(frame, [question.id, item.id, target?.id ?? '']);
      }
  }
}

async function match(frame: Frame, ids: readonly [string, string, string]): Promise<void> {
  const [question, item, target] = ids;
  const list = frame.locator(`select#${elementId(question, item)}`);
  if ((await list.count()) > 0) await list.selectOption(target);
  else await frame.check(`#${elementId(question, item, target)}`);
}
