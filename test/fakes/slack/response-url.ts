import { randomBytes } from 'node:crypto';
import { type Instant, secondsBetween } from '../../../src/domain/instant.ts';
import type { Clock } from '../../../src/ports/world.ts';
import { isObject, type JsonObject, textIn } from './json.ts';
import { isContentProblem, readContent } from './messages.ts';
import type { Records } from './records.ts';
import { boolean, type Check, enumeration, object, string } from './shape.ts';
import type { SlackMessage, World } from './world.ts';

const USES = 5;
const GOOD_SECONDS = 30 * 60;

const anything: Check = () => {};
const SHAPE = object({
  optional: {
    text: string(0, 40_000),
    blocks: anything,
    response_type: enumeration('ephemeral', 'in_channel'),
    replace_original: boolean,
    delete_original: boolean,
    thread_ts: string(1, 30),
    mrkdwn: boolean,
    unfurl_links: boolean,
    unfurl_media: boolean,
  },
});

interface Place {
  userId: string;
  channelId: string;
  /** whose button was pressed; for a command, what was answered last */
  original: SlackMessage | undefined;
}

export type Responses = ReturnType<typeof createResponses>;

/** Answers by `response_url` and by acks: where they go, how often, and how they look. */
export function createResponses(parts: { world: World; records: Records; clock: Clock; baseUrl: () => string }) {
  const { world, records, clock } = parts;
  const urls = new Map<string, Place & { at: Instant; uses: number }>();

  /** @returns what Slack would say against it, or undefined when it is shown */
  function answer(place: Place, body: JsonObject, where: string): string | undefined {
    const problems: string[] = [];
    SHAPE(body, 'message', problems);
    if (problems.length > 0) {
      records.violate(where, problems);
      return 'invalid_payload';
    }
    if (body.delete_original === true || body.replace_original === true) {
      if (!place.original || place.original.isDeleted) {
        records.violate(where, ['there is no original to replace or delete']);
        return 'message_not_found';
      }
    }
    if (body.delete_original === true && place.original) {
      place.original.isDeleted = true;
      return undefined;
    }
    const read = readContent(body);
    if (isContentProblem(read)) {
      records.violate(where, read.reasons);
      return read.error;
    }
    records.notePings({ ...body, ...read }, where);
    if (body.replace_original === true && place.original) {
      world.edit(place.original, read);
      return undefined;
    }
    const posted = world.post({
      channelId: place.channelId,
      by: world.bot.id,
      ...read,
      ...(body.response_type !== 'in_channel' && { ephemeralFor: place.userId }),
    });
    place.original ??= posted;
    return undefined;
  }

  return {
    create(place: Place): string {
      const secret = randomBytes(12).toString('hex');
      urls.set(secret, { ...place, at: clock.now(), uses: 0 });
      return `${parts.baseUrl()}/response/${world.team.id}/${secret}`;
    },
    /** What a bot posts to `response_url`. @returns the HTTP answer */
    take(secret: string, body: JsonObject | undefined): { status: number; body: JsonObject } {
      const call = records.begin('response_url', body ?? {});
      const refuse = (status: number, error: string) => {
        call.outcome = error;
        return { status, body: { ok: false, error } };
      };
      const place = urls.get(secret);
      if (!place) return refuse(404, 'invalid_url');
      if (secondsBetween(place.at, clock.now()) > GOOD_SECONDS) return refuse(404, 'expired_url');
      if (place.uses >= USES) return refuse(404, 'used_url');
      place.uses += 1;
      if (!isObject(body)) {
        records.violate('response_url', ['the body is no JSON object']);
        return refuse(400, 'invalid_payload');
      }
      const error = answer(place, body, 'response_url');
      if (error) return refuse(400, error);
      call.outcome = 'ok';
      return { status: 200, body: { ok: true } };
    },
    /** What came back as the answer to a slash command itself: nothing, words, or a message. */
    takeAck(place: Place, ack: unknown): void {
      if (ack === undefined || ack === null || ack === '') return;
      const body = typeof ack === 'string' ? { text: ack } : ack;
      if (!isObject(body)) {
        records.violate('ack', ['neither words nor a message']);
        return;
      }
      if (Object.keys(body).length === 0) return;
      if (body.replace_original !== undefined || body.delete_original !== undefined) {
        records.violate('ack', ['there is no original to replace or delete']);
      }
      answer(place, body, 'ack');
    },
    /** how often a `response_url` was used */
    usesOf: (url: string) => urls.get(textIn(url.split('/').at(-1)))?.uses ?? 0,
  };
}
