// Takes what chat and shells put around a pasted configuration off again.

const fence = /^\s*```[a-z]*[ \t]*\r?\n?([\s\S]*?)\r?\n?```\s*$/i;

/** Without a code fence; settings that lost their line breaks on the way (`acks=all retries=3`) get them back. */
export function pastedText(text: string): string {
  const inner = fence.exec(text)?.[1] ?? text;
  const words = inner.trim().split(/[ \t]+/);
  const lostBreaks =
    !/[\r\n]/.test(inner) && words.length > 1 && words.every((word) => /^[A-Za-z][\w.-]*=[^"']*$/.test(word));
  return lostBreaks ? words.join('\n') : inner;
}
