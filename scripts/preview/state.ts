/** The state of the preview, which its page gets as JSON after each change. */
export interface PreviewState {
  /** The name of the Byte's folder. */
  readonly name: string;
  /** Grows with each version of the lesson that can be shown; 0 when there is none yet. */
  readonly version: number;
  /** Whether the version shown is the one in the files. */
  readonly isCurrent: boolean;
  readonly problems: readonly PreviewProblem[];
}

export interface PreviewProblem {
  readonly text: string;
  /** Otherwise a warning. */
  readonly isError: boolean;
  /** The id of the section with the problem; `null` outside all of them. */
  readonly section: string | null;
}
