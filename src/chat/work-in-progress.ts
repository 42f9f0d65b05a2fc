/** What has been taken and is not finished. */
export interface WorkInProgress {
  /** @param work must not reject */
  add(work: Promise<void>): void;
  /** Resolves when nothing is left, or this time has passed. @returns how many are left */
  finish(withinMs: number): Promise<number>;
}

export function createWorkInProgress(): WorkInProgress {
  let count = 0;
  let onEmpty: (() => void) | undefined;
  const remove = () => {
    count -= 1;
    if (count === 0) onEmpty?.();
  };
  return {
    add(work) {
      count += 1;
      void work.then(remove);
    },
    async finish(withinMs) {
      if (count === 0) return 0;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        onEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      return count;
    },
  };
}
