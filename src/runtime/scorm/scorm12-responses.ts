import type { Answer } from '../../core/lesson-state.js';
import type { Question } from '../../core/question.js';
import type { ReportRow } from '../../core/report.js';
import { rightAnswer } from '../../core/scoring.js';
import { joinedWords, oneLine, wordsOf } from './cmi-format.js';

/** One readable id per row; where two labels read alike the later one gets its place added. */
export function idsOf12(rows: readonly ReportRow[]): readonly string[] {
  const used = new Set<string>();
  return rows.map((row, index) => {
    const { id, label } = row.kind === 'question' ? row.question : row;
    const words = wordsOf(label, id);
    const unique = used.has(words) ? `${words.slice(0, 250)}_${index + 1}` : words;
    used.add(unique);
    return unique;
  });
}

/** What the learner answered, in words; `null` for nothing. */
export function response12(row: ReportRow): string | null {
  switch (row.kind) {
    case 'question':
      return row.answer && answerWords(row.question, row.answer);
    case 'rating': {
      const step = row.scale.find(({ id }) => id === row.rating);
      return step ? wordsOf(step.text, step.id) : null;
    }
    case 'comment':
      return comment12(row.text) || null;
  }
}

/** The right answer in the same words; `null` where there is none. */
export function pattern12(row: ReportRow): string | null {
  return row.kind === 'question' ? answerWords(row.question, rightAnswer(row.question)) : null;
}

function answerWords(question: Question, answer: Answer): string | null {
  if (answer.type === 'true-false') return answer.value ? 't' : 'f';
  if (question.type === 'matching' && answer.type === 'matching') {
    const pairs = question.items.flatMap(({ id, label }) => {
      const target = question.targets.find((one) => one.id === answer.targets[id]);
      return target ? [[wordsOf(label, id), wordsOf(target.label, target.id)]] : [];
    });
    return joinedWords(pairs) || null;
  }
  if (question.type !== 'single-choice' && question.type !== 'multiple-choice') return null;
  const chosen = question.options.filter(({ id }) =>
    answer.type === 'single-choice'
      ? answer.option === id
      : answer.type === 'multiple-choice' && answer.options.includes(id),
  );
  return joinedWords(chosen.map(({ id, label }) => [wordsOf(label, id)])) || null;
}

const SPELT: Readonly<Record<string, string>> = { '&': 'and', '+': 'plus', '%': 'percent' };

/** A comment without the characters that break LMSs which send it unencoded (field guide 4). */
function comment12(text: string): string {
  return oneLine(
    text.replace(/[&+%#]/g, (sign) => ` ${SPELT[sign] ?? ''} `),
    250,
  );
}
