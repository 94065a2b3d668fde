import { spawn, type ChildProcess } from 'node:child_process';
import { end, until, type Engine, type EngineTab } from './engine.js';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const PORT = 45_811;

/** WebKitGTK's MiniBrowser under a display of its own, driven through WebDriver. */
export function webkit(driver: string, browser: string): Engine {
  return {
    name: 'webkit',
    program: browser,
    async start() {
      const { screen, display } = await startScreen();
      const env = {
        ...process.env,
        ...{ DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1' },
        // Containers have no user namespaces, which the sandbox needs.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      };
      const running = spawn(driver, [`--port=${PORT}`, '--host=127.0.0.1'], {
        ...{ env, stdio: 'ignore' },
      });
      const options = { binary: browser, args: ['--automation'] };
      const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
      const { sessionId } = await until('WebKitWebDriver listens', () =>
        ask<{ sessionId: string }>('POST', '', { capabilities }).catch((error: unknown) => {
          // Until it listens, fetch itself fails.
          if (error instanceof TypeError) return undefined;
          throw error;
        }),
      );
      return tabOf(sessionId, async () => {
        await ask('DELETE', `/${sessionId}`).catch(() => null);
        await end(running);
        await end(screen);
      });
    },
  };
}

/** Xvfb takes a free display and writes its number. */
async function startScreen(): Promise<{ screen: ChildProcess; display: string }> {
  const flags = ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const screen = spawn('Xvfb', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise<string>((found, failed) => {
    screen.once('error', failed);
    screen.stdout.once('data', (data: Buffer) => found(data.toString().trim()));
  });
  return { screen, display: `:${number}` };
}

/** WebDriver: https://www.w3.org/TR/webdriver2/ */
async function ask<Value>(method: string, path: string, body?: object): Promise<Value> {
  const response = await fetch(`http://127.0.0.1:${PORT}/session${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  // The shape is that of the standard.
  const { value } = (await response.json()) as {
    value: Value & { error?: string; message?: string };
  };
  if (!response.ok) throw new Error(`${path}: ${value.error}. ${value.message}`);
  return value;
}

function tabOf(session: string, close: () => Promise<void>): EngineTab {
  const post = <Value>(path: string, body: object): Promise<Value> =>
    ask<Value>('POST', `/${session}${path}`, body);
  const find = (value: string): Promise<Record<string, string>> =>
    post('/element', { using: 'css selector', value });
  return {
    close,
    async open(url) {
      await post('/url', { url });
      await post('/frame', { id: await find('iframe') });
    },
    async read<Value>(expression: string) {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve(${expression}).then(
          (worth) => done(JSON.stringify({ worth: worth ?? null })),
          (error) => done(JSON.stringify({ error: String(error) })),
        );`;
      const answer = await post<string>('/execute/async', { script, args: [] });
      const { worth, error } = JSON.parse(answer) as { worth: Value; error?: string };
      if (error) throw new Error(error);
      return worth;
    },
    async click(selector) {
      const element = await find(selector);
      const script = `arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })`;
      await post('/execute/sync', { script, args: [element] });
      await post(`/element/${element[ELEMENT] ?? ''}/click`, {});
    },
    async press(value) {
      const press = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
      await post('/actions', { actions: [{ type: 'key', id: 'keys', actions: press }] });
    },
  };
}
