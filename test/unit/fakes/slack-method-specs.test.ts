import { expect, it } from 'vitest';
import { BUILT_IN, builtInSpec, hasSpecs, methodSpec, problemsOfArguments } from '../../fakes/slack/method-specs.ts';

/** Slack takes more arguments than these, of kinds that no bot of a single workspace needs. */
const LEFT_OUT = ['token', 'current_draft_last_updated_ts', 'unfurled_attachments'];

it.skipIf(!hasSpecs).each(Object.keys(BUILT_IN))('knows %s without the specs as with them', (method) => {
  const [ours, theirs] = [builtInSpec(method), methodSpec(method)];
  expect(ours?.takesJson).toBe(theirs?.takesJson);
  expect([...(ours?.required ?? [])].sort()).toEqual([...(theirs?.required ?? [])].sort());
  const expected = Object.keys(theirs?.args ?? {}).filter((name) => !LEFT_OUT.includes(name));
  expect(Object.keys(ours?.args ?? {}).sort()).toEqual(expected.sort());
});

it('checks arguments against what is built in', () => {
  const spec = builtInSpec('views.open');
  if (!spec) throw new Error('views.open is missing');
  expect(problemsOfArguments(spec, { trigger_id: '1.2.x', view: '{"type":"modal"}' }, false)).toEqual([]);
  expect(problemsOfArguments(spec, { trigger_id: '1.2.x', view: 'modal', team_id: 'T1' }, false)).toHaveLength(1);
  expect(problemsOfArguments(spec, { triggerId: '1.2.x' }, false)).toEqual([
    'invalid_arguments: missing required field: view',
    'invalid_arg_name: triggerId',
  ]);
});
