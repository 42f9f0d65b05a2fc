import { describe, expect, it } from 'vitest';
import { createWorkInProgress } from '../../../src/chat/work-in-progress.ts';

describe('work in progress', () => {
  it('is finished at once where there is none', async () => {
    expect(await createWorkInProgress().finish(60_000)).toBe(0);
  });

  it('is waited for until all of it is done', async () => {
    const work = createWorkInProgress();
    let isDone = false;
    const long = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
      isDone = true;
    });
    work.add(Promise.resolve());
    work.add(long);
    expect(await work.finish(60_000)).toBe(0);
    expect(isDone).toBe(true);
  });

  it('is waited for no longer than that, and what is left is counted', async () => {
    const work = createWorkInProgress();
    work.add(Promise.resolve());
    for (let n = 0; n < 2; n++) work.add(new Promise(() => {}));
    expect(await work.finish(20)).toBe(2);
  });
});
