// Finds the Kafka release that a deployment file itself names, in a Strimzi resource or an image tag.

const strimzi =
  /^apiVersion:\s*kafka\.strimzi\.io\/[\s\S]*?^ {2,}kafka:\s*\n(?:.*\n)*?\s+version:\s*["']?(\d+\.\d+(?:\.\d+)?)/m;
const image =
  /\bimage:\s*["']?(?:[\w.-]+\/)*(apache\/kafka(?:-native)?|bitnami(?:legacy)?\/kafka):v?(\d+\.\d+(?:\.\d+)?)/;
/** Confluent Platform 7.x ships Kafka 3.x, and 8.x ships 4.x. */
const confluent =
  /\bimage:\s*["']?(?:[\w.-]+\/)*confluentinc\/cp-(?:kafka|server|kafka-connect)[\w-]*:([78])\.(\d+)/;

/** A release or line such as `4.0.0` or `3.6`; null when the file names none. */
export function declaredRelease(text: string): string | null {
  const named = strimzi.exec(text)?.[1] ?? image.exec(text)?.[2];
  if (named !== undefined) return named;
  const platform = confluent.exec(text);
  return platform === null ? null : `${Number(platform[1]) - 4}.${platform[2]}`;
}
