/** What was typed into a box, as it was counted there: a form sends each line break as two characters. NUL is dropped. */
export const lineBreaks = (text: string): string => text.replaceAll('\0', '').replace(/\r\n?/g, '\n');
