import { describe, expect, it } from 'vitest';
import { accountOf } from '../../../../adapters/slack/people/account.ts';

const HOME = { teamId: 'T1' };
const USER = { id: 'U1', team_id: 'T1', name: 'anna.k', deleted: false, is_bot: false, profile: { team: 'T1' } };

const standing = (more: object, home: Parameters<typeof accountOf>[1] = HOME) =>
  accountOf({ ...USER, ...more }, home)?.standing;

describe('an account of Slack', () => {
  it('goes by the real name, in the zone and language of its profile', () => {
    const profile = { real_name: 'Anna Koval', display_name: 'annie' };
    expect(accountOf({ ...USER, profile, real_name: 'A. Koval', tz: 'Europe/Kyiv', locale: 'uk-UA' }, HOME)).toEqual({
      externalId: 'U1',
      name: 'Anna Koval',
      standing: 'member',
      handle: 'anna.k',
      zone: 'Europe/Kyiv',
      languageTag: 'uk-UA',
    });
  });

  it.each([
    [{ real_name: 'A. Koval', profile: { real_name: ' ', display_name: 'annie' } }, 'A. Koval'],
    [{ profile: { display_name: 'annie' } }, 'annie'],
    [{ profile: { display_name: '' } }, 'anna.k'],
    [{ profile: {}, name: undefined }, 'U1'],
  ])('goes by the next best name in %j', (more, name) => {
    expect(accountOf({ ...USER, ...more }, HOME)?.name).toBe(name);
  });

  it.each([
    'deleted',
    'is_bot',
    'is_workflow_bot',
    'is_restricted',
    'is_ultra_restricted',
    'is_stranger',
    'is_invited_user',
  ])('is of no full member where it is marked %s', (mark) => {
    expect(standing({ [mark]: true })).toBe('outsider');
    expect(standing({ [mark]: false })).toBe('member');
  });

  it('is of no member for Slackbot, nor from another workspace', () => {
    expect(standing({ id: 'USLACKBOT' })).toBe('outsider');
    expect(standing({ team_id: 'T2' })).toBe('outsider');
    expect(standing({ team_id: undefined, profile: { team: 'T2' } })).toBe('outsider');
  });

  it('is of a member from another workspace of the enterprise who belongs to this one as well', () => {
    const home = { teamId: 'T1', enterpriseId: 'E1' };
    const of = (enterprise_id: string, teams: string[]) => ({
      team_id: 'T2',
      enterprise_user: { enterprise_id, teams },
    });
    expect(standing(of('E1', ['T2', 'T1']), home)).toBe('member');
    expect(standing(of('E1', ['T2']), home)).toBe('outsider');
    expect(standing(of('E2', ['T1']), home)).toBe('outsider');
    expect(standing({ ...of('E1', ['T1']), is_restricted: true }, home)).toBe('outsider');
    expect(standing(of('E1', ['T1']))).toBe('outsider');
  });

  it('is nobody’s business where half of it is missing', () => {
    expect(standing({ team_id: undefined, profile: {} })).toBe('unsure');
    for (const nonsense of [undefined, null, 'U1', [], {}, { id: 7 }])
      expect(accountOf(nonsense, HOME)).toBeUndefined();
  });
});
