import { roomLeftNotice } from '../changes/room-left-notice.ts';
import { markUnreachable } from '../changes/unreachable-notice.ts';
import type { Platform } from '../domain/person.ts';
import type { FileMaker } from '../ports/files.ts';
import type { Store } from '../ports/store.ts';
import type { Clock } from '../ports/world.ts';
import type { KeptHere, Office, Rooms, TakeAccounts } from './chat-adapter.ts';

interface Deps {
  store: Store;
  clock: Clock;
  take: TakeAccounts;
  files: FileMaker;
  /** something may be owed now */
  wake: () => void;
}

/** What one adapter can ask of the product and tell it, beside what people say. */
export function createOffice({ store, clock, take, files, wake }: Deps, platform: Platform): Office {
  const rooms: Rooms = {
    moved: (from, to) => store.transact((tx) => tx.projects.moveRoom(platform, from, to)),
    async left(chatId, name) {
      await store.transact(async (tx) => {
        const bound = await tx.projects.unbind(platform, chatId);
        const project = bound && (await tx.projects.get(bound.projectId));
        if (!project) return;
        const now = clock.now();
        await roomLeftNotice({ tx, now }, bound.boundBy, project, name);
      });
      wake();
    },
  };

  const keepsakes: KeptHere = {
    async put(kind, items) {
      if (items.length === 0) return;
      await store.transact(async (tx) => {
        const at = clock.now();
        for (const { key, body } of items) await tx.keepsakes.put({ platform, kind, key, body, at });
      });
    },
    get: (kind, key) => store.transact((tx) => tx.keepsakes.get({ platform, kind, key })),
    updates: () => store.transact((tx) => tx.keepsakes.updates(platform)),
    async remove(kind, keys) {
      if (keys.length === 0) return;
      await store.transact(async (tx) => {
        for (const key of keys) await tx.keepsakes.remove({ platform, kind, key });
      });
    },
  };

  return {
    accounts: {
      take,
      async directChats() {
        const known = await store.transact((tx) => tx.people.directChats(platform));
        return new Map(known.map(({ externalId, directChat }) => [externalId, directChat]));
      },
      async reach(externalId, isReachable) {
        await store.transact(async (tx) => {
          const known = await tx.people.identity(platform, externalId);
          if (!known) return;
          if (!isReachable) await markUnreachable({ tx, now: clock.now() }, known);
          else if (known.identity.unreachableAt)
            await tx.people.saveIdentity({ ...known.identity, unreachableAt: null });
        });
        wake();
      },
      async languageOf(externalId) {
        const person = (await store.transact((tx) => tx.people.identity(platform, externalId)))?.person;
        return person?.leftAt === null ? person.language : undefined;
      },
      async managers() {
        return store.transact(async (tx) => {
          const found: { externalId: string; language: (typeof people)[number]['language'] }[] = [];
          const people = await tx.people.withRole(['owner', 'manager']);
          for (const { id, language } of people) {
            const identities = await tx.people.identitiesOf(id);
            const here = identities.filter((identity) => identity.platform === platform);
            found.push(...here.map(({ externalId }) => ({ externalId, language })));
          }
          return found;
        });
      },
    },
    rooms,
    keepsakes,
    files,
  };
}
