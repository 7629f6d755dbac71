import { conversation } from '../contract/conversation.ts';
import { openDiscord } from './discord/stage.ts';

conversation({ name: 'discord', open: () => openDiscord(), hasChannel: true, picksCommands: true });
