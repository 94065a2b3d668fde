import type { Context, MiddlewareHandler } from 'hono';
import { launchByToken, type Launch } from '../store/visits.js';
import type { MainServices } from './services.js';

/** This computer by its two names; anything else is another site's name that points here. */
export const LOOPBACK = /^(127\.0\.0\.1|localhost)$/;
/** The names of packages, which the `Access` of the program makes. */
export const PACKAGE_HOST = /^[0-9a-f]{40}\.localhost$/;

/**
 * Answers only requests for this very server (DNS rebinding), and changes
 * things only for its own pages (cross-site requests). `origin` is known once
 * the server listens.
 */
export function guard(origin: () => string, names: readonly RegExp[]): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const [, name = '', port = ''] = /^([^:]*):(\d+)$/.exec(host) ?? [];
    if (port !== new URL(origin()).port || !names.some((one) => one.test(name))) {
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
    const { headers } = c.res;
    if (!headers.has('Content-Security-Policy')) {
      headers.set('Content-Security-Policy', policy());
      headers.set('X-Content-Type-Options', 'nosniff');
    }
    // Not 'no-referrer': browsers would then send forms with the origin "null".
    headers.set('Referrer-Policy', 'same-origin');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}

/** Whether a package is asked for at its own host name, or at the shared one. */
export function isAtHome(c: Context, label: string): boolean {
  const [name = ''] = (c.req.header('host') ?? '').split(':');
  return LOOPBACK.test(name) || name === `${label}.localhost`;
}

/** The launch that an address names, where its package is at home. */
export function launchAtHome(
  c: Context,
  { database, access }: Pick<MainServices, 'database' | 'access'>,
): Launch | undefined {
  const launch = launchByToken(database, c.req.param('token') ?? '');
  const key = launch?.course.packageKey;
  return key && isAtHome(c, access.labelOf(key)) ? launch : undefined;
}
