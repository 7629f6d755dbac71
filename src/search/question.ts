/** What kind of question a text is, and what it is about once its frame is taken away. */
import type { Area } from '../catalogue/schema.ts';

export type Shape = 'name' | 'how-to' | 'compare' | 'trouble' | 'plain';

export type Asked = {
  readonly shape: Shape;
  /** The text without “what is”, “how does … work in kafka” and the like. */
  readonly topic: string;
  /** The two sides of a comparison. */
  readonly sides?: readonly [string, string];
  /** Areas that the question names in their own words. */
  readonly areas: readonly Area[];
};

const AREA_WORDS: readonly (readonly [Area, RegExp])[] = [
  [
    'streams',
    /\b(?:kafka[- ]?streams?|kstreams?|ktables?|globalktables?|ksql\w*|state ?stores?|topolog\w+|rocksdb|window(?:s|ed|ing)?|processor api|dsl|punctuat\w+)\b/i,
  ],
  [
    'connect',
    /\b(?:kafka[- ]connect\b(?! to)|connectors?|debezium|jdbc|sink|source task|smts?|cdc|mirror ?maker\w*|mm2)\b/i,
  ],
  ['schemas', /\b(?:schemas?|avro|protobuf|serdes?|(?:de)?seriali[sz]\w+)\b/i],
];

const FRAMES: readonly RegExp[] = [
  /^(?:(?:hi|hello|hey)[,!. ]+)/i,
  /^(?:can|could|would) (?:you|someone|anybody|anyone) (?:please )?(?:explain|tell me|describe)(?: to me)?(?: about)? /i,
  /^(?:please )?(?:explain|describe|define|tell me about|show me|what about|help with) /i,
  /^(?:what(?:'s| is| are| does| do)|whats|who is|meaning of|definition of) (?:the meaning of |meant by )?(?:an? |the )?/i,
  /^(?:the )?(?:concept|role|purpose|importance|idea) of (?:an? |the )?/i,
  /^how (?:does|do|is|are) (?:an? |the )?/i,
  /^(?:an?|the) /i,
];
const TAILS: readonly RegExp[] = [
  /,? and (?:how|why|what|when|where|do|does|is|are|should)\b.*$/i,
  /[?!.\s]+$/,
  / (?:mean|means|do|does|work|works|for|used for|about)$/i,
  / (?:in|of|for|with|on|using) (?:apache )?kafka$/i,
  /^(?:apache )?kafka'?s? (?=\S)/i,
];

const TROUBLE =
  /\b(?:error|exception|fail(?:s|ed|ing|ure)?|cannot|can't|cant|couldn't|unable|not able|stuck|hang(?:s|ing)?|slow|lost|losing|missing|duplicat\w*|keeps?|never|won't|wont|doesn't|doesnt|not (?:work|receiv|consum|connect|start|read|get)\w*|timed? ?out|timeout|refused|crash\w*|why (?:is|are|does|do|did|my))\b/i;
const HOW_TO =
  /\b(?:how (?:to|do i|can i|do you|can you|should i|would i|do we|can we)|steps? to|command (?:to|for)|way to|list all|delete|reset|purge|create|add|change|increase)\b/i;

export function readQuestion(text: string): Asked {
  const plain = text.trim();
  const topic = withoutFrame(plain);
  const sides = sidesOf(plain);
  const areas = AREA_WORDS.filter(([, pattern]) => pattern.test(plain)).map(([area]) => area);
  if (sides) return { shape: 'compare', topic, sides, areas };
  return { shape: shapeOf(plain), topic, areas };
}

function shapeOf(text: string): Shape {
  if (TROUBLE.test(text)) return 'trouble';
  if (HOW_TO.test(text)) return 'how-to';
  return text.split(/\s+/).length <= 4 ? 'name' : 'plain';
}

function withoutFrame(text: string): string {
  let topic = text;
  for (let previous = ''; previous !== topic; ) {
    previous = topic;
    for (const frame of [...FRAMES, ...TAILS]) topic = topic.replace(frame, '').trim() || topic;
  }
  return topic;
}

const COMPARISONS: readonly RegExp[] = [
  /\bdifferen(?:ce|ces|t|tiate)\b.*?\b(?:between|of|from)\b (.+?) (?:and|vs\.?|versus|or|&|from) (.+)$/i,
  /\bcompar(?:e|ison|ing)\b(?: of| between)? (.+?) (?:and|vs\.?|versus|to|with|or|&) (.+)$/i,
  /^(?:what is better[,:]? |when (?:to|should i) use |should i use |which one[,:]? |choose between )?(.+?) (?:vs\.?|versus) (.+)$/i,
  /^(?:when (?:to|should i|do i) (?:use|choose)|should i (?:use|choose|pick)|which (?:is better|one)[,:]?|choos(?:e|ing) between) (.+?) (?:or|and|over|instead of|rather than) (.+)$/i,
  /^how (?:is|are|does|do) (.+?) different from (.+)$/i,
];

function sidesOf(text: string): readonly [string, string] | undefined {
  for (const pattern of COMPARISONS) {
    const [, left, right] = pattern.exec(text.replace(/[?!.]+$/, '')) ?? [];
    if (left && right) return [withoutFrame(left), withoutFrame(right)];
  }
  return undefined;
}
