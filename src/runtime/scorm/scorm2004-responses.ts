import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import type { ReportRow } from '../../core/report.js';
import { rightAnswer } from '../../core/scoring.js';
import { oneLine, shortId } from './cmi-format.js';

/** What the learner answered, in short ids; `null` for nothing, because `""` is refused. */
export function response2004(row: ReportRow): string | null {
  switch (row.kind) {
    case 'question':
      return row.answer && answerIds(row.question, row.answer);
    case 'rating':
      return row.rating === null ? null : shortId(row.rating);
    case 'comment':
      // `[,]` and its like would split the text into several answers.
      return oneLine(row.text.replace(/\[([,.:])\]/g, '$1'), 250) || null;
  }
}

/** The right answer in the same ids; `null` where there is none. */
export function pattern2004(row: ReportRow): string | null {
  return row.kind === 'question' ? answerIds(row.question, rightAnswer(row.question)) : null;
}

function answerIds(question: Question, answer: Answer): string | null {
  switch (answer.type) {
    case 'true-false':
      return String(answer.value);
    case 'single-choice':
      return shortId(answer.option);
    case 'multiple-choice': {
      // In the order of the options, so that a right answer reads like the pattern.
      const options = question.type === 'multiple-choice' ? question.options : [];
      const chosen = options.filter(({ id }) => answer.options.includes(id));
      return chosen.map(({ id }) => shortId(id)).join('[,]') || null;
    }
    case 'matching': {
      const items = question.type === 'matching' ? question.items : [];
      const pairs = items.flatMap(({ id }) => {
        const target = answer.targets[id];
        return target === undefined ? [] : [`${shortId(id)}[.]${shortId(target)}`];
      });
      return pairs.join('[,]') || null;
    }
  }
}
