import type { MiddlewareHandler } from 'hono';

/** Loopback by its two names; anything else is another site's name that was pointed here. */
const hostIsOurs = (host: string, port: string): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`;

/**
 * Answers only requests for this very server (DNS rebinding), and changes
 * things only for its own pages (cross-site requests). `origin` is known once
 * the server listens.
 */
export function guard(origin: () => string): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    if (!hostIsOurs(host, new URL(origin()).port)) {
      return c.text('This server answers only at its own address on this computer.\n', 421);
    }
    const from = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const changes = c.req.method !== 'GET' && c.req.method !== 'HEAD';
    const foreign =
      from === undefined
        ? site === 'cross-site' || site === 'same-site'
        : from !== `http://${host}`;
    if (changes && foreign) {
      return c.text('Another site must not change anything here.\n', 403);
    }
    return next();
  };
}

/** Headers for every answer of a server. */
export function safeHeaders(policy: () => string): MiddlewareHandler {
  return async (c, next) => {
    await next();
    c.res.headers.set('X-Content-Type-Options', 'nosniff');
    // Not 'no-referrer': browsers would then send forms with the origin "null".
    c.res.headers.set('Referrer-Policy', 'same-origin');
    c.res.headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    if (!c.res.headers.has('Content-Security-Policy')) {
      c.res.headers.set('Content-Security-Policy', policy());
    }
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  };
}
