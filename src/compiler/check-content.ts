import type { Id, Section } from '../core/byte.js';
import type { Candidate, Question } from '../core/question.js';
import { hasMessages, LANGUAGES } from '../i18n/messages-for.js';
import { checkIds } from './check-ids.js';
import { checkReports } from './check-reports.js';
import type { ParsedContent, Placed, Report } from './parsed-content.js';
import type { ContentProblem } from './problems.js';
import { readingTime, textsIn, wholeMinutes } from './texts.js';
import type { Path } from './yaml.js';

/** Finds what the content model alone cannot see: mistakes between one part of a lesson and another. */
export function checkContent(content: ParsedContent): readonly ContentProblem[] {
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
  checkMinutes(sections, report);
  // A saved record cannot keep equal ids apart either, which is a problem already.
  const idsDiffer = !problems.some(({ kind }) => kind === 'duplicate-id');
  checkReports(content, { sections, questions: questionsOf(sections), idsDiffer }, report);
  return problems;
}

function readSections(content: ParsedContent): readonly Placed<Section>[] {
  return content.sections.flatMap(({ path, value }) => (value === null ? [] : [{ path, value }]));
}

function checkHead({ head, folder, sections, complete }: ParsedContent, report: Report): void {
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

function checkKinds({ sections, file }: ParsedContent, report: Report): void {
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
  { facts }: ParsedContent,
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

/** An amount of money or a percentage, as a reader sees it. */
const FIGURE = /(?:\b[A-Z]{1,3})?[$€£¥]\s?\d(?:[\d.,]*\d)?|[+\u2212-]?\d(?:[\d.,]*\d)?\s?%/g;

/**
 * Learners rely on amounts of money and percentages, so each one that a text
 * uses has to be in a claim of the fact register.
 */
function checkFigures(
  { head, facts }: ParsedContent,
  sections: readonly Placed<Section>[],
  report: Report,
): void {
  // A fact that could not be read may be the one with the figure.
  if (facts.some(({ value }) => value === null)) return;
  const known = new Set(facts.flatMap(({ value }) => figuresIn(value?.claim ?? '')));
  const texts = [
    ...(head ? textsIn({ title: head.title, description: head.description }, []) : []),
    ...sections.flatMap(({ path, value }) => textsIn(value, path)),
  ];
  for (const { path, text } of texts) {
    for (const figure of figuresIn(text)) {
      if (!known.has(figure)) report(path, { kind: 'unregistered-figure', figure });
    }
  }
}

/** The figures of `text`, each once. */
function figuresIn(text: string): readonly string[] {
  return [...new Set(text.match(FIGURE) ?? [])];
}

/** Checks the references of the questions: to sections, options and targets. */
function checkQuestions(
  { sections: entries }: ParsedContent,
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

/** Every question of the lesson with its place. */
function questionsOf(sections: readonly Placed<Section>[]): readonly Placed<Question>[] {
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

/** The minutes come from the words; an author may round them up or down. */
function checkMinutes(sections: readonly Placed<Section>[], report: Report): void {
  for (const { path, value } of sections) {
    const { words, minutes } = readingTime(value);
    const least = Math.max(1, Math.floor(minutes));
    const most = Math.max(1, Math.ceil(minutes));
    if (value.minutes < least || value.minutes > most) {
      const computed = wholeMinutes({ words, minutes });
      report([...path, 'minutes'], {
        kind: 'wrong-minutes',
        minutes: value.minutes,
        words,
        computed,
      });
    }
  }
}
