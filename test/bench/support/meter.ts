import { readFileSync } from 'node:fs';

/**
 * Loaded into a program before it begins (`node --import`): tells the bench that started it what it has used, and is
 * no reason for it to stay alive.
 */
export interface Used {
  cpuMs: number;
  rssMiB: number;
  /** the most that it ever had in memory */
  peakMiB: number;
}

process.on('message', (message) => {
  if (message !== 'used') return;
  const { user, system } = process.cpuUsage();
  const used: Used = {
    cpuMs: (user + system) / 1000,
    rssMiB: process.memoryUsage.rss() / 1024 / 1024,
    peakMiB: peakKiB() / 1024,
  };
  process.send?.({ used });
});
/** Linux lets a program begin with the peak of whoever started it, but for this line. */
function peakKiB(): number {
  const { maxRSS } = process.resourceUsage();
  if (process.platform !== 'linux') return maxRSS;
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? maxRSS);
}
// A bench that fails leaves nothing behind.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
