import { line, typed } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Project } from '../domain/project.ts';
import type { Tx } from '../ports/store.ts';
import { tell } from './tell.ts';

/** Tells whoever bound a room to a project that Friday was taken out of it. @param room as the platform calls it */
export async function roomLeftNotice(
  { tx, now }: { tx: Tx; now: Instant },
  boundBy: PersonId,
  { tag }: Project,
  room: string,
): Promise<void> {
  await tell({ tx, now, person: undefined }, boundBy, 'room-left', (text) => ({
    blocks: [line(text.project.roomLeft(room, tag)), line(text.project.roomLeftMeans, typed(`project bind ${tag}`))],
  }));
}
