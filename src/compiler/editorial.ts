import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import type { Byte, Section } from '../core/byte.js';
import type { Inline, RichText } from '../core/rich-text.js';
import type { ContentProblem, Place } from './problems.js';
import { readingTime, textsIn, wordsOf, type Text } from './texts.js';
import type { Path } from './yaml.js';

/**
 * The editorial rules: what makes a good lesson, beyond what can be built. Each
 * note has a stable code, which docs/problems.md explains.
 */
const NOTES = {
  'no-objective': () =>
    'the lesson has no objective. Add "objective" with one sentence that says what learners can do afterwards.',
  'many-objectives': ({ sentences }: { readonly sentences: number }) =>
    `the objective has ${sentences} sentences. A short lesson has one aim; choose it.`,
  'long-lesson': ({ minutes, words }: { readonly minutes: number; readonly words: number }) =>
    `the lesson has ${words.toLocaleString('en-US')} words and takes about ${minutes} minutes. Cut it to ${LONGEST_LESSON}, or make two lessons of it.`,
  'hard-to-read': ({ grade }: { readonly grade: number }) =>
    `this section reads like grade ${grade.toFixed(1)} (Flesch-Kincaid). Shorter sentences and words bring it below ${HARDEST_GRADE}.`,
  'few-sentences': ({ sentences }: { readonly sentences: number }) =>
    `the intro and outro of this section have ${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}. Write three to five.`,
  'many-sentences': ({ sentences }: { readonly sentences: number }) =>
    `the intro and outro of this section have ${sentences} sentences. Keep to three to five, and put the rest on cards.`,
  'same-picture': ({ name, firstLine }: { readonly name: string; readonly firstLine: number }) =>
    `the picture "${name}" is in line ${firstLine} already. Give each step a picture of its own.`,
  'empty-alt': ({ alt }: { readonly alt: string }) =>
    `"${alt}" does not say what the picture says. Describe in a sentence what happens in it, without "picture of".`,
  'unanswered-question': ({ section }: { readonly section: string }) =>
    `the question points to "${section}", which explains nothing. Point to the section that answers it.`,
  'thin-reason': ({ text }: { readonly text: string }) =>
    `"${text}": say in a sentence why the answer is right or wrong, without "right" or "wrong" at the start. The page itself says which it is.`,
  'figure-without-source': ({ figure }: { readonly figure: string }) =>
    `no claim in the fact register has the number ${figure}. Add a fact with its source.`,
  'bare-link': ({ text }: { readonly text: string }) =>
    `the link text "${text}" does not say where it leads. Use the name of the page.`,
  'no-written-task': () =>
    'no action asks learners to write something down, which helps most. Add one to a checklist.',
  'no-self-check': () =>
    'nothing gives learners feedback about themselves. Add a section of the kind self-check.',
  'no-facts': () => 'the fact register is empty. Add facts about the work, with their sources.',
  'no-people': () => 'nobody who does the job speaks. Add a section of the kind voices.',
  'no-contact': () =>
    'learners hear of nobody to talk to. Add "support" to the settings, or an action to talk to somebody.',
};

type NoteCode = keyof typeof NOTES;

export const NOTE_CODES = Object.keys(NOTES) as readonly NoteCode[];

type Fault = {
  [Code in NoteCode]: { readonly kind: Code } & (Parameters<(typeof NOTES)[Code]> extends readonly [
    infer Details,
  ]
    ? Details
    : unknown);
}[NoteCode];

/** Advice on one place of a lesson. */
export type EditorialNote = Fault & { readonly at: Place };

/** The line that tells an author where, what could be better and how. */
export function describeNote(note: EditorialNote): string {
  const { file, line, column } = note.at;
  // A cast: TypeScript cannot see that the words and the note belong to the same code.
  const words = (NOTES[note.kind] as (note: EditorialNote) => string)(note);
  return `${file}:${line}:${column}: ${words} [${note.kind}]`;
}

/** What the editorial rules found. */
export interface Review {
  readonly notes: readonly EditorialNote[];
  readonly words: number;
  /** At 200 words a minute. */
  readonly minutes: number;
  /** Of the whole lesson, in years of school; `null` for languages without a measure. */
  readonly grade: number | null;
}

