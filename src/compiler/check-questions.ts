import type { Id, Section } from '../core/byte.js';
import type { Candidate, Question } from '../core/question.js';
import type { Content, Placed, Report } from './check-content.js';
import type { Path } from './yaml-file.js';

/** Checks what the questions of the quiz name: sections, options and targets. */
export function checkQuestions(
  { sections: entries }: Content,
  sections: readonly Placed<Section>[],
  report: Report,
): void {
  const known = entries.flatMap(({ id }) => id ?? []);
  for (const { path, value: question } of questionsOf(sections)) {
    checkReference(report, {
      path: [...path, 'section'],
      what: 'section',
      id: question.section,
      known,
    });
    checkAnswer(question, path, report);
  }
}

/** Every question of the lesson, and where it stands. */
export function questionsOf(sections: readonly Placed<Section>[]): readonly Placed<Question>[] {
  return sections.flatMap(({ path, value }) =>
    value.kind === 'quiz'
      ? value.questions.map((question, index) => ({
          path: [...path, 'questions', index],
          value: question,
        }))
      : [],
  );
}

function checkAnswer(question: Question, path: Path, report: Report): void {
  const at = [...path, 'correct'];
  switch (question.type) {
    case 'single-choice': {
      const known = idsOf(question.options);
      checkReference(report, { path: at, what: 'option', id: question.correct, known });
      checkPersonas(question.options, path, report);
      return;
    }
    case 'multiple-choice': {
      const known = idsOf(question.options);
      for (const [index, id] of question.correct.entries()) {
        checkReference(report, { path: [...at, index], what: 'option', id, known });
        if (question.correct.indexOf(id) < index) {
          report([...at, index], { kind: 'given-twice', field: 'correct', id });
        }
      }
      return;
    }
    case 'matching': {
      const known = idsOf(question.targets);
      for (const [index, { target }] of question.items.entries()) {
        const place = [...path, 'items', index, 'target'];
        checkReference(report, { path: place, what: 'target', id: target, known });
      }
      return;
    }
    case 'true-false':
      return;
  }
}

function checkPersonas(options: readonly Candidate[], path: Path, report: Report): void {
  const withPersona = options.filter(({ persona }) => persona !== undefined).length;
  if (withPersona > 0 && withPersona < options.length) {
    report([...path, 'options'], { kind: 'some-personas' });
  }
}

interface Reference {
  readonly path: Path;
  readonly what: string;
  readonly id: Id;
  readonly known: readonly Id[];
}

function checkReference(report: Report, { path, what, id, known }: Reference): void {
  if (!known.includes(id)) report(path, { kind: 'unknown-reference', what, id, known });
}

function idsOf(things: readonly { readonly id: Id }[]): readonly Id[] {
  return things.map(({ id }) => id);
}
