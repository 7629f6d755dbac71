// Every rule of the linter, in the order findings about one line are given.
import type { Rule } from '../rule.ts';
import { brokerRules } from './broker.ts';
import { brokerBeforeFourRules } from './broker-before-four.ts';
import { brokerGroupRules } from './broker-groups.ts';
import { brokerListenerRules } from './broker-listeners.ts';
import { brokerRiskRules } from './broker-risks.ts';
import { clientRules } from './clients.ts';
import { connectRules } from './connect.ts';
import { consumerRules } from './consumer.ts';
import { producerRules } from './producer.ts';
import { streamsRules } from './streams.ts';
import { tlsRules } from './tls.ts';
import { topicRules } from './topic.ts';

export const rules: readonly Rule[] = [
  ...clientRules,
  ...tlsRules,
  ...producerRules,
  ...consumerRules,
  ...streamsRules,
  ...connectRules,
  ...topicRules,
  ...brokerRules,
  ...brokerGroupRules,
  ...brokerListenerRules,
  ...brokerBeforeFourRules,
  ...brokerRiskRules,
];
