import { z } from 'zod';
import {
  NO_SCORE,
  percentScore,
  recordOf,
  shareOf,
  successIn,
  type InteractionRecord,
} from '../store/attempt-record.js';
import { NO_MOMENT, type ImportedAttempt } from '../store/attempt-writer.js';
import { flattenCmi, secondsIn, type Cmi } from '../player/cmi.js';
import type { Result } from '../../core/result.js';
import { wrong } from './table-format.js';
import { momentIn } from './values.js';
import { isStatements, statementAttempts } from './xapi.js';

/** Attempts in a JSON file; a bad one is a problem with its place in the list. */
export interface JsonReport {
  readonly format: string;
  readonly title: string | null;
  readonly notices: readonly string[];
  readonly attempts: Iterable<Result<ImportedAttempt, string>>;
}

/** If none of so many entries is an attempt, none is looked for in the rest. */
const FIRST_ENTRIES = 1_000;

/**
 * Reads parsed JSON: registrations of SCORM Cloud, xAPI statements, or CMI data of any kind.
 * `null` when it is none of these.
 */
export function readJson(data: unknown): JsonReport | null {
  const { list, more } = entriesOf(data);
  const notices = more
    ? [
        'This file is one page of several: it says itself that there are more. What is shown is not all.',
      ]
    : [];
  if (list.slice(0, FIRST_ENTRIES).some((one) => registration.safeParse(one).success)) {
    return { ...cloudReport(list), notices };
  }
  if (isStatements(list)) {
    return { format: 'xAPI statements', title: null, notices, attempts: statementAttempts(list) };
  }
  if (!list.slice(0, FIRST_ENTRIES).some((one, index) => cmiAttempt(one, index).ok)) return null;
  return { format: 'CMI data', title: null, notices, attempts: cmiAttempts(list) };
}

function entriesOf(data: unknown): { readonly list: readonly unknown[]; readonly more: boolean } {
  if (Array.isArray(data)) return { list: data as readonly unknown[], more: false };
  for (const name of ['registrations', 'statements']) {
    const list = inner(data, name);
    const more = inner(data, 'more');
    if (Array.isArray(list)) {
      return { list: list as readonly unknown[], more: typeof more === 'string' && more !== '' };
    }
  }
  return { list: [data], more: false };
}

function* cmiAttempts(list: readonly unknown[]): Generator<Result<ImportedAttempt, string>> {
  for (const [index, one] of list.entries()) yield cmiAttempt(one, index);
}

const interaction = z.object({
  id: z.string(),
  type: z.string().nullish(),
  description: z.string().nullish(),
  learnerResponse: z.string().nullish(),
  correctResponses: z.array(z.string()).nullish(),
  result: z.string().nullish(),
});

const runtime = z.object({
  completionStatus: z.string().nullish(),
  runtimeInteractions: z.array(interaction).nullish(),
  runtimeObjectives: z
    .array(
      z.object({
        id: z.string().nullish(),
        runtimeObjectiveSuccessStatus: z.string().nullish(),
        completionStatus: z.string().nullish(),
        scoreRaw: z.string().nullish(),
        scoreScaled: z.string().nullish(),
      }),
    )
    .nullish(),
});

interface Activity {
  readonly id?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly runtime?: z.infer<typeof runtime> | null | undefined;
  readonly children?: readonly Activity[] | null | undefined;
}

const activity: z.ZodType<Activity> = z.lazy(() =>
  z.object({
    id: z.string().nullish(),
    title: z.string().nullish(),
    runtime: runtime.nullish(),
    children: z.array(activity).nullish(),
  }),
);

/** A registration as the public documents of SCORM Cloud's API v2 describe it. */
const registration = z.object({
  id: z.string(),
  instance: z.number().nullish(),
  registrationCompletion: z.string(),
  registrationCompletionAmount: z.union([z.number(), z.string()]).nullish(),
  registrationSuccess: z.string(),
  score: z.object({ scaled: z.number().nullish() }).nullish(),
  totalSecondsTracked: z.number().nullish(),
  firstAccessDate: z.string().nullish(),
  lastAccessDate: z.string().nullish(),
  course: z.object({ title: z.string().nullish() }).nullish(),
  learner: z
    .object({ id: z.string(), firstName: z.string().nullish(), lastName: z.string().nullish() })
    .nullish(),
  activityDetails: activity.nullish(),
});

function cloudReport(list: readonly unknown[]): Omit<JsonReport, 'notices'> {
  const titled = list.find((one) => inner(inner(one, 'course'), 'title') !== undefined);
  const title = inner(inner(titled, 'course'), 'title');
  return {
    format: 'SCORM Cloud registrations',
    title: typeof title === 'string' ? title : null,
    attempts: cloudAttempts(list),
  };
}

