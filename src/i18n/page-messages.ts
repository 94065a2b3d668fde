/** The words that stand in the page's HTML alone; the script never says them, so it does not carry them. */
export interface PageMessages {
  readonly skip: string;
  readonly noScript: string;
  readonly minutes: (minutes: number) => string;
  /** Beside an amount of money that is drawn as coins. */
  readonly coin: string;
  readonly newTab: string;
  readonly about: string;
  readonly sources: string;
  readonly credits: string;
  readonly version: (version: string, fingerprint: string) => string;
  readonly fact: {
    readonly claim: string;
    readonly source: string;
    readonly place: string;
    readonly year: string;
    readonly licence: string;
  };
}
