import { gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import type { Candidate } from './packages.js';

/** What a browser asked the server for. */
export interface Request {
  readonly path: string;
  /** Body bytes as sent, gzip. */
  readonly bytes: number;
}

/** Serves packages as an LMS does, and records what was sent. */
export interface LmsServer {
  readonly url: string;
  /** Requests since the last call. */
  takeRequests(): readonly Request[];
  close(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain',
  '.png': 'image/png',
};

/** An LMS page with both APIs. Every call succeeds at once; Initialize records when it was called. */
const LMS_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{margin:0}iframe{border:0;width:100vw;height:100vh}</style>
<script>
window.initializedAt = null;
const data = {};
const start = () => { window.initializedAt ??= performance.timeOrigin + performance.now(); return 'true'; };
const get = (name) => data[name] ?? (name.endsWith('mode') ? 'normal' : name.endsWith('credit') ? 'credit' : '');
const set = (name, value) => { data[name] = String(value); return 'true'; };
const yes = () => 'true', none = () => '0', empty = () => '';
window.API = { LMSInitialize: start, LMSGetValue: get, LMSSetValue: set, LMSCommit: yes, LMSFinish: yes,
  LMSGetLastError: none, LMSGetErrorString: empty, LMSGetDiagnostic: empty };
window.API_1484_11 = { Initialize: start, GetValue: get, SetValue: set, Commit: yes, Terminate: yes,
  GetLastError: none, GetErrorString: empty, GetDiagnostic: empty };
</script><body></body></html>`;

/** Starts a server for `packages`, each below a folder with its name; `/lms` is the page that frames them. */
export async function startServer(packages: readonly Candidate[]): Promise<LmsServer> {
  let requests: Request[] = [];
  const app = new Hono();
  app.get('/lms', (context) => context.html(LMS_PAGE));
  app.get('/packages/:name/*', (context) => {
    const name = context.req.param('name');
    const path = decodeURIComponent(context.req.path).split('/').slice(3).join('/');
    const file = packages.find((one) => one.name === name)?.files.get(path);
    const body = gzipSync(file ?? '');
    requests.push({ path, bytes: body.length });
    if (!file) return context.notFound();
    return context.body(body, 200, {
      'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
      'content-encoding': 'gzip',
    });
  });
  const server = await new Promise<ServerType>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made));
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
