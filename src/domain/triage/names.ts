/** Characters of which names of persons are made. */
export interface NameCharacters {
  /** Family names, one character each. */
  readonly family: string;
  /** Characters that given names are made of, and that seldom begin an ordinary word after a family name. */
  readonly given: string;
  /** What somebody is called after a family name: 老师, 姐, 主任 … */
  readonly titles: readonly string[];
}

/** What stands in the place of a name: the plainest word for a person, so that the sentence stays one. */
const NOBODY = '他';
/** Characters that are the second of a given name, and too common to be its first. */
const SECOND = '建国华平生明文义红';

/** Family names that are also ends of ordinary words before a title: 主任老师, 工钱老板, 谢谢老师. */
const AMBIGUOUS = /[任钱谢曾易常武余石田段毛]/g;

/** Puts one word in the place of all names of persons, so that who somebody is changes nothing. */
export function createNameless({ family, given, titles }: NameCharacters): (normalised: string) => string {
  const full = new RegExp(
    `[${family}](?:小?[${given}][${given}${SECOND}]?|建[${given}${SECOND}])|阿[${given}]|小[${given}](?![${given}])`,
    'gu',
  );
  const titled = new RegExp(`[小老]?[${family.replace(AMBIGUOUS, '')}](?=${titles.join('|')})`, 'gu');
  return (normalised) => normalised.replace(full, NOBODY).replace(titled, NOBODY);
}
