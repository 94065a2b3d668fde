import { z } from 'zod';
import {
  NO_SCORE,
  scoreOf,
  shareOf,
  type InteractionRecord,
  type Score,
  type Success,
} from '../store/attempt-record.js';
import type { ImportedAttempt } from '../store/attempt-writer.js';
import { secondsIn } from '../player/cmi.js';
import type { Result } from '../../core/result.js';
import { momentIn } from './values.js';

// xAPI statements (IEEE 9274.1.1, and 1.0.3 before it), exported from a learning record store.

const languageMap = z.record(z.string(), z.string()).nullish();

const statement = z.object({
  actor: z.object({
    name: z.string().nullish(),
    mbox: z.string().nullish(),
    mbox_sha1sum: z.string().nullish(),
    openid: z.string().nullish(),
    account: z.object({ name: z.union([z.string(), z.number()]) }).nullish(),
  }),
  verb: z.object({ id: z.string() }),
  object: z.object({
    id: z.string(),
    definition: z
      .object({
        name: languageMap,
        description: languageMap,
        interactionType: z.string().nullish(),
        correctResponsesPattern: z.array(z.string()).nullish(),
      })
      .nullish(),
  }),
  result: z
    .object({
      score: z
        .object({
          scaled: z.number().nullish(),
          raw: z.number().nullish(),
          min: z.number().nullish(),
          max: z.number().nullish(),
        })
        .nullish(),
      success: z.boolean().nullish(),
      completion: z.boolean().nullish(),
      response: z.string().nullish(),
      duration: z.string().nullish(),
    })
    .nullish(),
  context: z
    .object({
      registration: z.string().nullish(),
      contextActivities: z
        .object({
          parent: z
            .union([z.array(z.object({ id: z.string() })), z.object({ id: z.string() })])
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
  timestamp: z.string().nullish(),
  stored: z.string().nullish(),
});

type Statement = z.infer<typeof statement>;

/** Whether the entries of a list are statements. */
export function isStatements(list: readonly unknown[]): boolean {
  return list.slice(0, 100).some((one) => statement.safeParse(one).success);
}

/** Every learner's statements with one registration, or about one activity, are one attempt. */
export function* statementAttempts(
  list: readonly unknown[],
): Generator<Result<ImportedAttempt, string>> {
  const groups = new Map<string, Statement[]>();
  for (const one of list) {
    const parsed = statement.safeParse(one);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      yield {
        ok: false,
        problems: [`it is no statement (${issue?.path.join('.')}: ${issue?.message}).`],
      };
      continue;
    }
    const key = JSON.stringify([learnerId(parsed.data), sessionOf(parsed.data)]);
    const group = groups.get(key);
    if (group) group.push(parsed.data);
    else groups.set(key, [parsed.data]);
  }
  const attempts = new Map<string, number>();
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const code = learnerId(first);
    const number = (attempts.get(code) ?? 0) + 1;
    attempts.set(code, number);
    yield { ok: true, value: attemptOf(group, code, number) };
  }
}

function learnerId({ actor }: Statement): string {
  const { mbox, account, openid, mbox_sha1sum: sum, name } = actor;
  return (
    mbox?.replace(/^mailto:/, '') ?? String(account?.name ?? openid ?? sum ?? name ?? 'unknown')
  );
}

function sessionOf({ context, object, verb }: Statement): string {
  if (context?.registration) return context.registration;
  const parent = context?.contextActivities?.parent;
  const [parentId] = Array.isArray(parent) ? parent.map(({ id }) => id) : parent ? [parent.id] : [];
  return isVerb(verb.id, 'answered') ? (parentId ?? object.id) : object.id;
}

/** Verbs of ADL and of others end in their word. */
function isVerb(id: string, word: string): boolean {
  return id.toLowerCase().split(/[/#]/).at(-1) === word;
}

function attemptOf(
  statements: readonly Statement[],
  code: string,
  number: number,
): ImportedAttempt {
  const inOrder = [...statements].sort((a, b) =>
    (a.timestamp ?? '').localeCompare(b.timestamp ?? ''),
  );
  let success: Success = 'unknown';
  let isCompleted = false;
  let score: Score = NO_SCORE;
  let seconds: number | null = null;
  for (const { verb, result } of inOrder.filter((one) => !isAnswer(one))) {
    if (isVerb(verb.id, 'passed') || isVerb(verb.id, 'failed'))
      success = isVerb(verb.id, 'passed') ? 'passed' : 'failed';
    else if (typeof result?.success === 'boolean') success = result.success ? 'passed' : 'failed';
    isCompleted ||= isVerb(verb.id, 'completed') || result?.completion === true;
    if (result?.score) {
      const { raw, min, max, scaled } = result.score;
      score = scoreOf(raw ?? null, min ?? null, max ?? null, scaled ?? null);
    }
    seconds = secondsIn(result?.duration ?? '') ?? seconds;
  }
  const times = inOrder.flatMap(({ timestamp, stored }) => timestamp ?? stored ?? []);
  const { actor } = inOrder[0] ?? {};
  return {
    learner: actor?.name ?? code,
    code,
    number,
    record: {
      // Statements say what happened; that something has not happened yet they never say.
      status: isCompleted ? 'completed' : 'unknown',
      success,
      score,
      progress: null,
      interactions: inOrder.filter(isAnswer).map(interactionOf),
      objectives: [],
    },
    seconds,
    first: momentIn(times[0] ?? ''),
    last: momentIn(times.at(-1) ?? ''),
    cmi: null,
  };
}

function isAnswer({ verb, object }: Statement): boolean {
  return isVerb(verb.id, 'answered') || Boolean(object.definition?.interactionType);
}

function interactionOf({ object, result }: Statement): InteractionRecord {
  const { definition } = object;
  const share =
    result?.score?.scaled ?? (typeof result?.success === 'boolean' ? Number(result.success) : null);
  const word = result?.success === true ? 'correct' : result?.success === false ? 'incorrect' : '';
  return {
    code: object.id,
    type: definition?.interactionType ?? '',
    description: firstText(definition?.description) ?? firstText(definition?.name) ?? '',
    response: result?.response ?? '',
    rightAnswer: definition?.correctResponsesPattern?.[0] ?? '',
    result: word,
    share: share === null ? shareOf(word) : Math.min(1, Math.max(0, share)),
  };
}

function firstText(texts: Readonly<Record<string, string>> | null | undefined): string | undefined {
  return texts?.['en-US'] ?? texts?.['en'] ?? Object.values(texts ?? {})[0];
}
