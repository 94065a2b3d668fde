import { z } from 'zod';
import { recordOf, shareOf } from '../store/attempt-record.js';
import { flattenCmi, secondsIn, type Cmi } from '../player/cmi.js';
import type { Result } from '../../core/result.js';
import { NO_MOMENT, type ImportedAttempt } from '../store/attempt-writer.js';
import { momentIn } from './moments.js';

/** Attempts in a JSON file; a bad one is a problem with its place in the list. */
export interface JsonReport {
  readonly format: string;
  readonly title: string | null;
  readonly attempts: readonly Result<ImportedAttempt, string>[];
}

/** Reads parsed JSON: registrations of SCORM Cloud, or CMI data of any kind. `null` when it is neither. */
export function readJson(data: unknown): JsonReport | null {
  const registrations = z.object({ registrations: z.array(z.unknown()) }).safeParse(data);
  if (registrations.success) return cloudReport(registrations.data.registrations);
  if (registration.safeParse(data).success) return cloudReport([data]);
  const list = Array.isArray(data) ? (data as readonly unknown[]) : [data];
  const attempts = list.map((one, index) => cmiAttempt(one, index));
  if (!attempts.some(({ ok }) => ok)) return null;
  return { format: 'CMI data', title: null, attempts };
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
  readonly runtime?: z.infer<typeof runtime> | null | undefined;
  readonly children?: readonly Activity[] | null | undefined;
}

const activity: z.ZodType<Activity> = z.lazy(() =>
  z.object({ runtime: runtime.nullish(), children: z.array(activity).nullish() }),
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

function cloudReport(list: readonly unknown[]): JsonReport {
  const parsed = list.map((one) => registration.safeParse(one));
  const title = parsed.find(({ success }) => success)?.data?.course?.title ?? null;
  return {
    format: 'SCORM Cloud registrations',
    title,
    attempts: parsed.map((one) =>
      one.success
        ? { ok: true, value: cloudAttempt(one.data) }
        : { ok: false, problems: [`it is no registration (${firstIssue(one.error)}).`] },
    ),
  };
}

function cloudAttempt(data: z.infer<typeof registration>): ImportedAttempt {
  const { learner, score } = data;
  const success = data.registrationSuccess.toLowerCase();
  const name = [learner?.firstName, learner?.lastName].filter(Boolean).join(' ');
  const runtimes = runtimesOf(data.activityDetails);
  // The API gives the score in percent and sometimes says "NaN" for the amount.
  const amount = Number(data.registrationCompletionAmount ?? NaN);
  return {
    learner: name || (learner?.id ?? data.id),
    code: learner?.id ?? data.id,
    number: (data.instance ?? 0) + 1,
    record: {
      status: data.registrationCompletion.toLowerCase(),
      success: success === 'passed' || success === 'failed' ? success : 'unknown',
      score: score?.scaled ?? null,
      progress: Number.isFinite(amount) ? amount : null,
      interactions: runtimes.flatMap(({ runtimeInteractions }) =>
        (runtimeInteractions ?? []).map(cloudInteraction),
      ),
      objectives: runtimes.flatMap(({ runtimeObjectives }) =>
        (runtimeObjectives ?? []).map((one) => ({
          code: one.id ?? '',
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

function cloudInteraction(
  one: z.infer<typeof interaction>,
): ImportedAttempt['record']['interactions'][number] {
  const result = (one.result ?? '').toLowerCase();
  return {
    code: one.id,
    type: (one.type ?? '').toLowerCase(),
    description: one.description ?? '',
    response: one.learnerResponse ?? '',
    rightAnswer: one.correctResponses?.[0] ?? '',
    result,
    share: shareOf(result),
  };
}

function runtimesOf(node: Activity | null | undefined): readonly z.infer<typeof runtime>[] {
  if (!node) return [];
  return [...(node.runtime ? [node.runtime] : []), ...(node.children ?? []).flatMap(runtimesOf)];
}

/** One learner's CMI data: flat names, nested objects, or either inside `cmi` or `runtimeData`. */
function cmiAttempt(data: unknown, index: number): Result<ImportedAttempt, string> {
  const cmi = [data, inner(data, 'runtimeData'), inner(data, 'cmi')].reduce<Cmi | null>(
    (found, one) => found ?? flattenCmi(one),
    null,
  );
  if (!cmi) return { ok: false, problems: ['it holds no element whose name begins with "cmi.".'] };
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
