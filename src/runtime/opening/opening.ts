import type { Lesson } from '../../core/lesson.js';
import { newRecord, type LessonRecord, type QuizResult } from '../../core/lesson-state.js';
import { decode } from '../../core/suspend-data.js';
import { ApiCalls, type LmsFault } from '../lms/api-calls.js';
import { findApi, type FoundApi, type Standard } from '../lms/find-api.js';
import type { Trace } from '../lms/trace.js';
import { pause } from '../page/timing.js';
import type { Dialect, Floor, HeldAtStart } from '../scorm/dialect.js';
import { scorm12, withoutDecoy } from '../scorm/scorm12.js';
import { scorm2004 } from '../scorm/scorm2004.js';
import { openEarly } from './early-opening.js';

/** What an LMS said when the lesson was opened. Anything may be missing or wrong. */
export interface Opening extends HeldAtStart {
  /** Whether the LMS could be asked for our own text at all; an empty answer is one. */
  readonly answered: boolean;
  readonly mode: 'normal' | 'review' | 'browse';
  /** Whether results count; without it nothing is written. */
  readonly credit: boolean;
  readonly learnerId: string;
  readonly learnerName: string;
  /** Percent; `null` when the LMS names none. */
  readonly passMark: number | null;
  readonly location: string;
}

/** An open session with an LMS, and what it said at the start. */
export interface Session {
  readonly calls: ApiCalls;
  readonly opening: Opening;
}

const POLL_MS = 250;
const PATIENCE_MS = 10_000;
const INITIALIZE_PAUSES_MS = [1000, 2000];
/** How long a proxy between two frames may need until it has the LMS's values. */
const SECOND_READ_MS = 300;
/** Between two reads from an LMS that does not answer; the last one repeats. */
const SILENCE_PAUSES_MS = [1000, 2000, 5000, 15_000];
/** More rows than any package of ours makes; a larger count is not believed. */
const MOST_ROWS = 300;

/**
 * Finds the LMS, waiting for it up to ten seconds, and opens the session once,
 * unless that was done while the page arrived. Otherwise the reason why nothing
 * can be recorded. `onSilence` is called while the LMS cannot be asked what it
 * holds: until it answers nothing may be written, because it could hold more.
 */
export async function openSession(
  window: Window,
  packaged: Standard,
  trace: Trace,
  onSilence: () => void,
): Promise<Session | 'no-lms' | 'refused'> {
  const early = await openEarly(window, packaged);
  const found = early?.found ?? (await waitForApi(window, packaged));
  if (!found) return 'no-lms';
  trace.note(`found ${found.standard} in ${found.where}${early?.opened ? ', opened early' : ''}`);
  const calls = new ApiCalls(found, dialectOf(found.standard), trace);
  if (!early?.opened && !(await initialize(window, calls))) return 'refused';
  return { calls, opening: await readUntilAnswered(window, calls, onSilence) };
}

/** The dialect that an LMS of `standard` understands. */
export function dialectOf(standard: Standard): Dialect {
  return standard === 'scorm12' ? scorm12 : scorm2004;
}

async function waitForApi(window: Window, packaged: Standard): Promise<FoundApi | null> {
  for (let waited = 0; waited <= PATIENCE_MS; waited += POLL_MS) {
    const found = findApi(window, packaged);
    if (found) return found;
    await pause(window, POLL_MS);
  }
  return null;
}

/** Two retries after a refusal; never one after a success, because that wipes data in places. */
async function initialize(window: Window, calls: ApiCalls): Promise<boolean> {
  for (const wait of INITIALIZE_PAUSES_MS) {
    if (opens(calls)) return true;
    await pause(window, wait);
  }
  return opens(calls);
}

function opens(calls: ApiCalls): boolean {
  const fault = calls.initialize();
  return !fault || isOpenAlready(fault, calls);
}

/** After a reload or Back the session may still be open: then the LMS gives values all the same. */
function isOpenAlready(fault: LmsFault, calls: ApiCalls): boolean {
  if (fault.code !== 101 && fault.code !== 103) return false;
  const { fault: readFault } = calls.get(calls.dialect.names.learnerId);
  // 403 is the answer of an open session about a value that was never set.
  return readFault === null || readFault.code === 403;
}

/** Reads until the LMS answers, and twice where it may not have its values yet. */
async function readUntilAnswered(
  window: Window,
  calls: ApiCalls,
  onSilence: () => void,
): Promise<Opening> {
  let first = readOpening(calls);
  for (let reads = 0; !first.answered; reads += 1) {
    onSilence();
    await pause(window, SILENCE_PAUSES_MS[Math.min(reads, SILENCE_PAUSES_MS.length - 1)] ?? 0);
    first = readOpening(calls);
  }
  const entry = calls.get(calls.dialect.names.entry).value.toLowerCase();
  if (first.suspendData !== '' || entry === 'ab-initio') return first;
  await pause(window, SECOND_READ_MS);
  return readOpening(calls);
}

/** Reads what the LMS knows at the start. Every value is a hint, and may be missing. */
export function readOpening(calls: ApiCalls): Opening {
  const { names, standard } = calls.dialect;
  const read = (element: string): string => calls.get(element).value.trim();
  const word = (element: string): string => read(element).toLowerCase();
  const mode = word(names.mode);
  const suspendData = calls.get(names.suspendData);
  return {
    answered: suspendData.fault?.code !== -1,
    mode: mode === 'review' || mode === 'browse' ? mode : 'normal',
    credit: !word(names.credit).startsWith('no'),
    learnerId: read(names.learnerId),
    learnerName: read(names.learnerName),
    passMark: passMarkOf(read(names.passMark), standard === 'scorm12' ? 1 : 100),
    suspendData: suspendData.value.trim(),
    location: read(names.location),
    floor: floorOf(calls, names.statuses.map(word)),
    interactionCount: countOf(read('cmi.interactions._count')),
    objectiveRows: readObjectives(calls),
  };
}

