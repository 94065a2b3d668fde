import type { LmsApi } from '../window-api.js';

/** Refuses a call: sets the code that GetLastError gives next, and gives what the call answers. */
export type Refuse = (code: number, answer?: string) => string;

/**
 * An interface like `inner()` but for the functions that `change` gives. The
 * code of a refusal lasts until the next call that could set another one.
 */
export function overriding(
  inner: () => LmsApi,
  change: (refuse: Refuse) => Partial<LmsApi>,
): LmsApi {
  let refused: string | null = null;
  const changed = change((code, answer = 'false') => {
    refused = String(code);
    return answer;
  });
  const own = { ...changed };
  const anew = <Given extends readonly string[], Answer>(
    call: (...given: Given) => Answer,
  ): ((...given: Given) => Answer) => {
    return (...given) => {
      refused = null;
      return call(...given);
    };
  };
  return {
    initialize: anew(own.initialize ?? ((argument: string) => inner().initialize(argument))),
    terminate: anew(own.terminate ?? ((argument: string) => inner().terminate(argument))),
    getValue: anew(own.getValue ?? ((element: string) => inner().getValue(element))),
    setValue: anew(
      own.setValue ?? ((element: string, value: string) => inner().setValue(element, value)),
    ),
    commit: anew(own.commit ?? ((argument: string) => inner().commit(argument))),
    lastError: own.lastError ?? (() => refused ?? inner().lastError()),
    errorString: (code) => inner().errorString(code),
    diagnostic: (code) => inner().diagnostic(code),
  };
}
