import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { getMimeType } from 'hono/utils/mime';
import { appendCalls } from '../player/call-store.js';
import { commit, launchByToken, openSession, type Launch } from '../store/visits.js';
import type { PlayerSettings } from '../player/launch-options.js';
import type { Database } from '../store/database.js';
import type { PackageShelf } from '../packages/package-shelf.js';
import type { BrowserScripts } from './browser-scripts.js';
import { guard, safeHeaders } from './guard.js';
import type { Origins } from './origins.js';

/** What the server of packages needs. */
export interface PackageServices {
  readonly database: Database;
  readonly shelf: PackageShelf;
  readonly scripts: BrowserScripts;
  readonly origins: () => Origins;
}

/** More than any attempt may store, see `attempts/cmi.ts`. */
const MOST_BODY = 4_000_000;

const PLAYER_STYLE =
  'html,body,iframe{margin:0;padding:0;border:0;width:100%;height:100%;display:block}body{overflow:hidden}';

/**
 * The origin of packages: their files, the page that offers them the SCORM
 * interface, and the place where that page puts what they store. A script here
 * holds one key, so it can write its own attempt and nothing else.
 */
export function packageApp({ database, shelf, scripts, origins }: PackageServices): Hono {
  const app = new Hono();
  app.use(safeHeaders(() => playerPolicy(origins())));
  app.use(guard(() => origins().packages));
  app.get('/player.js', (c) =>
    c.body(scripts['player.js'], 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  app.get('/player.css', (c) =>
    c.body(PLAYER_STYLE, 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/play/:token', (c) => {
    const launch = launchByToken(database, c.req.param('token'));
    return launch ? c.html(playerPage(database, launch)) : c.notFound();
  });
  app.post('/visits/:key/commit', async (c) => {
    const stored = commit(database, c.req.param('key'), await limitedJson(c.req.raw));
    return stored
      ? c.json({ result: 'true', errorCode: 0 })
      : c.json({ result: 'false', errorCode: 101 }, 400);
  });
  app.post('/visits/:key/calls', async (c) =>
    c.body(
      null,
      appendCalls(database, c.req.param('key'), await limitedJson(c.req.raw)) ? 204 : 400,
    ),
  );
  app.get('/content/:key/:path{.+}', async (c) => {
    // A package that could answer for its own requests would outlive its removal.
    if (c.req.header('service-worker')) return c.text('No service workers here.\n', 403);
    const path = shelf.fileOf(c.req.param('key'), c.req.param('path'));
    const found = path === null ? null : await stat(path).catch(() => null);
    if (path === null || !found?.isFile()) return c.notFound();
    return c.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, {
      'Content-Type': getMimeType(path) ?? 'application/octet-stream',
      'Content-Length': String(found.size),
      'Content-Security-Policy': contentPolicy(origins()),
    });
  });
  return app;
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

function playerPage(database: Database, launch: Launch): ReturnType<typeof html> {
  const session = openSession(database, launch);
  const { course, options } = launch;
  const settings: PlayerSettings = {
    edition: course.manifest?.edition ?? 'scorm12',
    behaviour: options.behaviour,
    mode: options.mode,
    title: course.title,
    launchUrl: `/content/${course.packageKey}/${course.manifest?.href}`,
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

function playerPolicy({ main }: Origins): string {
  return (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
    `base-uri 'none'; form-action 'none'; frame-ancestors 'self' ${bothNames(main)}`
  );
}

/**
 * Packages of other tools may use whatever the web offers, except this
 * computer's other servers: they neither fetch from them nor send forms there.
 */
function contentPolicy({ main }: Origins): string {
  return (
    "default-src 'self' https: data: blob: 'unsafe-inline' 'unsafe-eval'; " +
    `object-src 'none'; base-uri 'self'; form-action 'self' https:; frame-ancestors 'self' ${bothNames(main)}`
  );
}

/** A server on loopback may be opened by number or by name. */
function bothNames(origin: string): string {
  return `${origin} ${origin.replace('127.0.0.1', 'localhost')}`;
}