const LONGEST_LESSON = 30;
const HARDEST_GRADE = 8;

type Report = (path: Path, fault: Fault) => void;

/** Reviews a checked lesson; `placeOf` finds a value in its file. */
export function review(byte: Byte, placeOf: (path: Path) => ContentProblem['at']): Review {
  const notes: EditorialNote[] = [];
  const report: Report = (path, fault) => {
    notes.push({ ...fault, at: placeOf(path) });
  };
  const words = byte.sections.reduce((sum, section) => sum + readingTime(section).words, 0);
  const minutes = byte.sections.reduce((sum, section) => sum + section.minutes, 0);
  checkObjective(byte, report);
  if (minutes > LONGEST_LESSON) report(['sections'], { kind: 'long-lesson', minutes, words });
  for (const [index, section] of byte.sections.entries()) {
    checkSection(section, ['sections', index], { byte, report });
  }
  checkPictures(byte, report, placeOf);
  checkIngredients(byte, report);
  notes.sort(({ at: a }, { at: b }) => a.line - b.line || a.column - b.column);
  const prose = byte.sections.flatMap((section) => proseIn(section, []));
  return { notes, words, minutes, grade: gradeOf(prose, byte.language) };
}

function checkObjective({ objective, language }: Byte, report: Report): void {
  if (objective === undefined) {
    report([], { kind: 'no-objective' });
    return;
  }
  const sentences = sentencesIn(objective, language);
  if (sentences > 1) report(['objective'], { kind: 'many-objectives', sentences });
}

interface Whole {
  readonly byte: Byte;
  readonly report: Report;
}

function checkSection(section: Section, path: Path, { byte, report }: Whole): void {
  const { language } = byte;
  const frame = textsIn({ intro: section.intro, outro: section.outro }, []);
  const sentences = frame.reduce((sum, { text }) => sum + sentencesIn(text, language), 0);
  const at = [...path, 'intro'];
  if (sentences < 3) report(at, { kind: 'few-sentences', sentences });
  if (sentences > 5) report(at, { kind: 'many-sentences', sentences });
  const grade = gradeOf(proseIn(section, path), language);
  if (grade !== null && grade >= HARDEST_GRADE) report(at, { kind: 'hard-to-read', grade });
  checkFigures(section, path, { byte, report });
  checkLinks(section, path, report);
  if (section.kind === 'quiz') checkQuiz(section, path, { byte, report });
}

/** Fields with whole sentences; a title or a label has no grade. */
const PROSE: ReadonlySet<string> = new Set([
  ...['intro', 'outro', 'text', 'note', 'prompt', 'feedback', 'explanation', 'true', 'false'],
  ...['reason', 'whenFits', 'whenNot', 'statement', 'commentPrompt'],
]);

function proseIn(section: Section, path: Path): readonly Text[] {
  return textsIn(section, path).filter(({ field }) => PROSE.has(field));
}

/** The Flesch-Kincaid grade, which is made for English. */
function gradeOf(prose: readonly Text[], language: string): number | null {
  const words = prose.flatMap(({ text }) => wordsOf(text));
  if (!/^en(-|$)/.test(language) || words.length === 0) return null;
  return fleschKincaid({
    sentence: prose.reduce((sum, { text }) => sum + sentencesIn(text, language), 0),
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllable(word), 0),
  });
}

function sentencesIn(text: string, language: string): number {
  const segments = new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text);
  return [...segments].filter(({ segment }) => wordsOf(segment).length > 0).length;
}

/** A number large enough to be a claim about the world. */
const FIGURE = /\d{1,3}(?:[,.\u202f ]\d{3})+|\d+(?:[.,]\d+)? (?:thousand|million|billion)/g;

function checkFigures(section: Section, path: Path, { byte, report }: Whole): void {
  const claims = byte.facts.map(({ claim }) => claim).join('\n');
  for (const { text, path: at } of textsIn(section, path)) {
    for (const [figure] of text.matchAll(FIGURE)) {
      if (!claims.includes(figure)) report(at, { kind: 'figure-without-source', figure });
    }
  }
}

