import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Hono, type Context } from 'hono';
import { html, raw } from 'hono/html';
import { lookup } from 'mrmime';
import { commit, openSession, type Launch } from '../store/visits.js';
import type { PlayerSettings } from '../player/launch-options.js';
import type { Database } from '../store/database.js';
import { guard, isAtHome, launchAtHome, LOOPBACK, PACKAGE_HOST, safeHeaders } from './guard.js';
import { launchRoutes } from './launch.js';
import { styleSheet } from './layout.js';
import type { Origins } from './origins.js';
import type { MainServices } from './services.js';

/** More than any attempt may store, see `player/cmi.ts`. */
const MOST_BODY = 4_000_000;

const PLAYER_STYLE =
  'html,body,iframe{margin:0;padding:0;border:0;width:100%;height:100%;display:block}body{overflow:hidden}';

/**
 * The server of packages: their files, the page that offers them the SCORM
 * interface, and the place where that page puts what they store. A script here
 * holds one key, so it can write its own attempt and nothing else. Each package
 * has a host name of its own where the browser finds it.
 */
export function packageApp(services: MainServices): Hono {
  const { database, calls, scripts, origins, access } = services;
  const app = new Hono();
  app.use(safeHeaders(() => PLAYER_POLICY));
  app.use(guard(() => origins().packages, [LOOPBACK, PACKAGE_HOST]));
  // The launch page asks whether the browser finds a package's own host.
  app.get('/reachable', (c) =>
    c.body('yes', 200, { 'Access-Control-Allow-Origin': mainOriginFor(c, origins()) }),
  );
  app.get('/player.js', (c) =>
    c.body(scripts['player.js'], 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/player.css', (c) =>
    c.body(PLAYER_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/launch.js', (c) =>
    c.body(scripts['launch.js'], 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/lms.css', async (c) => styleSheet(c));
  launchRoutes(app, services);
  app.get('/play/:token', (c) => {
    const launch = launchAtHome(c, services);
    const label = access.labelOf(launch?.course.packageKey ?? '');
    return launch ? c.html(playerPage(database, launch, label)) : c.notFound();
  });
  app.post('/visits/:key/commit', async (c) => {
    const stored = commit(database, c.req.param('key'), await limitedJson(c.req.raw));
    return stored
      ? c.json({ result: 'true', errorCode: 0 })
      : c.json({ result: 'false', errorCode: 101 }, 400);
  });
  app.post('/visits/:key/calls', async (c) =>
    c.body(null, calls.append(c.req.param('key'), await limitedJson(c.req.raw)) ? 204 : 400),
  );
  app.get('/content/:label/:path{.+}', async (c) => contentFile(c, services));
  app.onError((error, c) => {
    console.error(error);
    return c.text('This did not work.\n', 500);
  });
  return app;
}

/** The main pages may be open under either name of this computer. */
function mainOriginFor(c: Context, { main }: Origins): string {
  const other = main.replace('127.0.0.1', 'localhost');
  return c.req.header('origin') === other ? other : main;
}

async function contentFile(c: Context, { packages, access }: MainServices): Promise<Response> {
  // A package that could answer for its own requests would outlive its deletion.
  if (c.req.header('service-worker')) return c.text('No service workers here.\n', 403);
  const label = c.req.param('label') ?? '';
  const key = isAtHome(c, label) ? access.packageOf(label) : undefined;
  const path = key === undefined ? null : packages.fileOf(key, c.req.param('path') ?? '');
  const found = path === null ? null : await stat(path).catch(() => null);
  if (path === null || !found?.isFile()) return c.notFound();
  const headers = {
    // Without a charset: what the file itself declares is what its author meant.
    'Content-Type': lookup(path) ?? 'application/octet-stream',
    'Content-Security-Policy': CONTENT_POLICY,
    'Accept-Ranges': 'bytes',
  };
  const range = rangeIn(c.req.header('range'), found.size);
  if (range === 'beyond') {
    return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${found.size}` });
  }
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  const all = {
    ...headers,
    'Content-Length': String(end - start + 1),
    ...(range && { 'Content-Range': `bytes ${start}-${end}/${found.size}` }),
  };
  const isBare = c.req.method === 'HEAD' || found.size === 0;
  // Node's web streams and the DOM's differ in name only.
  const body = isBare
    ? null
    : (Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream);
  return new Response(body, { status: range ? 206 : 200, headers: all });
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that a request asks for (RFC 9110, 14.1.2), so that films can be
 * sought; `null` for the whole file, which is also the answer to several ranges.
 */
function rangeIn(header: string | undefined, size: number): Range | 'beyond' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'beyond' : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size) return 'beyond';
  return end < start ? null : { start, end };
}

/** The body as JSON; `undefined` when it is none or too much. */
async function limitedJson(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (!request.body) return undefined;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function playerPage(database: Database, launch: Launch, label: string): ReturnType<typeof html> {
  const session = openSession(database, launch);
  const { course, options, item } = launch;
  const settings: PlayerSettings = {
    edition: course.manifest?.edition ?? 'scorm12',
    behaviour: options.behaviour,
    mode: options.mode,
    title: course.title,
    launchUrl: `/content/${label}/${item.href}`,
    commitUrl: `/visits/${session.key}/commit`,
    callsUrl: `/visits/${session.key}/calls`,
    cmi: session.cmi,
  };
  // `<` must not end the script element; the JSON means the same without it.
  const json = JSON.stringify(settings).replace(/</g, '\\u003c');
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${course.title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/player.css">
<script type="application/json" id="settings">${raw(json)}</script>
<script src="/player.js" defer></script></head>
<body><iframe id="content" title="${course.title}" allow="fullscreen; autoplay"></iframe></body></html>`;
}

const PLAYER_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/**
 * Packages of other tools may use whatever the web offers, except this
 * computer's other servers: they neither fetch from them nor send forms there.
 */
const CONTENT_POLICY =
  "default-src 'self' https: wss: data: blob: 'unsafe-inline' 'unsafe-eval'; " +
  "base-uri 'self'; form-action 'self' https:; frame-ancestors 'self'";
