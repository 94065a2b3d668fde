import { z } from 'zod';
import { sessionByKey } from '../store/visits.js';
import type { Cell, Database } from '../store/database.js';
import type { Call, LoggedCall } from './call.js';
import { CALL_RULES, type CallRule } from './call-rules.js';
import type { Edition } from './cmi.js';
import { CallMarker } from './mark-calls.js';

/** A log beyond this many calls is cut: the first ones tell the story. */
const MOST_CALLS = 50_000;
/** Characters that are kept of a value; what an attempt stores is shown elsewhere in full. */
const LONGEST_VALUE = 1_000;
/** Visits whose state is remembered; most end soon. */
const MOST_VISITS = 200;
/** The latest moment that JavaScript can name. */
const LAST_MOMENT = 8.64e15;

const callList = z
  .array(
    z.object({
      at: z.number().int().min(0).max(LAST_MOMENT),
      method: z.string().max(40),
      arguments: z.array(z.string()).max(4),
      answer: z.string(),
      error: z.number().int(),
      milliseconds: z.number().nonnegative(),
    }),
  )
  .max(2_000);

/** Which calls of an attempt to read. */
export interface CallQuery {
  /** Only calls with this text in their name, arguments or answer. */
  readonly text?: string;
  /** Only calls that break a rule. */
  readonly marked?: boolean;
  /** Only calls with a greater id. */
  readonly after?: number;
  readonly offset?: number;
  readonly limit: number;
}

/** The log of every call, marked as it arrives, so that reading it takes no more than is shown. */
export class CallLog {
  readonly #database: Database;
  readonly #markers = new Map<number, CallMarker>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Appends calls to the attempt that `key` belongs to; false when they are not acceptable. */
  append(key: string, data: unknown): boolean {
    const session = sessionByKey(this.#database, key);
    const parsed = callList.safeParse(data);
    if (!session || !parsed.success) return false;
    const { attempt_id: attemptId, session_id: sessionId } = session;
    const room = Math.max(0, MOST_CALLS - this.count(attemptId));
    const calls = parsed.data.slice(0, room);
    this.#database.transaction(() => {
      const marker = this.#markerOf(attemptId, sessionId);
      for (const call of calls) this.#insert(attemptId, sessionId, call, marker.marks(call));
    });
    return true;
  }

  /** How many calls a query finds, without its limit. */
  count(attemptId: number, query: Omit<CallQuery, 'limit'> = {}): number {
    const { where, values } = condition(attemptId, query);
    return (
      this.#database.get<{ count: number }>(
        `select count(*) as count from call where ${where}`,
        ...values,
      )?.count ?? 0
    );
  }

  /** Calls of an attempt in their order. */
  read(attemptId: number, query: CallQuery): readonly LoggedCall[] {
    const { where, values } = condition(attemptId, query);
    return this.#database
      .all<CallRow>(
        `select * from call where ${where} order by id limit ? offset ?`,
        ...values,
        query.limit,
        query.offset ?? 0,
      )
      .map(loggedCall);
  }

  #insert(attemptId: number, sessionId: number, call: Call, marks: readonly CallRule[]): void {
    this.#database.run(
      `insert into call (attempt_id, session_id, at, method, arguments, answer, error, milliseconds, marks)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      attemptId,
      sessionId,
      call.at,
      call.method,
      JSON.stringify(call.arguments.map(cut)),
      cut(call.answer),
      call.error,
      call.milliseconds,
      marks.join(' '),
    );
  }

  /** The state of a visit; one that began before this program was started is read again. */
  #markerOf(attemptId: number, sessionId: number): CallMarker {
    const known = this.#markers.get(sessionId);
    if (known) return known;
    const marker = new CallMarker(this.#editionOf(attemptId));
    const rows = this.#database.all<CallRow>(
      'select * from call where session_id = ? order by id',
      sessionId,
    );
    for (const row of rows) marker.marks(loggedCall(row));
    if (rows.length === 0) this.#blameUnended(attemptId, sessionId);
    this.#markers.set(sessionId, marker);
    const [oldest] = this.#markers.keys();
    if (this.#markers.size > MOST_VISITS && oldest !== undefined) this.#markers.delete(oldest);
    return marker;
  }

  /** A new visit has begun, so the one before it is over, with or without Terminate. */
  #blameUnended(attemptId: number, sessionId: number): void {
    this.#database.run(
      `update call set marks = trim(marks || ' not-ended') where id = (
         select max(id) from call where attempt_id = ? and session_id = (
           select max(session_id) from call where attempt_id = ? and session_id < ?)
         and not exists (select 1 from call as other where other.session_id = call.session_id
           and other.method = 'Terminate' and other.answer = 'true'))
       and exists (select 1 from call as first where first.session_id = call.session_id
         and first.method = 'Initialize' and first.answer = 'true')`,
      attemptId,
      attemptId,
      sessionId,
    );
  }

  #editionOf(attemptId: number): Edition {
    const row = this.#database.get<{ edition: Edition | null }>(
      `select json_extract(manifest, '$.edition') as edition
       from course join attempt on course.id = course_id where attempt.id = ?`,
      attemptId,
    );
    return row?.edition ?? 'scorm12';
  }
}

/** The beginning of a long value, and how long it was. */
function cut(value: string): string {
  if (value.length <= LONGEST_VALUE) return value;
  return `${value.slice(0, LONGEST_VALUE)}… (${value.length} characters)`;
}

function condition(
  attemptId: number,
  { text = '', marked = false, after = 0 }: Omit<CallQuery, 'limit'>,
): { readonly where: string; readonly values: readonly Cell[] } {
  const where = ['attempt_id = ?', 'id > ?'];
  const values: Cell[] = [attemptId, after];
  if (marked) where.push("marks <> ''");
  if (text !== '') {
    where.push("instr(lower(method || ' ' || arguments || ' ' || answer), lower(?)) > 0");
    values.push(text);
  }
  return { where: where.join(' and '), values };
}

interface CallRow extends Omit<LoggedCall, 'arguments' | 'session' | 'marks'> {
  readonly arguments: string;
  readonly session_id: number;
  readonly marks: string;
}

function loggedCall(row: CallRow): LoggedCall {
  return {
    id: row.id,
    session: row.session_id,
    at: row.at,
    method: row.method,
    arguments: JSON.parse(row.arguments) as readonly string[],
    answer: row.answer,
    error: row.error,
    milliseconds: row.milliseconds,
    marks: row.marks.split(' ').filter(isRule),
  };
}

function isRule(text: string): text is CallRule {
  return Object.hasOwn(CALL_RULES, text);
}
