import type { Call } from './call.js';

/** How long calls wait for company, in milliseconds. */
const DELAY = 300;
/** Browsers refuse more in what is sent while a page goes away (docs/scorm.md, “Leaving the page”). */
const MOST_CHARACTERS = 30_000;

/** Brings calls to the server in bundles, without ever making the package wait. */
export class CallQueue {
  readonly #url: string;
  #waiting: Call[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #sending = Promise.resolve();
  #leaving = false;

  constructor(url: string) {
    this.#url = url;
  }

  readonly add = (call: Call): void => {
    this.#waiting.push(call);
    if (this.#leaving) this.leave();
    else this.#timer ??= setTimeout(() => this.#flush(), DELAY);
  };

  /** The page goes away: from now on all leaves at once, in pieces that a beacon takes. */
  readonly leave = (): void => {
    this.#leaving = true;
    for (const bundle of this.#taken()) {
      navigator.sendBeacon(this.#url, new Blob([bundle], { type: 'application/json' }));
    }
  };

  #flush(): void {
    for (const body of this.#taken()) {
      // One after the other, so that the log keeps the order of the calls.
      this.#sending = this.#sending.then(async () => {
        const headers = { 'Content-Type': 'application/json' };
        await fetch(this.#url, { method: 'POST', headers, body, keepalive: true }).catch(
          () => null,
        );
      });
    }
  }

  #taken(): readonly string[] {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const bundles: Call[][] = [[]];
    let size = 0;
    for (const call of this.#waiting) {
      const length = JSON.stringify(call).length;
      if (size + length > MOST_CHARACTERS) {
        bundles.push([]);
        size = 0;
      }
      bundles.at(-1)?.push(call);
      size += length;
    }
    this.#waiting = [];
    return bundles.filter((bundle) => bundle.length > 0).map((bundle) => JSON.stringify(bundle));
  }
}
