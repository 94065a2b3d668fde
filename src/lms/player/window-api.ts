/** The eight functions of the SCORM interface under the names of 2004; 1.2 has the same ones. */
export interface LmsApi {
  initialize(argument: string): string;
  terminate(argument: string): string;
  getValue(element: string): string;
  setValue(element: string, value: string): string;
  commit(argument: string): string;
  lastError(): string;
  errorString(code: string): string;
  diagnostic(code: string): string;
}
