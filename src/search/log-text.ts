/** Reduces a pasted log line or stack trace to what matters: exception names, error constants, the message. */

const STAMP = /^\s*[[(]?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,\d]*Z?[\])]?\s*/;
const LEVEL = /\b(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL)\b:?/g;
const FRAME = /^\s*(?:at |\.{3} \d+ more|File ")/;
const PREFIXES =
  /\[[^\]]*(?:clientId|groupId|Producer|Consumer|AdminClient|Thread|thread|pool|kafka-|ReplicaFetcher|Controller|Broker|main)[^\]]*\]/g;
const LOOKS_LIKE_LOG = /\b(?:ERROR|WARN|FATAL|Exception|Caused by|Traceback)\b|^\s*\[?\d{4}-\d\d-\d\d/m;

/** Text that is no log comes back as it is. */
export function logEssence(text: string): string {
  if (!LOOKS_LIKE_LOG.test(text) || text.length < 60) return text;
  const lines = text
    .split('\n')
    .filter((line) => !FRAME.test(line))
    .map((line) =>
      line
        .replace(STAMP, '')
        .replace(LEVEL, ' ')
        .replace(PREFIXES, ' ')
        .replace(/\([\w.$]+\)\s*$/, ' '),
    );
  // The root cause says most; the rest of a long paste only adds noise.
  const cause = lines.findLast((line) => /Caused by:/.test(line));
  return [cause ?? '', ...lines.slice(0, 3)]
    .join(' ')
    .replace(/\b(?:[a-z]\w*\.){2,}(?=[A-Z])/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 400);
}
