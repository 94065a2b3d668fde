/** Where the two servers answer, such as `http://127.0.0.1:8080`. */
export interface Origins {
  /** Reports and everything a person decides. */
  readonly main: string;
  /**
   * Packages, for browsers that find no `….localhost`: one origin for all of
   * them, another than that of the reports.
   */
  readonly packages: string;
}

/**
 * The origin of one package. Every name below `localhost` is this computer
 * (RFC 6761), so each package has storage and channels of its own.
 */
export function originOf(label: string, { packages }: Origins): string {
  return `http://${label}.localhost:${new URL(packages).port}`;
}
