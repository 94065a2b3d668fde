import { join } from 'node:path';
import { loadSource } from '../../scripts/packaging/read-byte.js';
import { lessonOf, type Lesson } from '../../src/core/lesson.js';
import type { LessonEvent } from '../../src/core/reduce.js';
import { rightAnswer } from '../../src/core/scoring.js';

/** The lesson that is shipped, with a fingerprint that content changes do not alter. */
export async function realLesson(): Promise<Lesson> {
  const directory = join(import.meta.dirname, '../../content/it-project-manager');
  const loaded = await loadSource(directory);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return lessonOf(loaded.value.byte, 'fingerprint');
}

/** Everything a diligent learner does, from the first section to the comment. */
export function everyStep(lesson: Lesson): readonly LessonEvent[] {
  const questions = lesson.quiz?.questions ?? [];
  const step = lesson.feedback?.scale.at(-1)?.id ?? '';
  return [
    ...lesson.sections.map(({ id }): LessonEvent => ({ type: 'step-opened', step: id })),
    { type: 'step-opened', step: lesson.quiz?.id ?? '' },
    ...questions.flatMap((question): readonly LessonEvent[] => [
      { type: 'answer-chosen', questionId: question.id, answer: rightAnswer(question) },
      { type: 'answer-checked', questionId: question.id },
    ]),
    ...(lesson.checklist?.actions ?? []).map(({ id }): LessonEvent => ({
      type: 'action-ticked',
      actionId: id,
      ticked: true,
    })),
    { type: 'feedback-given', feedback: { rating: step, comment: 'Thank you!' } },
  ];
}
