import { z } from 'zod';
import { sessionByKey } from '../store/visits.js';
import type { Database } from '../store/database.js';
import type { LoggedCall } from './call.js';

/** A log beyond this many calls is cut: the first ones tell the story. */
const MOST_CALLS = 50_000;

const callList = z
  .array(
    z.object({
      at: z.number().int(),
      method: z.string().max(40),
      arguments: z.array(z.string()).max(4),
      answer: z.string(),
      error: z.number().int(),
      milliseconds: z.number().nonnegative(),
    }),
  )
  .max(2_000);

/** Appends calls to the log of the attempt that `key` belongs to; false when they are not acceptable. */
export function appendCalls(database: Database, key: string, data: unknown): boolean {
  const session = sessionByKey(database, key);
  const parsed = callList.safeParse(data);
  if (!session || !parsed.success) return false;
  const { count } = database.get<{ count: number }>(
    'select count(*) as count from call where attempt_id = ?',
    session.attempt_id,
  ) ?? { count: 0 };
  database.transaction(() => {
    for (const call of parsed.data.slice(0, Math.max(0, MOST_CALLS - count))) {
      database.run(
        `insert into call (attempt_id, session_id, at, method, arguments, answer, error, milliseconds)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        session.attempt_id,
        session.session_id,
        call.at,
        call.method,
        JSON.stringify(call.arguments),
        call.answer,
        call.error,
        call.milliseconds,
      );
    }
  });
  return true;
}

interface CallRow extends Omit<LoggedCall, 'arguments' | 'session'> {
  readonly arguments: string;
  readonly session_id: number;
}

/** The log of an attempt, in the order of the calls. */
export function callsOf(database: Database, attemptId: number): readonly LoggedCall[] {
  return database
    .all<CallRow>('select * from call where attempt_id = ? order by id', attemptId)
    .map(({ id, session_id, at, method, arguments: given, answer, error, milliseconds }) => ({
      id,
      session: session_id,
      at,
      method,
      arguments: JSON.parse(given) as readonly string[],
      answer,
      error,
      milliseconds,
    }));
}
