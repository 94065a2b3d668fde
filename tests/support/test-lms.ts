import { extname } from 'node:path';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { build } from 'esbuild';
import { Hono } from 'hono';
import { unzip } from './unzip.js';

/** What the LMS page's script is told about the learner before the package starts. */
export interface LmsSettings {
  readonly edition: string;
  /** What an earlier visit left, as the LMS stored it. */
  readonly saved: unknown;
  /** Elements that the LMS sets itself, such as `cmi.core.lesson_mode`. */
  readonly preset?: Readonly<Record<string, string>>;
}

/** A record as it arrived at the server, newest last. */
export type Commit = Readonly<Record<string, unknown>>;

/** A small LMS: one package behind one page, and a server that keeps what is committed. */
export interface TestLms {
  readonly url: string;
  readonly commits: readonly Commit[];
  /** Every path the browser asked for. */
  readonly requests: readonly string[];
  /** What the next launch finds. */
  settings: LmsSettings;
  /** While true the server answers nothing but errors. */
  down: boolean;
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'text/xml',
  '.xsd': 'text/xml',
};

const frame = (settings: LmsSettings, size: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Test LMS</title>
<style>body{margin:0}iframe{border:0;display:block;${size}}</style>
<script>window.lmsSettings=${JSON.stringify(settings).replace(/</g, '\\u003c')}</script>
<script src="/api.js"></script></head>
<body><iframe title="Lesson" name="lesson" src="/package/index.html"></iframe></body></html>`;

/**
 * Serves `zip` behind an LMS page. `apiScript` is the TypeScript file that puts
 * `window.API` or `window.API_1484_11` there; it finds `window.lmsSettings` and
 * posts what it stores to `/commit`. Query `?width=&height=` sizes the frame.
 */
export async function startTestLms(
  zip: string,
  apiScript: string,
  settings: LmsSettings,
): Promise<TestLms> {
  const files = await unzip(zip);
  const api = await bundle(apiScript);
  const commits: Commit[] = [];
  const requests: string[] = [];
  const state = { settings, down: false };
  const app = new Hono();
  app.use(async (context, next) => {
    requests.push(context.req.path);
    if (state.down) return context.text('down', 503);
    return next();
  });
  app.get('/', (context) => {
    const { width = '100vw', height = '100vh' } = context.req.query();
    return context.html(frame(state.settings, `width:${width};height:${height}`));
  });
  app.get('/api.js', (context) => context.body(api, 200, { 'content-type': 'text/javascript' }));
  app.post('/commit', async (context) => {
    commits.push(await context.req.json<Commit>());
    return context.json({ result: 'true', errorCode: 0 });
  });
  app.get('/package/:name', (context) => {
    const name = context.req.param('name');
    const file = files.get(name);
    if (!file) return context.notFound();
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    return context.body(new Uint8Array(file), 200, { 'content-type': type });
  });
  const server = await listen(app);
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    commits,
    requests,
    get settings() {
      return state.settings;
    },
    set settings(next) {
      state.settings = next;
    },
    get down() {
      return state.down;
    },
    set down(next) {
      state.down = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function listen(app: Hono): Promise<ServerType> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
      resolve(server),
    );
  });
}

async function bundle(path: string): Promise<string> {
  const result = await build({
    entryPoints: [path],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}
