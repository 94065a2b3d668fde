import { FINISH, stepsOf, type Lesson } from '../../src/core/lesson.js';
import type { Question } from '../../src/core/question.js';
import { elementId } from '../../src/ui/shared/element-id.js';

/** What a learner does, as far as the page has to answer to it. */
export type ActionKind = 'open a step' | 'answer' | 'check' | 'give feedback';

/** One click, or one choice from a list. */
export interface Action {
  readonly kind: ActionKind;
  readonly selector: string;
  /** The value to choose in a list. */
  readonly value?: string;
}

/** Everything a learner does from the welcome to the finish, answering all that is asked. */
export function actionsOf(lesson: Lesson): readonly Action[] {
  return stepsOf(lesson).flatMap((step) => [
    ...actionsIn(lesson, step),
    ...(step === FINISH ? [] : [openAfter(lesson, step)]),
  ]);
}

function openAfter(lesson: Lesson, step: string): Action {
  const isFirst = stepsOf(lesson)[0] === step;
  return { kind: 'open a step', selector: isFirst ? '#start' : '#step-next' };
}

function actionsIn({ selfCheck, quiz, checklist, feedback }: Lesson, step: string): Action[] {
  if (step === selfCheck?.id) {
    return selfCheck.statements.map(({ id }) => click('answer', elementId('self', id, 'agree')));
  }
  if (step === quiz?.id) {
    return quiz.questions.flatMap((question) => [
      ...answers(question),
      click('check', elementId(question.id, 'check')),
    ]);
  }
  if (step === checklist?.id) {
    return [{ kind: 'answer', selector: 'byte-checklist input' }];
  }
  if (step === feedback?.id) {
    return [
      { kind: 'answer', selector: 'byte-feedback input' },
      { kind: 'give feedback', selector: 'byte-feedback button' },
    ];
  }
  return [];
}

function answers(question: Question): Action[] {
  switch (question.type) {
    case 'single-choice':
      return [click('answer', elementId(question.id, question.correct))];
    case 'true-false':
      return [click('answer', elementId(question.id, String(question.correct)))];
    case 'multiple-choice':
      return question.correct.map((option) => click('answer', elementId(question.id, option)));
    case 'matching':
      return question.items.map(({ id, target }) =>
        question.targets.length === 2
          ? click('answer', elementId(question.id, id, target))
          : { kind: 'answer', selector: `#${elementId(question.id, id)}`, value: target },
      );
  }
}

function click(kind: ActionKind, id: string): Action {
  return { kind, selector: `#${id}` };
}
