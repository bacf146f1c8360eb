/** Telegram takes 4,096 UTF-16 units in one message. */
const MOST = 4000;
/** Where a text is cut, the best place first. */
const BREAKS = [/\n\n/g, /\n/g, /[。！？!?]|\. /g, /[，、；;,]\s?|\s/g];

/** A text in parts that Telegram takes, cut at the end of a paragraph, line or sentence where there is one. Blank text has no part. */
export function splitText(text: string): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > MOST) {
    const end = cutAt(rest);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
}

function cutAt(text: string): number {
  const head = text.slice(0, MOST);
  for (const pattern of BREAKS) {
    const last = [...head.matchAll(pattern)].at(-1);
    const end = last ? last.index + last[0].length : 0;
    if (end > MOST / 2) {
      return end;
    }
  }
  const code = head.charCodeAt(MOST - 1);
  return code >= 0xd800 && code <= 0xdbff ? MOST - 1 : MOST; // never between the halves of one character
}
