import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const QUESTIONS = 6;
const OPTIONS = ['Samantha', 'Peter', 'Rachel', 'George'] as const;
/** Rows per write: one call per row takes longer than the rows. */
const BUNDLE = 2_000;

/** A report as Moodle exports it, for benchmarks: six questions per attempt. */
export async function writeReport(path: string, attempts: number): Promise<void> {
  const file = createWriteStream(path);
  const blocks = Array.from(
    { length: QUESTIONS },
    (_, n) => `"Question ${n}"\t"Response ${n}"\t"Right answer ${n}"\t"Result ${n}"`,
  );
  file.write(
    `Name\t"Email address"\tAttempt\t"Started on"\t"Last accessed on"\tScore\tLesson\t${blocks.join('\t')}\n`,
  );
  for (let from = 0; from < attempts; from += BUNDLE) {
    const rows = Array.from({ length: Math.min(BUNDLE, attempts - from) }, (_, n) =>
      rowOf(from + n),
    );
    if (!file.write(rows.join(''))) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

function rowOf(n: number): string {
  const date = `"Monday, ${1 + (n % 28)} November 2026, ${1 + (n % 12)}:54 AM"`;
  const answers = Array.from({ length: QUESTIONS }, (_, q) => {
    const chosen = OPTIONS[(n * 7 + q * 3 + (n % (q + 2))) % 4] ?? 'Peter';
    return `Question_number_${q}\t${chosen}\tSamantha\t${chosen === 'Samantha' ? 'correct' : 'wrong'}`;
  });
  const score = n % 101;
  return `"Learner ${n}"\tl${n}@example.test\t1\t${date}\t${date}\t${score}\t${score}/100\t${answers.join('\t')}\n`;
}
