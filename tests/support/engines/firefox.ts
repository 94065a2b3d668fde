import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { end, type Engine, type EngineTab } from './engine.js';

/** An installed Firefox, driven through WebDriver BiDi, which it speaks itself. */
export function firefox(program: string): Engine {
  return {
    name: 'firefox',
    program,
    async start() {
      const profile = await mkdtemp(join(tmpdir(), 'career-byte-firefox-'));
      const flags = ['--headless', '--no-remote', '--remote-debugging-port=0'];
      const running = spawn(program, [...flags, '--profile', profile], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const bidi = await Bidi.to(`${await addressOf(running)}/session`);
      await bidi.ask('session.new', { capabilities: {} });
      return tabOf(bidi, async () => {
        await bidi.ask('browser.close', {}).catch(() => end(running));
        await end(running);
        await rm(profile, { recursive: true, force: true, maxRetries: 5 });
      });
    },
  };
}

function addressOf(running: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    running.once('error', failed);
    running.once('exit', (code) => failed(new Error(`Firefox ended at once (code ${code}).`)));
    if (!running.stderr) return;
    createInterface(running.stderr).on('line', (line) => {
      const address = /WebDriver BiDi listening on (\S+)/.exec(line)?.[1];
      if (address) found(address);
    });
  });
}

type Answer = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: Error) => void;
}

/** WebDriver BiDi: https://www.w3.org/TR/webdriver-bidi/ */
class Bidi {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#take(String(data)));
  }

  static async to(address: string): Promise<Bidi> {
    const socket = new WebSocket(address);
    await new Promise((opened, failed) => {
      socket.addEventListener('open', opened, { once: true });
      socket.addEventListener('error', () => failed(new Error(`${address} refuses.`)));
    });
    return new Bidi(socket);
  }

  ask(method: string, params: object): Promise<Answer> {
    const id = (this.#last += 1);
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((answered, failed) => this.#waiting.set(id, { answered, failed }));
  }

  #take(data: string): void {
    // The shape is that of the standard.
    const { id, result, error, message } = JSON.parse(data) as {
      id?: number;
      result?: Answer;
      error?: string;
      message?: string;
    };
    const waiting = this.#waiting.get(id ?? 0);
    this.#waiting.delete(id ?? 0);
    if (error) waiting?.failed(new Error(`${error}: ${message}`));
    else waiting?.answered(result ?? {});
  }
}

interface Tree {
  readonly contexts: readonly { readonly context: string; readonly children: Tree['contexts'] }[];
}

function tabOf(bidi: Bidi, close: () => Promise<void>): EngineTab {
  const state = { top: '', frame: '' };
  const worth = async (expression: string, options: object = {}): Promise<Answer> => {
    const target = { context: state.frame };
    const answer = await bidi.ask('script.evaluate', {
      ...{ expression, target, awaitPromise: true, ...options },
    });
    if (answer['type'] === 'exception') throw new Error(JSON.stringify(answer).slice(0, 500));
    return answer['result'] as Answer;
  };
  return {
    close,
    async open(url) {
      const before = (await bidi.ask('browsingContext.getTree', {})) as unknown as Tree;
      state.top = before.contexts[0]?.context ?? '';
      await bidi.ask('browsingContext.navigate', { context: state.top, url, wait: 'complete' });
      const after = (await bidi.ask('browsingContext.getTree', {})) as unknown as Tree;
      state.frame = after.contexts[0]?.children[0]?.context ?? '';
    },
    async read<Value>(expression: string) {
      const text = `Promise.resolve(${expression}).then((worth) => JSON.stringify(worth ?? null))`;
      return JSON.parse(String((await worth(text))['value'])) as Value;
    },
    async click(selector) {
      const element = await worth(centred(selector));
      const origin = { type: 'element', element: { sharedId: element['sharedId'] } };
      const press = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      const actions = [{ type: 'pointer', id: 'mouse', actions: press }];
      await bidi.ask('input.performActions', { context: state.frame, actions });
    },
    async press(value) {
      const press = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
      const actions = [{ type: 'key', id: 'keys', actions: press }];
      await bidi.ask('input.performActions', { context: state.top, actions });
    },
  };
}

/** An expression for the element in the middle of the frame, where no bar covers it. */
function centred(selector: string): string {
  return `(() => {
    const element = document.querySelector(${JSON.stringify(selector)});
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    return element;
  })()`;
}
