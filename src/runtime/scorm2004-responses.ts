import type { Answer } from '../core/lesson-state.js';
import type { Question } from '../core/question.js';
import type { ReportRow } from '../core/report.js';
import { oneLine, shortId } from './cmi-format.js';
import { rightAnswer } from './scorm12-responses.js';

const TYPES = {
  'single-choice': 'choice',
  'multiple-choice': 'choice',
  'true-false': 'true-false',
  matching: 'matching',
} as const;

/** The interaction type of a row in the words of SCORM 2004. */
export function type2004(row: ReportRow): string {
  if (row.kind === 'question') return TYPES[row.question.type];
  return row.kind === 'rating' ? 'likert' : 'fill-in';
}

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
    case 'multiple-choice':
      return answer.options.map(shortId).join('[,]') || null;
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
