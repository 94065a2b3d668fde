import type { Section } from '../core/byte.js';
import type { Question } from '../core/question.js';
import { wordsOf } from '../runtime/scorm/cmi-format.js';
import type { Content, Placed, Report } from './check-content.js';
import { questionsOf } from './check-questions.js';
import type { Path, YamlFile } from './yaml-file.js';

/** SCORM 1.2 keeps so many characters of a response (field guide 4). */
const LONGEST_RESPONSE = 255;

interface Label {
  readonly path: Path;
  readonly label: string;
}

/**
 * SCORM 1.2 reports carry the labels' words, so each must leave words and tell
 * its row or answer from the others, and a whole answer must fit.
 */
export function checkReportWords(
  { file }: Content,
  sections: readonly Placed<Section>[],
  report: Report,
): void {
  const questions = questionsOf(sections);
  const checkList = (labels: readonly Label[]): void => checkLabels(labels, file, report);
  checkList(sections.map(labelled));
  checkList(questions.map(labelled));
  for (const { path, value: question } of questions) {
    for (const [name, things] of labelLists(question)) {
      checkList(
        things.map(({ label }, index) => ({ path: [...path, name, index, 'label'], label })),
      );
    }
    const length = longestResponse(question);
    if (length > LONGEST_RESPONSE) {
      report(path, { kind: 'response-too-long', length, most: LONGEST_RESPONSE });
    }
  }
}

function labelled({ path, value }: Placed<{ readonly label: string }>): Label {
  return { path: [...path, 'label'], label: value.label };
}

type Labelled = readonly { readonly label: string }[];

function labelLists(question: Question): readonly (readonly [string, Labelled])[] {
  switch (question.type) {
    case 'single-choice':
    case 'multiple-choice':
      return [['options', question.options]];
    case 'matching':
      return [
        ['targets', question.targets],
        ['items', question.items],
      ];
    case 'true-false':
      return [];
  }
}

function checkLabels(labels: readonly Label[], file: YamlFile, report: Report): void {
  const first = new Map<string, Path>();
  for (const { path, label } of labels) {
    const words = wordsOf(label, '').toLowerCase();
    if (words === '') {
      report(path, { kind: 'label-without-words', label });
      continue;
    }
    const earlier = first.get(words);
    if (earlier === undefined) first.set(words, path);
    else report(path, { kind: 'label-twice', label, firstLine: file.placeOf(earlier).line });
  }
}

function longestResponse(question: Question): number {
  const lengths = (things: Labelled): readonly number[] => things.map(({ label }) => label.length);
  switch (question.type) {
    case 'single-choice':
      return Math.max(...lengths(question.options));
    case 'multiple-choice':
      return joined(lengths(question.options));
    case 'matching': {
      const target = Math.max(...lengths(question.targets));
      return joined(lengths(question.items).map((item) => item + 1 + target));
    }
    case 'true-false':
      return 1;
  }
}

/** The length of parts with a separator between each two. */
function joined(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length + 1, -1);
}
