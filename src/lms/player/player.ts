import type { PlayerSettings } from './launch-options.js';
import { lmsFor } from './behave-like.js';
import { CallQueue } from './call-queue.js';
import { exposedApi } from './call-recorder.js';
import { commitSender, sendLater } from './send-commit.js';

/** Where packages of either standard look for the LMS. */
interface LmsWindow {
  API?: unknown;
  api?: unknown;
  API_1484_11?: unknown;
}

function start(): void {
  // The server wrote it into this very page.
  const settings = JSON.parse(textOf('settings')) as PlayerSettings;
  const queue = new CallQueue(settings.callsUrl);
  const { commitUrl } = settings;
  const lms = lmsFor(settings, { now: commitSender(commitUrl), later: sendLater(commitUrl) });
  const target = window as LmsWindow;
  if (settings.behaviour === 'chamilo') {
    target.API = target.api = exposedApi(lms, 'LMS', queue.add);
  } else if (settings.edition === 'scorm12') {
    target.API = exposedApi(lms, 'LMS', queue.add);
  } else {
    target.API_1484_11 = exposedApi(lms, '', queue.add);
  }
  // The package's own pagehide comes after this one; the queue then sends each call at once.
  addEventListener('pagehide', queue.leave);
  const frame = document.querySelector('iframe');
  if (frame) frame.src = settings.launchUrl;
}

function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '{}';
}

start();
