import { Scorm12API, Scorm2004API } from 'scorm-again';
import type { PlayerSettings } from './launch-options.js';
import type { LmsApi } from './window-api.js';

/** How a commit reaches the server; throws or gives false when it did not. */
export type SendCommit = (cmi: unknown, leaving: boolean) => boolean;

/** The interface as scorm-again implements it, started with the learner's elements. */
export function scormAgainApi(settings: PlayerSettings, send: SendCommit): LmsApi {
  const pinned = {
    autocommit: false,
    logLevel: 'NONE',
    dataCommitFormat: 'flattened',
    renderCommonCommitFields: false,
    // A pass mark decides at the end, as LMSs do it (docs/scorm.md, “Who overrides the status”).
    mastery_override: true,
    lmsCommitUrl: settings.commitUrl,
    httpService: {
      processHttpRequest: (_url: string, cmi: unknown, leaving: boolean) =>
        send(cmi, leaving) ? { result: 'true', errorCode: 0 } : { result: 'false', errorCode: 101 },
      updateSettings: () => undefined,
    },
  } as const;
  if (settings.edition === 'scorm12' || settings.behaviour === 'chamilo') {
    const api = new Scorm12API(pinned);
    api.loadFromFlattenedJSON({ ...settings.cmi });
    return {
      initialize: (argument) => api.LMSInitialize(argument),
      terminate: (argument) => {
        completeUntouched(api, settings.mode);
        return api.LMSFinish(argument);
      },
      getValue: (element) => api.LMSGetValue(element),
      setValue: (element, value) => api.LMSSetValue(element, value),
      commit: (argument) => api.LMSCommit(argument),
      lastError: () => api.LMSGetLastError(),
      errorString: (code) => api.LMSGetErrorString(code),
      diagnostic: (code) => api.LMSGetDiagnostic(code),
    };
  }
  const api = new Scorm2004API(pinned);
  api.loadFromFlattenedJSON({ ...settings.cmi });
  return {
    initialize: (argument) => api.Initialize(argument),
    terminate: (argument) => api.Terminate(argument),
    getValue: (element) => api.GetValue(element),
    setValue: (element, value) => api.SetValue(element, value),
    commit: (argument) => api.Commit(argument),
    lastError: () => api.GetLastError(),
    errorString: (code) => api.GetErrorString(code),
    diagnostic: (code) => api.GetDiagnostic(code),
  };
}

/**
 * 1.2: a status that the package never set becomes "completed" at the end, and
 * "browsed" in a preview (run-time environment 3.4.4, `cmi.core.lesson_status`).
 */
function completeUntouched(api: Scorm12API, mode: PlayerSettings['mode']): void {
  if (mode === 'review' || !api.isInitialized()) return;
  if (api.LMSGetValue('cmi.core.lesson_status') === 'not attempted') {
    api.LMSSetValue('cmi.core.lesson_status', mode === 'browse' ? 'browsed' : 'completed');
  }
}
