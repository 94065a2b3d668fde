import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { layout } from './layout.js';

const FILE = 'access-key';
/** Browsers keep a cookie for at most 400 days. */
const DAYS_400 = 400 * 24 * 3600;

/**
 * What tells the person who started the program from other users of this
 * computer, who can reach its ports as well: a key in the address that `npm
 * start` prints, kept in a cookie from then on. It stays the same for a data
 * folder, so that a bookmark goes on to work.
 */
export class Access {
  readonly #key: string;
  readonly #labels = new Map<string, string>();

  private constructor(key: string) {
    this.#key = key;
  }

  /** Reads the key in `folder`, or makes one. */
  static async open(folder: string): Promise<Access> {
    const path = join(folder, FILE);
    const known = (await readFile(path, 'utf8').catch(() => '')).trim();
    if (/^[0-9a-f]{32}$/.test(known)) return new Access(known);
    const key = randomBytes(16).toString('hex');
    await writeFile(path, `${key}\n`, { mode: 0o600 });
    return new Access(key);
  }

  /** The address of a page with the key in it. */
  address(origin: string): string {
    return `${origin}/?key=${this.#key}`;
  }

  /** The cookie that a browser sends after it has opened that address. */
  get cookie(): string {
    return `${this.#cookieName}=${this.#key}`;
  }

  /** A name for a package that fits into a host name and that nobody guesses. */
  labelOf(packageKey: string): string {
    const label = this.#derive(`package ${packageKey}`).slice(0, 40);
    this.#labels.set(label, packageKey);
    return label;
  }

  /** The package with a label, as far as it was given out since the start. */
  packageOf(label: string): string | undefined {
    return this.#labels.get(label);
  }

  /** Lets through who has the key, and puts it into a cookie when it is in the address. */
  guard(): MiddlewareHandler {
    return async (c, next) => {
      const given = c.req.query('key');
      if (given !== undefined && this.#isKey(given)) {
        setCookie(c, this.#cookieName, this.#key, {
          path: '/',
          httpOnly: true,
          sameSite: 'Lax',
          maxAge: DAYS_400,
        });
        return c.redirect(c.req.path, 303);
      }
      if (this.#isKey(getCookie(c, this.#cookieName) ?? '')) return next();
      return c.html(refusal(), 403);
    };
  }

  /** The port is not part of a cookie's place, so the name tells one data folder from another. */
  get #cookieName(): string {
    return `local-lms-${this.#derive('cookie').slice(0, 8)}`;
  }

  #derive(purpose: string): string {
    return createHmac('sha256', this.#key).update(purpose).digest('hex');
  }

  #isKey(text: string): boolean {
    const [own, given] = [this.#key, text].map((one) =>
      createHmac('sha256', this.#key).update(one).digest(),
    );
    return own !== undefined && given !== undefined && timingSafeEqual(own, given);
  }
}

function refusal(): ReturnType<typeof layout> {
  return layout({
    title: 'Open the address that npm start printed',
    content: html`<p>It has a key in it, so that other users of this computer cannot see your
learners and reports. Copy the whole address from the window where you started this program.</p>`,
  });
}
