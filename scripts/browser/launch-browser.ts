import { chromium } from 'playwright';
import type { Result } from '../../src/core/result.js';

/** Flags that every Chromium of the tests gets: containers have no user namespaces and no graphics card. */
export const BROWSER_FLAGS: readonly string[] = ['--no-sandbox', '--disable-gpu'];

/**
 * Starts the program at `path`, lets it draw a page, and gives its version. That
 * a file is there proves nothing: libraries may be missing, or a wrapper may
 * stand for a program that was never installed.
 */
export async function launchBrowser(path: string): Promise<Result<string, string>> {
  try {
    const browser = await chromium.launch({ executablePath: path, args: [...BROWSER_FLAGS] });
    try {
      const page = await browser.newPage();
      await page.setContent('<p>ready</p>');
      const text = await page.textContent('p');
      return text === 'ready'
        ? { ok: true, value: browser.version() }
        : { ok: false, problems: ['it drew no page.'] };
    } finally {
      await browser.close();
    }
  } catch (error) {
    return { ok: false, problems: [inOneLine(error)] };
  }
}

/** The telling line of what Playwright says: its first ones only repeat the command. */
function inOneLine(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error).split('\n');
  const telling = lines.find((line) => /error while loading|cannot open|not found/.test(line));
  return (telling ?? lines[0] ?? 'it does not start.')
    .replace(/^.*?(\[err\]|browserType\.launch:)\s*/, '')
    .trim();
}
