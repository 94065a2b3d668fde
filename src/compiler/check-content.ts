import type { z } from 'zod';
import type { Credit, Fact, Id, Section } from '../core/byte.js';
import { hasMessages, LANGUAGES } from '../i18n/messages-for.js';
import { checkFigures } from './check-figures.js';
import { checkIds } from './check-ids.js';
import { checkQuestions } from './check-questions.js';
import { checkRecord } from './check-record.js';
import { checkReportWords } from './check-report-words.js';
import type { head } from './content-schema.js';
import type { ContentFault, ContentProblem } from './problems.js';
import type { Path, YamlFile } from './yaml-file.js';

/** One entry of a list of the content; `value` is `null` where the entry itself has problems. */
export interface Entry<Value> {
  readonly path: Path;
  readonly id: Id | null;
  readonly value: Value | null;
}

/** What was read of a content file, whole or in part. */
export interface Content {
  readonly file: YamlFile;
  readonly folder: string;
  readonly head: z.output<typeof head> | null;
  readonly sections: readonly Entry<Section>[];
  readonly facts: readonly Entry<Fact>[];
  readonly credits: readonly Entry<Credit>[];
  /** Whether every section could be read, so that what is missing is really missing. */
  readonly complete: boolean;
}

/** Takes a fault and the path of the value that has it. */
export type Report = (path: Path, fault: ContentFault) => void;

/** Finds what a schema cannot see: mistakes between one part of the content and another. */
export function checkContent(content: Content): readonly ContentProblem[] {
  const problems: ContentProblem[] = [];
  const report: Report = (path, fault) => {
    problems.push({ ...fault, at: content.file.placeOf(path) });
  };
  checkHead(content, report);
  checkIds(content, report);
  checkKinds(content, report);
  const sections = readSections(content);
  checkFacts(content, sections, report);
  checkFigures(content, sections, report);
  checkProfiles(sections, report);
  checkQuestions(content, sections, report);
  checkReportWords(content, sections, report);
  // Ids that are the same cannot be told apart either; that is said already.
  if (!problems.some(({ kind }) => kind === 'duplicate-id')) checkRecord(sections, report);
  return problems;
}

/** A section that could be read, and where it stands. */
export interface Placed<Value> {
  readonly path: Path;
  readonly value: Value;
}

function readSections(content: Content): readonly Placed<Section>[] {
  return content.sections.flatMap(({ path, value }) => (value === null ? [] : [{ path, value }]));
}

function checkHead({ head, folder, sections, complete }: Content, report: Report): void {
  if (!head) return;
  if (head.id !== folder) report(['id'], { kind: 'other-folder', id: head.id, folder });
  if (!hasMessages(head.language)) {
    report(['language'], { kind: 'no-messages', language: head.language, known: LANGUAGES });
  }
  const hasQuiz = sections.some(({ value }) => value?.kind === 'quiz');
  const { completion } = head.settings;
  if (complete && !hasQuiz && completion !== 'sections') {
    report(['settings', 'completion'], { kind: 'no-quiz', completion });
  }
}

/** The page and the record know one of each interactive kind. */
const ONCE: ReadonlySet<Section['kind']> = new Set(['quiz', 'self-check', 'checklist', 'feedback']);

function checkKinds({ sections, file }: Content, report: Report): void {
  const first = new Map<string, Path>();
  for (const { path, value } of sections) {
    if (!value || !ONCE.has(value.kind)) continue;
    const earlier = first.get(value.kind);
    if (earlier === undefined) first.set(value.kind, path);
    else {
      const firstLine = file.placeOf(earlier).line;
      report([...path, 'kind'], { kind: 'second-of-kind', section: value.kind, firstLine });
    }
  }
}

function checkFacts(
  { facts }: Content,
  sections: readonly Placed<Section>[],
  report: Report,
): void {
  const known = facts.flatMap(({ id }) => id ?? []);
  for (const { path, value } of sections) {
    if (value.kind !== 'figures') continue;
    for (const [index, chart] of value.charts.entries()) {
      for (const [place, figure] of chart.values.entries()) {
        const at = [...path, 'charts', index, 'values', place];
        if (!known.includes(figure.fact)) {
          const fault = {
            kind: 'unknown-reference',
            what: 'fact',
            id: figure.fact,
            known,
          } as const;
          report([...at, 'fact'], fault);
        }
        if (chart.kind === 'bars' && figure.amount === undefined) {
          report(at, { kind: 'amount-missing' });
        }
      }
    }
  }
}

function checkProfiles(sections: readonly Placed<Section>[], report: Report): void {
  for (const { path, value } of sections) {
    if (value.kind !== 'self-check') continue;
    const starts = value.profiles.map(({ from }) => from);
    const lowest = Math.min(...starts);
    if (lowest !== 0) {
      const index = starts.indexOf(lowest);
      report([...path, 'profiles', index, 'from'], { kind: 'profile-start', lowest });
    }
    for (const [index, from] of starts.entries()) {
      if (starts.indexOf(from) < index) {
        report([...path, 'profiles', index, 'from'], { kind: 'profile-twice', from });
      }
    }
  }
}
