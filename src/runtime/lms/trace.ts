/** Why an LMS did not do what it was asked. */
export interface LmsFault {
  readonly call: 'initialize' | 'get' | 'set' | 'commit' | 'terminate';
  /** The data-model element, where the call names one. */
  readonly element: string;
  /** The LMS's number; 0 when it gave none, -1 when the call threw. */
  readonly code: number;
  /** The LMS's words, possibly none. */
  readonly text: string;
  /**
   * `closed`: no session (any more). `element`: this value will never be
   * taken. `other`: it may work the next time.
   */
  readonly kind: 'closed' | 'element' | 'other';
}

/** Lines that the trace keeps; the oldest ones go first. */
const MOST_LINES = 5000;

/**
 * What an LMS's support asks for first: each refusal once in the console and,
 * with `?debug=1`, every call, answer and saving decision, also as text.
 */
export class Trace {
  /** Whether the page was opened with `?debug=1`. */
  readonly isOn: boolean;
  readonly #console: Console;
  readonly #now: () => number;
  readonly #lines: string[] = [];
  readonly #warnings = new Set<string>();

  constructor(window: Window) {
    this.isOn = new URLSearchParams(window.location.search).get('debug') === '1';
    // Every browser window has a console; the type of Window does not say so.
    this.#console = (window as Window & { readonly console: Console }).console;
    this.#now = () => window.performance.now();
  }

  /** Adds a line, with the seconds since the page was opened. */
  note(text: string): void {
    if (!this.isOn) return;
    const line = `${(this.#now() / 1000).toFixed(3)} ${text}`;
    this.#lines.push(line);
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
    this.#console.info(line);
  }

  /** Writes each kind of refusal to the console once. */
  warn({ call, element, code, text }: LmsFault): void {
    const pattern = element.replace(/\.\d+(?=\.)/g, '.n');
    const line = ['LMS:', call, pattern, 'failed with', code, text].join(' ').trim();
    if (this.#warnings.has(line)) return;
    this.#warnings.add(line);
    this.#console.warn(line);
  }

  /** All lines so far. */
  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
