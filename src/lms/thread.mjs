// What a thread of LongWork starts with: the sources are TypeScript, and each
// thread has to be taught to load them.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