/** A pass mark of 0 would pass everybody; an LMS that says so has none. */
function passMarkOf(text: string, factor: number): number | null {
  const percent = Math.round((numberOf(text) ?? 0) * factor * 100) / 100;
  return percent > 0 && percent <= 100 ? percent : null;
}

/** Only plain decimals: an empty text, which `Number` would read as 0, is no number. */
function numberOf(text: string): number | null {
  return /^-?\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}

function countOf(text: string): number | null {
  const count = numberOf(text) ?? -1;
  return Number.isInteger(count) && count >= 0 ? Math.min(count, MOST_ROWS) : null;
}

function floorOf(calls: ApiCalls, words: readonly string[]): Floor {
  const { names, standard } = calls.dialect;
  const score = numberOf(calls.get(names.score).value.trim()) ?? -1;
  const progress =
    standard === 'scorm2004' ? numberOf(calls.get('cmi.progress_measure').value.trim()) : null;
  const success = words.find((word) => word === 'passed' || word === 'failed');
  return {
    lessonStatus: standard === 'scorm12' ? (words[0] ?? '') : '',
    completed: words.includes('completed') || (standard === 'scorm12' && words.includes('passed')),
    success: success === 'passed' || success === 'failed' ? success : 'unknown',
    score: score >= 0 && score <= 100 ? withoutDecoy(score) : null,
    progress: progress !== null && progress >= 0 && progress <= 1 ? progress : 0,
  };
}

/** Objectives of the manifest may already have rows, so ids are read before one is added. */
function readObjectives(calls: ApiCalls): ReadonlyMap<string, number> {
  const count = countOf(calls.get('cmi.objectives._count').value.trim()) ?? 0;
  const rows = new Map<string, number>();
  for (let row = 0; row < count; row += 1) {
    const id = calls.get(`cmi.objectives.${row}.id`).value;
    // A row without an id is counted and not there: ours fits in.
    if (id !== '') rows.set(rows.has(id) ? `\u0000${row}` : id, row);
  }
  return rows;
}

/** What an earlier visit left at the LMS. */
export interface Restored {
  /** `null` for a learner who was never here. */
  readonly record: LessonRecord | null;
  /** Whether our own text arrived whole and was written with this content, so that the LMS has all of it. */
  readonly intact: boolean;
}

/**
 * Reads the stored record. Where it is damaged or gone, the LMS's own status,
 * score and location fill the holes, so that a final result is never lost while
 * any trace of it can be read. Our own text, if whole, is believed over the LMS.
 */
export function restore(lesson: Lesson, opening: Opening, seed: number): Restored {
  const decoded = decode(lesson, opening.suspendData);
  // Marked text came with decoy values, and the browser died before the true ones followed.
  const intact = decoded?.sameContent === true && decoded.attempt === 0;
  if (decoded?.complete) return { record: decoded.record, intact };
  const start = decoded?.record ?? newRecord(seed);
  const record = withHints(lesson, opening, start);
  return { record: decoded || record !== start ? record : null, intact: false };
}

function withHints(lesson: Lesson, opening: Opening, record: LessonRecord): LessonRecord {
  const { floor, location } = opening;
  const best = record.quiz.best ?? hintedResult(lesson, opening);
  const place = lesson.sections.find(({ id }) => id === location)?.id ?? null;
  const addsPlace = record.position === null && place !== null;
  if (!floor.completed && best === record.quiz.best && !addsPlace) return record;
  return {
    ...record,
    completed: record.completed || floor.completed,
    position: record.position ?? place,
    seen: place === null ? record.seen : new Set([...record.seen, place]),
    quiz: { ...record.quiz, best, attempts: Math.max(record.quiz.attempts, best ? 1 : 0) },
  };
}

/** A score alone proves an attempt, but 0 only together with a verdict: some LMSs start with it. */
function hintedResult(lesson: Lesson, { floor, passMark }: Opening): QuizResult | null {
  if (!lesson.quiz || floor.score === null) return null;
  if (floor.score === 0 && floor.success === 'unknown' && !floor.completed) return null;
  const score = Math.round(floor.score);
  const mark = passMark ?? lesson.settings.passMark;
  return { score, passed: floor.success === 'passed' || score >= mark, answers: {} };
}

/**
 * Ends a session in which nothing may be written (docs/scorm.md, Visits that
 * only look). In 1.2 Finish turns a status that was never set into `completed`,
 * so there it is left out. In 2004 the attempt must stay suspended, or the
 * course forgets it; {@link keepSuspended} has seen to that.
 */
export function endWithoutWriting({ calls, opening }: Session): void {
  const { lessonStatus } = opening.floor;
  const holdsStatus = lessonStatus !== '' && lessonStatus !== 'not attempted';
  if (calls.dialect.standard === 'scorm2004' || holdsStatus) calls.terminate();
}

/** The one value that a 2004 session needs even where nothing may be written. */
export function keepSuspended({ calls }: Session): void {
  if (calls.dialect.standard === 'scorm2004') calls.set(calls.dialect.names.exit, 'suspend');
}
