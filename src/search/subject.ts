/** Whether a question is about Kafka at all: words of other subjects ask for better evidence before a page is offered. */
import { rawWords, termOf } from './words.ts';

/** `kafka`: it says so; `field`: its words are Kafka’s; `near`: one of them, which others use too; `open`: none;
 * `other`: another product; `writer`: Franz Kafka. */
export type Subject = 'kafka' | 'field' | 'near' | 'open' | 'other' | 'writer';

const terms = (words: string) => new Set(words.split(/\s+/).map(termOf));

/** Words that hardly anybody uses of anything else. */
const OWN = terms(
  `isr kraft zookeeper ktable kstream globalktable ksql ksqldb connector connectors debezium avro mirrormaker acks rebalance rebalancing
  changelog tombstone idempotent idempotence kafkaconnect kafkastreams statestore deadletter
  poll polling linger commitsync commitasync smt serde cdc outbox saga watermark`,
);

/** Kafka's words that have a life elsewhere: two of them together are Kafka's. */
const SHARED = terms(
  `broker topic partition offset consumer producer replica replication leader follower controller cluster record stream batch group commit
  lag retention segment transaction key schema registry window join topology coordinator listener fetch acknowledge heartbeat quorum event
  queue throughput ordering delivery subscribe retry backpressure duplicate compact exactly`,
);

/** Other products: with them a shared word is theirs. */
const OTHERS = terms(
  `rabbitmq activemq artemis ibmmq sqs sns kinesis nats jetstream pulsar mqtt mosquitto celery sidekiq
  sql mysql mariadb postgres postgresql oracle mongodb mongo redis cassandra elasticsearch opensearch hbase bigquery snowflake dynamodb hibernate jpa
  neo4j couchbase sqlite sqlserver mssql dbt airflow databricks tableau powerbi
  hadoop hive spark pandas numpy dataframe matplotlib pytorch tensorflow excel
  pod pods statefulset configmap kubelet crashloopbackoff istio envoy haproxy consul ec2 cloudfront dockerfile
  cron bash gcc cmake maven gradle junit selenium nvidia unity bluetooth wifi printer spreadsheet
  kubectl ingress nginx apache2 terraform ansible jenkins github gitlab git svn vim ssh vpn windows iphone android
  react angular vue css html jquery php wordpress rails django flask rust pip npm webpack
  blockchain bitcoin ethereum graphql cors cookie cookies
  regex recursion malloc coroutine coroutines closures polymorphism dataclass
  linkedlist hashmap arraylist palindrome fibonacci quicksort mergesort bubblesort goroutine goroutines
  gpu cuda chatgpt keras sklearn kmeans
  eslint vite tailwind flexbox svelte nextjs laravel symfony flutter xamarin swiftui
  pytest jest cypress intellij eclipse vscode xcode tmux zsh powershell homebrew
  outlook powerpoint salesforce sap shopify figma photoshop
  weather pizza recipe cooking football soccer president movie movies song songs hotel
  birthday joke poem dog cat diet salary visa`,
);

/** Of Franz Kafka and his books. */
const WRITER = terms(
  'franz metamorphosis murakami kafkaesque prague milena novel novels biography castle born shore quotes trial',
);

/** Languages and runtimes: clients are written in them, but alone they are another subject. */
const LANGUAGES = terms(
  'java javascript typescript python go golang rust ruby php scala kotlin swift perl haskell node nodejs dotnet csharp c r spring springboot',
);

export function subjectOf(text: string): Subject {
  const said = new Set(rawWords(text.replace(/\bfranz-go\b/gi, 'golang')).map(termOf));
  const says = (words: ReadonlySet<string>) => [...said].some((term) => words.has(term));
  const own = says(OWN) || /(?:k|global)(?:stream|table)/i.test(text);
  const shared = [...said].filter((term) => SHARED.has(term)).length;
  if (says(WRITER) && !own && shared === 0) return 'writer';
  if (/kafka/i.test(text)) return 'kafka';
  if (says(OTHERS)) return own || shared > 1 ? 'near' : 'other';
  if (own || shared > 1) return 'field';
  if (shared === 1) return 'near';
  return says(LANGUAGES) ? 'other' : 'open';
}