function checkLinks(value: unknown, path: Path, report: Report): void {
  if (typeof value !== 'object' || value === null) return;
  if (isLink(value)) {
    const text = value.inlines.map((inline) => ('text' in inline ? inline.text : '')).join('');
    if (/^(https?:|www\.|(click |look |see )?here$|link$)/i.test(text.trim())) {
      report(path, { kind: 'bare-link', text });
    }
    return;
  }
  for (const [name, child] of Object.entries(value)) {
    checkLinks(child, [...path, Array.isArray(value) ? Number(name) : name], report);
  }
}

function isLink(value: object): value is Extract<Inline, { kind: 'link' }> {
  return 'kind' in value && value.kind === 'link' && 'inlines' in value;
}

/** Sections in which nothing is explained. */
const NO_ANSWERS: ReadonlySet<Section['kind']> = new Set(['quiz', 'feedback', 'checklist']);

function checkQuiz(
  { questions }: Extract<Section, { kind: 'quiz' }>,
  path: Path,
  { byte, report }: Whole,
): void {
  for (const [index, question] of questions.entries()) {
    const at = [...path, 'questions', index];
    const target = byte.sections.find(({ id }) => id === question.section);
    if (target && NO_ANSWERS.has(target.kind)) {
      report([...at, 'section'], { kind: 'unanswered-question', section: question.section });
    }
    const reasons = textsIn(question, at).filter(({ path: place }) =>
      place.some((part) => part === 'feedback' || part === 'explanation'),
    );
    for (const { text, path: place } of reasons) {
      const given = /^(right|wrong|correct|incorrect|yes|no)[.,:!]/i.test(text);
      if (given || wordsOf(text).length < 3) report(place, { kind: 'thin-reason', text });
    }
  }
}

function checkPictures(
  { sections }: Byte,
  report: Report,
  placeOf: (path: Path) => ContentProblem['at'],
): void {
  const first = new Map<string, Path>();
  for (const [index, { picture }] of sections.entries()) {
    const path = ['sections', index, 'picture'];
    const earlier = first.get(picture.name);
    if (earlier === undefined) first.set(picture.name, path);
    else {
      const firstLine = placeOf([...earlier, 'name']).line;
      report([...path, 'name'], { kind: 'same-picture', name: picture.name, firstLine });
    }
  }
  for (const [index, section] of sections.entries()) {
    for (const { field, text, path } of textsIn(section, ['sections', index])) {
      if (field !== 'alt') continue;
      const isGeneric = /^(an? |the )?(picture|image|photo|drawing|illustration)\b/i.test(text);
      if (isGeneric || wordsOf(text).length < 3) report(path, { kind: 'empty-alt', alt: text });
    }
  }
}

/**
 * What makes career lessons work: a written task, feedback about oneself, facts
 * about the work, people who do it, somebody to talk to (Brown and Ryan Krane,
 * "Four (or five) sessions and a cloud of dust", 2000).
 */
function checkIngredients({ sections, facts, settings, language }: Byte, report: Report): void {
  const has = (kind: Section['kind']): boolean => sections.some((one) => one.kind === kind);
  const actions = sections.flatMap((one) => (one.kind === 'checklist' ? one.actions : []));
  const asks = (words: RegExp): boolean => actions.some(({ text }) => words.test(wordsIn(text)));
  // Only of English can be said what an action asks for.
  const isEnglish = /^en(-|$)/.test(language);
  if (isEnglish && !asks(/\b(write|jot|note down|journal)\b/i)) {
    report(['sections'], { kind: 'no-written-task' });
  }
  if (!has('self-check')) report(['sections'], { kind: 'no-self-check' });
  if (facts.length === 0) report(['facts'], { kind: 'no-facts' });
  if (!has('voices')) report(['sections'], { kind: 'no-people' });
  if (isEnglish && settings.support === undefined && !asks(/\b(talk|ask|speak|counselor)\b/i)) {
    report(['settings'], { kind: 'no-contact' });
  }
}

function wordsIn(text: RichText): string {
  return textsIn({ text }, [])
    .map((one) => one.text)
    .join(' ');
}
