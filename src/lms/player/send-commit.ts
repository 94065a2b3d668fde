import type { SendCommit } from './scorm-again-api.js';

/**
 * Sends commits as most LMSs do: the package waits for the answer. Browsers
 * forbid that while a page goes away; then a beacon carries the data and
 * nobody knows whether it arrived (docs/scorm.md, “Leaving the page”).
 */
export function commitSender(url: string): SendCommit {
  return (cmi) => {
    const body = JSON.stringify(cmi);
    try {
      const request = new XMLHttpRequest();
      request.open('POST', url, false);
      request.setRequestHeader('Content-Type', 'application/json');
      request.send(body);
      return request.status === 200;
    } catch {
      return navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }));
    }
  };
}

/** Sends and forgets; `keepalive` lets it outlive the page. */
export function sendLater(url: string): (cmi: unknown) => void {
  return (cmi) => {
    const headers = { 'Content-Type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(cmi), keepalive: true };
    void fetch(url, request).catch(() => null);
  };
}
