import { changeTask, setProposal } from '../changes/change-task.ts';
import { closeTask } from '../changes/close-task.ts';
import { ensureAhead } from '../changes/create-task.ts';
import { findOpenTask, peopleOf, takeTaskNumber } from '../changes/find-task.ts';
import { tell } from '../changes/tell.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { decidesAlone } from '../domain/permission.ts';
import { refuse } from '../domain/refusal.ts';
import type { Proposal, Task } from '../domain/task.ts';
import { proposalWord } from '../domain/task.ts';
import { proposalAnswerNotice, taskMovedNotice, taskProposalNotice } from '../replies/notices.ts';
import { deadlineField, taskHeading } from '../replies/task-view.ts';
import { toldLine } from '../replies/told.ts';

/** The author agrees with what the assignee proposed: it happens now. */
export const agree: Command = {
  name: 'agree',
  async run(call) {
    const { task, proposal, isMeant } = await findProposal(call, 'agree');
    if (!isMeant) return anotherProposal(call, task, proposal);
    const { author, assignee } = await peopleOf(call, task);
    const proposer = await call.tx.people.get(proposal.proposedBy);
    await setProposal(call, task, undefined);
    if (proposal.ask.kind === 'drop') {
      await closeTask(call, task, 'dropped', proposal.ask.reason);
    } else {
      ensureAhead(call, proposal.ask.deadline, assignee, task);
      const moved = await changeTask(call, task, { deadline: proposal.ask.deadline }, assignee);
      // A manager may have agreed in the author's place, and the task may be somebody else's by now.
      for (const person of new Set([author, assignee])) {
        if (person.id === proposer?.id) continue;
        await tell(call, person, 'task-moved', (text, to) => taskMovedNotice(text, to, moved, call), moved);
      }
      if (proposer)
        await tell(call, proposer, 'proposal-agreed', (text) => proposalAnswerNotice(text, task, call, true), task);
    }
    const { text } = call;
    return {
      blocks: [
        line(proposal.ask.kind === 'drop' ? text.task.dropped : text.task.moved),
        taskHeading(task),
        ...(proposal.ask.kind === 'deadline' ? [deadlineField(call, proposal.ask.deadline, assignee)] : []),
        ...toldLine(
          call,
          proposer && proposal.ask.kind === 'deadline' ? [author, assignee, proposer] : [author, assignee],
        ),
        buttons({ label: text.button.undo, command: 'undo' }),
      ],
    };
  },
};

/** The author keeps the task as it is. */
export const keep: Command = {
  name: 'keep',
  async run(call) {
    const { task, proposal, isMeant } = await findProposal(call, 'keep');
    if (!isMeant) return anotherProposal(call, task, proposal);
    const proposer = await call.tx.people.get(proposal.proposedBy);
    await setProposal(call, task, undefined);
    await tell(
      call,
      proposal.proposedBy,
      'proposal-kept',
      (text) => proposalAnswerNotice(text, task, call, false),
      task,
    );
    const { text } = call;
    return {
      blocks: [
        line(text.task.kept),
        taskHeading(task),
        ...toldLine(call, proposer ? [proposer] : []),
        buttons({ label: text.button.undo, command: 'undo' }),
      ],
    };
  },
};

/** @returns `isMeant`: false for the button of an old message, whose proposal this one has replaced */
async function findProposal(
  call: Call,
  command: string,
): Promise<{ task: Task; proposal: Proposal; isMeant: boolean }> {
  const { id, rest } = takeTaskNumber(call.args, command);
  const task = await findOpenTask(call, id);
  if (!decidesAlone(call.person, task)) refuse({ kind: 'not for you to decide', id: task.id });
  const proposal = await call.tx.tasks.proposal(task.id);
  if (!proposal) return refuse({ kind: 'no proposal', id: task.id });
  return { task, proposal, isMeant: rest === '' || rest === proposalWord(proposal) };
}

/** Nothing is decided: here is what is proposed now. */
async function anotherProposal(call: Call, task: Task, proposal: Proposal): Promise<Reply> {
  const { text, person, now } = call;
  const proposer = (await call.tx.people.get(proposal.proposedBy)) ?? person;
  const { blocks } = taskProposalNotice(text, person, task, proposal, { person: proposer, now });
  return { blocks: [line(text.task.anotherProposal), ...blocks] };
}
