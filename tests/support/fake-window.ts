/** What the tests change of the browser around the runtime. */
export interface FakeWindow {
  /** For the code under test. */
  readonly window: Window;
  /**
   * What a `fetch` of the package's own file brings. `refuses`: nothing comes, and the browser
   * believes that it is online; `silent`: nothing comes, and it knows that it is offline.
   */
  server: 'answers' | 'login' | 'refuses' | 'silent' | 'broken';
  /** How long the answers of the server take; what they say is decided when it is asked. */
  delay: number;
  /** How often the file was asked for. */
  readonly fetches: number;
  readonly stored: Map<string, string>;
  readonly warnings: string[];
  /** Lines of the trace. */
  readonly infos: string[];
  readonly reloads: number;
  hide(): void;
  show(): void;
  /** Unless the browser only puts the page aside (`persisted`), no timer of it fires any more. */
  leave(persisted?: boolean): void;
  comeBack(persisted?: boolean): void;
  /** The server answers again, and the browser says so. */
  goOnline(): void;
  /** The browser stops the page's scripts for a while: no timer fires until {@link thaw}. */
  freeze(): void;
  thaw(): void;
  /** The browser is killed: no timer of this window fires any more. */
  die(): void;
}

/**
 * A browser window for tests in Node: a foreign system, reduced to what the
 * runtime touches. Its clock and timers are those of the test.
 */
export function fakeWindow(
  around: Readonly<Record<string, unknown>> = {},
  server: FakeWindow['server'] = 'answers',
): FakeWindow {
  const page = new EventTarget();
  const shown = new EventTarget();
  const stored = new Map<string, string>();
  const warnings: string[] = [];
  const infos: string[] = [];
  /** Timers that came due while the page was frozen. */
  const late: (() => void)[] = [];
  const state = {
    server,
    fetches: 0,
    delay: 0,
    reloads: 0,
    hidden: false,
    dead: false,
    frozen: false,
  };
  const document = Object.assign(shown, {});
  Object.defineProperty(document, 'visibilityState', {
    get: () => (state.hidden ? 'hidden' : 'visible'),
  });
  const window: Record<string, unknown> = {
    document,
    location: {
      href: 'https://lms.example/content/7/index.html?a=1',
      pathname: '/content/7/index.html',
      protocol: 'https:',
      search: '?a=1',
      reload: () => (state.reloads += 1),
    },
    navigator: {
      get onLine() {
        return state.server !== 'silent';
      },
    },
    console: {
      warn: (line: string) => warnings.push(line),
      info: (line: string) => infos.push(line),
    },
    performance: { now: () => performance.now() },
    setTimeout: (task: () => void, wait: number) =>
      Number(
        setTimeout(() => {
          if (state.frozen) late.push(task);
          else if (!state.dead) task();
        }, wait),
      ),
    clearTimeout: (timer: number) => clearTimeout(timer),
    requestAnimationFrame: (task: () => void) => (state.hidden ? 0 : Number(setTimeout(task, 16))),
    fetch: (): Promise<unknown> => {
      state.fetches += 1;
      const { server, delay } = state;
      const arrival =
        delay === 0
          ? Promise.resolve()
          : new Promise<void>((resolve) => void setTimeout(resolve, delay));
      return arrival.then(() => answer(server));
    },
    localStorage: storage(stored),
    sessionStorage: storage(new Map()),
    addEventListener: page.addEventListener.bind(page),
  };
  // Getters stay getters: some browsers throw from them.
  Object.defineProperties(window, Object.getOwnPropertyDescriptors(around));
  window['parent'] ??= window;
  window['top'] ??= window;
  const change = (hidden: boolean): void => {
    state.hidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  const turn = (type: string, persisted: boolean): void => {
    page.dispatchEvent(Object.assign(new Event(type), { persisted }));
  };
  return {
    // A cast: only what the runtime touches is there.
    window: window as unknown as Window,
    get server() {
      return state.server;
    },
    set server(next) {
      state.server = next;
    },
    get delay() {
      return state.delay;
    },
    set delay(next) {
      state.delay = next;
    },
    get fetches() {
      return state.fetches;
    },
    get reloads() {
      return state.reloads;
    },
    stored,
    warnings,
    infos,
    hide: () => change(true),
    show: () => change(false),
    leave(persisted = false) {
      turn('pagehide', persisted);
      change(true);
      state.dead ||= !persisted;
    },
    freeze() {
      document.dispatchEvent(new Event('freeze'));
      state.frozen = true;
    },
    thaw() {
      state.frozen = false;
      document.dispatchEvent(new Event('resume'));
      for (const task of late.splice(0)) task();
    },
    die() {
      state.dead = true;
    },
    goOnline() {
      state.server = 'answers';
      page.dispatchEvent(new Event('online'));
    },
    comeBack(persisted = true) {
      change(false);
      turn('pageshow', persisted);
    },
  };
}

function answer(server: FakeWindow['server']): unknown {
  if (server === 'silent' || server === 'refuses') throw new TypeError('Failed to fetch');
  const text = server === 'answers' ? 'career-byte it-project-manager 1.0.0' : '<!doctype html>';
  return {
    ok: server !== 'broken',
    status: server === 'broken' ? 500 : 200,
    redirected: server === 'login',
    text: () => Promise.resolve(text),
  };
}

function storage(stored: Map<string, string>): object {
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
    key: (index: number) => [...stored.keys()][index] ?? null,
    get length() {
      return stored.size;
    },
  };
}
