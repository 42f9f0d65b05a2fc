import { createSlackAgency } from '../support/slack-agency.ts';
import { chatAdapterContract } from './chat-adapter-contract.ts';

// In a channel Slack shows an answer to whoever asked, and nobody else has to read it.
const inRooms = { answersInRooms: 'to the asker' } as const;

chatAdapterContract('Slack over HTTP', () => createSlackAgency({ transport: 'http' }), inRooms);
chatAdapterContract('Slack in Socket Mode', () => createSlackAgency({ transport: 'socket' }), inRooms);
