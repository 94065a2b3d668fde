import type { Browser } from 'playwright';
import { launch, openContext, type Target } from './measure.js';
import type { Profile } from './profiles.js';
import type { BenchServer } from './serve.js';

/**
 * When a tap on Start, made as soon as something is painted, has brought the
 * next step on show: milliseconds since the frame began to load.
 */
export async function measureTap(
  browser: Browser,
  server: BenchServer,
  profile: Profile,
  target: Target,
): Promise<number> {
  const { context, page } = await openContext(browser, profile);
  server.serverMs = profile.serverMs;
  try {
    await context.addInitScript(tapAtOnce);
    const frame = await launch(page, server, target);
    const answered = await frame.waitForFunction(
      () => (globalThis as { answeredAt?: number }).answeredAt,
    );
    return (await answered.jsonValue()) ?? NaN;
  } finally {
    await context.close();
  }
}

/** Runs in every frame before its own scripts, and looks with every frame that is painted. */
function tapAtOnce(): void {
  let link: HTMLAnchorElement | null = null;
  const look = (): void => {
    const painted = performance.getEntriesByName('first-contentful-paint').length > 0;
    if (!link && painted) {
      link = document.querySelector<HTMLAnchorElement>('#start');
      link?.click();
    }
    const step = document.getElementById(link?.hash.slice(1) ?? '');
    if (step?.checkVisibility()) Object.assign(globalThis, { answeredAt: performance.now() });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
