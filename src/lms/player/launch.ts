import { showCalls } from './call-log.js';

for (const place of document.querySelectorAll<HTMLElement>('[data-calls]')) {
  showCalls(place, place.dataset['calls'] ?? '');
}
