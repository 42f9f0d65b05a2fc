import { type JsonObject, textIn } from '../slack/json.ts';
import { apiSpec } from './api-spec.ts';
import type { MethodParts, Methods } from './methods.ts';
import { refuse, violate } from './refusal.ts';
import type { WebhookPlace } from './webhook.ts';

const MOST_CONNECTIONS = 100;
const CONNECTIONS = 40;
const PORTS = ['', '80', '88', '443', '8443'];

/** getUpdates, setWebhook, deleteWebhook, getWebhookInfo. */
export function updateMethods({ queue, polling, webhook }: MethodParts): Methods {
  function leaveWebhook(args: JsonObject): true {
    webhook.set(undefined);
    if (args.drop_pending_updates === true) queue.drop();
    return true;
  }

  return {
    async getUpdates(args, connection) {
      if (webhook.isActive()) {
        refuse(
          409,
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      queue.allow(typesIn(args));
      return await polling.getUpdates(args, connection);
    },
    setWebhook(args) {
      if (textIn(args.url) === '') return leaveWebhook(args);
      const place = placeOf(args);
      queue.allow(typesIn(args));
      if (args.drop_pending_updates === true) queue.drop();
      polling.end();
      webhook.set(place);
      return true;
    },
    deleteWebhook: leaveWebhook,
    getWebhookInfo() {
      const place = webhook.place();
      const error = webhook.lastError();
      const allowed = queue.allowed();
      return {
        url: place?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: queue.waiting().length,
        ...(place && { max_connections: place.maxConnections }),
        ...(error && { last_error_date: error.date, last_error_message: error.message }),
        ...(allowed && { allowed_updates: allowed }),
      };
    },
  };
}

function placeOf(args: JsonObject): WebhookPlace {
  const [url, secret] = [textIn(args.url), textIn(args.secret_token)];
  if (!URL.canParse(url)) violate('bad webhook: invalid URL specified');
  const { protocol, port } = new URL(url);
  if (protocol !== 'https:') violate('bad webhook: An HTTPS URL must be provided for webhook');
  if (!PORTS.includes(port)) violate('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  if (secret.length > 256) violate('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) violate('secret token contains unallowed characters');
  const asked = Number(args.max_connections ?? CONNECTIONS);
  return { url, secret, maxConnections: Math.min(MOST_CONNECTIONS, Math.max(1, asked)) };
}

/** @returns undefined where nothing is said of them */
function typesIn(args: JsonObject): string[] | undefined {
  if (!Array.isArray(args.allowed_updates)) return undefined;
  const types = args.allowed_updates.map(textIn);
  const unknown = types.filter((type) => !apiSpec.types.Update?.[type]);
  if (unknown.length > 0) violate(`allowed_updates: there are no ${unknown.join(', ')}`);
  return types;
}