function* cloudAttempts(list: readonly unknown[]): Generator<Result<ImportedAttempt, string>> {
  for (const one of list) {
    const parsed = registration.safeParse(one);
    yield parsed.success
      ? { ok: true, value: cloudAttempt(parsed.data) }
      : wrong(`it is no registration (${firstIssue(parsed.error)}).`);
  }
}

function cloudAttempt(data: z.infer<typeof registration>): ImportedAttempt {
  const { learner, score } = data;
  const name = [learner?.firstName, learner?.lastName].filter(Boolean).join(' ');
  const parts = partsOf(data.activityDetails);
  // The API sometimes says "NaN" for the amount.
  const amount = Number(data.registrationCompletionAmount ?? NaN);
  const percent = score?.scaled ?? null;
  return {
    learner: name || (learner?.id ?? data.id),
    code: learner?.id ?? data.id,
    number: (data.instance ?? 0) + 1,
    record: {
      status: data.registrationCompletion.toLowerCase(),
      success: successIn(data.registrationSuccess),
      // Unlike `cmi.score.scaled`, the API's is from 0 to 100.
      score: percent === null ? NO_SCORE : percentScore(percent),
      progress: Number.isFinite(amount) ? amount : null,
      interactions: parts.flatMap(({ name: part, runtime: { runtimeInteractions } }, n) =>
        // Two parts of one package may give two questions the same id.
        (runtimeInteractions ?? []).map((one) => cloudInteraction(one, n === 0 ? '' : `${part}: `)),
      ),
      objectives: parts.flatMap(({ name: part, runtime: { runtimeObjectives } }, n) =>
        (runtimeObjectives ?? []).map((one) => ({
          code: `${n === 0 ? '' : `${part}: `}${one.id ?? ''}`,
          status: [one.completionStatus, one.runtimeObjectiveSuccessStatus]
            .filter((word) => word && !/^unknown$/i.test(word))
            .join(', ')
            .toLowerCase(),
          score: one.scoreRaw ?? one.scoreScaled ?? '',
        })),
      ),
    },
    seconds: data.totalSecondsTracked ?? null,
    first: momentIn(data.firstAccessDate ?? ''),
    last: momentIn(data.lastAccessDate ?? ''),
    cmi: null,
  };
}

function cloudInteraction(one: z.infer<typeof interaction>, prefix: string): InteractionRecord {
  const result = (one.result ?? '').toLowerCase();
  return {
    code: prefix + one.id,
    type: (one.type ?? '').toLowerCase(),
    description: one.description ?? '',
    response: one.learnerResponse ?? '',
    rightAnswer: one.correctResponses?.[0] ?? '',
    result,
    share: shareOf(result),
  };
}

interface Part {
  readonly name: string;
  readonly runtime: z.infer<typeof runtime>;
}

function partsOf(node: Activity | null | undefined): readonly Part[] {
  if (!node) return [];
  const own = node.runtime
    ? [{ name: node.title ?? node.id ?? 'part', runtime: node.runtime }]
    : [];
  return [...own, ...(node.children ?? []).flatMap(partsOf)];
}

/** One learner's CMI data: flat names, nested objects, or either inside `cmi` or `runtimeData`. */
function cmiAttempt(data: unknown, index: number): Result<ImportedAttempt, string> {
  const cmi = [data, inner(data, 'runtimeData'), inner(data, 'cmi')].reduce<Cmi | null>(
    (found, one) => found ?? flattenCmi(one),
    null,
  );
  if (!cmi) return wrong('it holds no element whose name begins with "cmi.".');
  const id = cmi['cmi.core.student_id'] ?? cmi['cmi.learner_id'] ?? `learner-${index + 1}`;
  const total = cmi['cmi.core.total_time'] ?? cmi['cmi.total_time'] ?? '';
  const session = cmi['cmi.core.session_time'] ?? cmi['cmi.session_time'] ?? '';
  return {
    ok: true,
    value: {
      learner: cmi['cmi.core.student_name'] ?? cmi['cmi.learner_name'] ?? id,
      code: id,
      number: attemptNumber(inner(data, 'attempt')),
      record: recordOf(cmi),
      seconds: secondsIn(total) ?? secondsIn(session),
      first: NO_MOMENT,
      last: NO_MOMENT,
      cmi,
    },
  };
}

function attemptNumber(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.trunc(value) : 1;
}

function inner(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null
    ? (data as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'unknown';
}
