import { conversation } from '../contract/conversation.ts';
import { openSlack } from './slack/stage.ts';

conversation({ name: 'Slack over HTTP', open: () => openSlack('http'), hasChannel: true });
conversation({ name: 'Slack over Socket Mode', open: () => openSlack('socket'), hasChannel: true });
