/** The link as Telegram would open it, with a protocol. @returns undefined for what is no link */
export function checkedLink(link: string): string | undefined {
  if (/\s/.test(link) || link === '') return undefined;
  const protocol = /^([a-z][a-z0-9+.-]*):\/\//i.exec(link)?.[1]?.toLowerCase();
  if (protocol === 'tg' || protocol === 'ton' || protocol === 'tonsite') return link;
  if (protocol !== undefined && protocol !== 'http' && protocol !== 'https') return undefined;
  const whole = protocol === undefined ? `http://${link}` : link;
  const host = hostOf(whole);
  if (host === undefined || !(host.includes('.') || host.startsWith('['))) return undefined;
  // Without a path it gets one; the rest is kept as it was written.
  return whole.replace(/^([a-z]+:\/\/[^/?#]+)(?!\/)(?=[?#]|$)/i, '$1/');
}

/** @returns the id in `tg://user?id=…`; undefined for any other link */
export function userOfLink(link: string): number | undefined {
  const id = /^tg:(?:\/\/)?user\?id=(\d+)$/i.exec(link)?.[1];
  return id === undefined ? undefined : Number(id);
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname;
  } catch {
    return undefined;
  }
}
