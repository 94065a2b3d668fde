/** Where the two servers answer, such as `http://127.0.0.1:8080`. */
export interface Origins {
  /** Reports and everything a person decides. */
  readonly main: string;
  /** Packages and the page that plays them: another origin, so that a package reaches no report. */
  readonly packages: string;
}
