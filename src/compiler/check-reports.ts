import { FORMAT_VERSION, type Byte, type Section, type Settings } from '../core/byte.js';
import { lessonOf } from '../core/lesson.js';
import type { Question } from '../core/question.js';
import { clashingIds, SUSPEND_DATA_LIMIT, worstCaseLength } from '../core/suspend-data.js';
import { wordsOf } from '../runtime/scorm/cmi-format.js';
import type { ParsedContent, Placed, Report } from './parsed-content.js';
import { settings } from './content-model.js';
import type { Path, YamlFile } from './yaml.js';

/** The parts of a lesson that reach an LMS. */
interface Reported {
  readonly sections: readonly Placed<Section>[];
  readonly questions: readonly Placed<Question>[];
  /** Whether no id is given twice, so that a saved record can be tried out. */
  readonly idsDiffer: boolean;
}

/** Checks that an LMS can keep and show what a learner does: the labels in reports, and the saved record. */
export function checkReports({ file }: ParsedContent, reported: Reported, report: Report): void {
  checkReportWords(reported, file, report);
  if (reported.idsDiffer) checkRecord(reported.sections, report);
}

/** SCORM 1.2 keeps this many characters of a response (docs/scorm.md, "Text limits and alphabets"). */
const LONGEST_RESPONSE = 255;

interface Label {
  readonly path: Path;
  readonly label: string;
}

/**
 * SCORM 1.2 reports show the labels' words, so each label must leave words and
 * differ from the others in its list, and a whole answer must fit.
 */
function checkReportWords({ sections, questions }: Reported, file: YamlFile, report: Report): void {
  const checkList = (labels: readonly Label[]): void => checkLabels(labels, file, report);
  // Sections and questions are rows of one report.
  checkList([...sections.map(labelled), ...questions.map(labelled)]);
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

/** A learner's saved record must fit and keep all ids apart, whatever the learner does. */
function checkRecord(sections: readonly Placed<Section>[], report: Report): void {
  const values = sections.map(({ value }) => value);
  const lesson = lessonOf({ ...NOTHING, sections: values }, LONGEST_FINGERPRINT);
  const { total } = worstCaseLength(lesson);
  if (total > SUSPEND_DATA_LIMIT) {
    report(['sections'], { kind: 'state-too-long', length: total, most: SUSPEND_DATA_LIMIT });
  }
  for (const id of clashingIds(lesson)) report(['sections'], { kind: 'clashing-id', id });
}

const LONGEST_FINGERPRINT = 'f'.repeat(16);

/** A Byte without content: only the sections decide about the record. */
const NOTHING: Byte = {
  format: FORMAT_VERSION,
  id: '',
  version: '100.100.100',
  language: 'en',
  title: '',
  description: '',
  keywords: [],
  author: '',
  settings: settings.parse({}) as Settings,
  sections: [],
  facts: [],
  credits: [],
};
