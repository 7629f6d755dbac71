/** The conversation that every platform holds, over the real HTTP server. */
import { conversation } from '../contract/conversation.ts';
import { openWebStage } from './web/stage.ts';

conversation({ name: 'web', open: openWebStage, hasChannel: true });
