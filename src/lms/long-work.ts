import { parentPort, Worker, workerData } from 'node:worker_threads';

/** How much one job may take before its thread is stopped. */
export interface WorkLimits {
  readonly seconds: number;
  /** Of JavaScript's heap. */
  readonly megabytes: number;
}

/** A job was stopped because it took too much; the message is a sentence for people. */
export class WorkStopped extends Error {}

/**
 * Runs jobs of one kind in a thread of their own, one after the other, so that
 * no upload keeps other pages waiting. A job that takes too long or too much
 * memory ends its thread; the next job starts a new one.
 */
export class LongWork<Job, Answer> {
  readonly #module: URL;
  readonly #limits: WorkLimits;
  readonly #data: unknown;
  #worker: Worker | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** `module` calls {@link serveJobs}; `data` reaches it as {@link startData}. */
  constructor(module: URL, limits: WorkLimits, data?: unknown) {
    this.#module = module;
    this.#limits = limits;
    this.#data = data;
  }

  /** Rejects with {@link WorkStopped} at a limit, and with what the job threw. */
  run(job: Job): Promise<Answer> {
    const next = this.#last.then(() => this.#runNow(job));
    this.#last = next.catch(() => undefined);
    return next;
  }

  /** Stops the thread, whatever it is doing. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = null;
  }

  #runNow(job: Job): Promise<Answer> {
    const worker = (this.#worker ??= this.#start());
    const { seconds } = this.#limits;
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        // A thread that waits for work must not keep the program alive.
        worker.unref();
        finish();
      };
      const stop = (error: Error): void =>
        settle(() => {
          this.#worker = null;
          void worker.terminate();
          reject(error);
        });
      const onMessage = (reply: Reply<Answer>): void =>
        settle(() =>
          'answer' in reply ? resolve(reply.answer) : reject(new Error(reply.problem)),
        );
      const onError = (error: NodeJS.ErrnoException): void =>
        stop(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? this.#outOfMemory() : error);
      const onExit = (): void => stop(new WorkStopped('The work was stopped.'));
      const timer = setTimeout(
        () => stop(new WorkStopped(`It took more than ${seconds} seconds, so it was stopped.`)),
        seconds * 1000,
      );
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(job);
    });
  }

  #outOfMemory(): WorkStopped {
    const { megabytes } = this.#limits;
    return new WorkStopped(`It needs more than ${megabytes} MB of memory, so it was stopped.`);
  }

  #start(): Worker {
    return new Worker(new URL('./thread.mjs', import.meta.url), {
      execArgv: [],
      workerData: { module: this.#module.href, data: this.#data },
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.megabytes },
    });
  }
}

type Reply<Answer> = { readonly answer: Answer } | { readonly problem: string };

/** In the thread: does each job and sends back what it gives or what it threw. */
export function serveJobs(work: (job: never) => Promise<unknown>): void {
  parentPort?.on('message', (job: unknown) => {
    // Only the LongWork that started this thread sends messages, and those are its jobs.
    void work(job as never).then(
      (answer) => parentPort?.postMessage({ answer }),
      (error: unknown) =>
        parentPort?.postMessage({
          problem: error instanceof Error ? error.message : String(error),
        }),
    );
  });
}

/** In the thread: what the constructor of {@link LongWork} was given. */
export function startData(): unknown {
  // LongWork put it there.
  return (workerData as { readonly data: unknown }).data;
}
