import { Scorm12API, Scorm2004API } from 'scorm-again';

export type Standard = 'scorm12' | 'scorm2004';

/** scorm-again as an LMS that keeps what is committed from one visit to the next. */
export interface ScormAgainLms {
  /** What an LMS puts into its window, for a new visit. */
  launch(): Readonly<Record<string, unknown>>;
  /** Every call of the present visit in order, as `SetValue(cmi.exit, suspend) = true`. */
  readonly calls: readonly string[];
  /** The value in the LMS's model, also of write-only elements. */
  value(element: string): string;
}

/** Starts one learner's attempt; `preset` are elements that the LMS sets itself. */
export function scormAgainLms(
  standard: Standard,
  preset: Readonly<Record<string, string>> = {},
): ScormAgainLms {
  const visit = { calls: [] as string[], model: null as Scorm12API | Scorm2004API | null };
  let kept: unknown = null;
  const httpService = {
    processHttpRequest: (_url: string, data: unknown) => {
      const { runtimeData, cmi } = data as { runtimeData?: unknown; cmi?: unknown };
      kept = JSON.parse(JSON.stringify(runtimeData ?? cmi ?? null));
      return { result: 'true', errorCode: 0 };
    },
    updateSettings: () => undefined,
  };
  const options = { autocommit: false, logLevel: 5, lmsCommitUrl: '/commit', httpService } as never;
  return {
    launch() {
      const api = standard === 'scorm12' ? new Scorm12API(options) : new Scorm2004API(options);
      if (kept !== null) api.loadFromJSON(kept as never, 'cmi');
      const flat = Object.keys(preset).length > 0;
      if (flat) api.loadFromFlattenedJSON(preset, '');
      visit.calls = [];
      visit.model = api;
      return { [standard === 'scorm12' ? 'API' : 'API_1484_11']: logged(api, visit.calls) };
    },
    get calls() {
      return visit.calls;
    },
    value(element) {
      const flat = flatten(JSON.parse(JSON.stringify({ cmi: visit.model?.cmi })) as object);
      return flat.get(element) ?? '';
    },
  };
}

function logged(target: object, calls: string[]): object {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member !== 'function' || typeof name !== 'string') return member;
      return (...values: unknown[]): unknown => {
        const answer: unknown = Reflect.apply(member, object, values);
        calls.push(`${name}(${values.map(String).join(', ')}) = ${String(answer)}`);
        return answer;
      };
    },
  });
}

function flatten(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, String(value)]]);
  const inner = Object.entries(value).flatMap(([key, part]) => {
    const name = key === 'childArray' ? path : path === '' ? key : `${path}.${key}`;
    return [...flatten(part, name)];
  });
  return new Map(inner);
}
