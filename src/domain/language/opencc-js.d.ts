/** The package's own types import without file endings, which NodeNext does not resolve. */
declare module 'opencc-js/t2cn' {
  export function Converter(options: { from: 't' | 'tw' | 'hk'; to: 'cn' }): (text: string) => string;
}
