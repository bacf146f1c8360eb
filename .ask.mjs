// src/cli/main.ts
import path4 from "node:path";

// src/lib/errors.ts
var StartupError = class extends Error {
  name = "StartupError";
};

// src/cli/ask.ts
import { createInterface } from "node:readline";
import { z as z8 } from "zod";

// src/domain/language/age.ts
var AGE_BANDS = ["expectant", "0-3", "3-6", "6-12", "12-15", "15-18"];
var HAN_DIGITS = "\u96F6\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D";
function toNumber(text) {
  if (/^\d/.test(text)) {
    return Number.parseFloat(text);
  }
  const plain = text.replaceAll("\u4E24", "\u4E8C").replace("\u534A", "");
  const [tens, ones] = plain.includes("\u5341") ? plain.split("\u5341") : ["", plain];
  const digit = (c) => c ? Math.max(0, HAN_DIGITS.indexOf(c)) : 0;
  return plain.includes("\u5341") ? (tens ? digit(tens) : 1) * 10 + digit(ones) : digit(plain);
}
function bandOfYears(years) {
  return years < 3 ? "0-3" : years < 6 ? "3-6" : years < 12 ? "6-12" : years < 15 ? "12-15" : "15-18";
}
var NUMBER = "(\\d{1,2}(?:\\.\\d)?|[\u4E00\u4E8C\u4E24\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D]?\u5341[\u4E00\u4E8C\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D]?|[\u4E00\u4E8C\u4E24\u4E09\u56DB\u4E94\u516D\u4E03\u516B\u4E5D])";
var YEARS = new RegExp(`${NUMBER}\\s*(?:\u4E2A\u534A|\u5C81\u534A|\u5C81|\u5468\u5C81|years? old|yrs?\\b|-year-old)`, "gu");
var MONTHS = new RegExp(`${NUMBER}\\s*(?:\u4E2A\u591A?\u6708|\u6708\u9F84|months? old)`, "gu");
var STAGES = [
  [/怀孕|怀起|孕期|孕妇|孕早期|产检|备孕|准妈妈|准爸爸|胎儿|胎教|待产|pregnan|expecting|expectant/u, "expectant"],
  [/月娃|新生儿|宝宝|婴儿|月子|满月|托班|托育|奶娃|吃奶|infant|newborn|baby|toddler/u, "0-3"],
  [/幼儿园|幼稚园|小班|中班|大班|学前班|入园|kindergarten|preschool/u, "3-6"],
  [/小学|[一二三四五六]年级|[1-6]年级|幼小衔接|一升二|primary|elementary|grade [1-6]\b|小升初/u, "6-12"],
  [/初中|初[一二三]|[七八九]年级|[7-9]年级|中考|middle school|junior high|grade [7-9]\b/u, "12-15"],
  [/高中|高[一二三](?!点|度)|高考|职高|中职|中专|senior high|high school|grade 1[0-2]\b/u, "15-18"]
];
function bandsOf(text) {
  const found = [];
  const add = (at, band) => found.push({ at, band });
  for (const match of text.matchAll(YEARS)) {
    const years = toNumber(match[1] ?? "");
    if (years > 0 && years <= 18) {
      add(match.index, bandOfYears(years));
    }
  }
  for (const match of text.matchAll(MONTHS)) {
    if (!/怀孕|怀起|孕/.test(text.slice(Math.max(0, match.index - 4), match.index))) {
      const months = toNumber(match[1] ?? "");
      if (months > 0 && months < 36 && /岁|月龄|宝|娃|孩|婴|months? old/u.test(text)) {
        add(match.index, "0-3");
      }
    }
  }
  for (const [pattern2, band] of STAGES) {
    const match = pattern2.exec(text);
    if (match) {
      add(match.index, band);
    }
  }
  found.sort((a, b) => a.at - b.at);
  return [...new Set(found.map((f) => f.band))];
}

// src/domain/language/lexicon.ts
import { z } from "zod";
var lexiconSchema = z.strictObject({
  /** Dialect, typos and homophones → the standard word. Replaced in the text, longest first. */
  standard: z.record(z.string(), z.array(z.string())),
  /** Notions: a name → all its words. A word found adds the notion to the tokens, the word stays. */
  notions: z.record(z.string(), z.array(z.string()))
});
var escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
var longestFirst = (words2) => [...words2].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
var asPattern = (word) => /^[a-z0-9 '-]+$/.test(word) ? `(?<![a-z])${escaped(word)}(?![a-z])` : escaped(word);
function createLexicon(data) {
  const standardOf = new Map(
    Object.entries(data.standard).flatMap(([word, variants]) => variants.map((variant) => [variant, word]))
  );
  const variantPattern = new RegExp(longestFirst(standardOf.keys()).map(asPattern).join("|") || "(?!)", "gu");
  const notionsByWord = /* @__PURE__ */ new Map();
  for (const [notion, words2] of Object.entries(data.notions)) {
    for (const word of words2) {
      notionsByWord.set(word, [...notionsByWord.get(word) ?? [], notion]);
    }
  }
  const notionPattern = new RegExp(`(?=(${longestFirst(notionsByWord.keys()).map(asPattern).join("|") || "(?!)"}))`, "gu");
  return {
    standardise: (normalised) => normalised.replace(variantPattern, (variant) => standardOf.get(variant) ?? variant),
    notionsOf(standardised) {
      const found = /* @__PURE__ */ new Set();
      for (const match of standardised.matchAll(notionPattern)) {
        for (const notion of notionsByWord.get(match[1] ?? "") ?? []) {
          found.add(notion);
        }
      }
      return [...found];
    }
  };
}

// src/domain/language/normalise.ts
import { Converter } from "opencc-js/t2cn";
var toSimplified = Converter({ from: "t", to: "cn" });
var INVISIBLE = (
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is removed here
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]|\p{Cs}|\p{Co}/gu
);
var PICTURES = /[\p{Extended_Pictographic}\u{1f1e6}-\u{1f1ff}\u{1f3fb}-\u{1f3ff}\u20e3\ufe0f]/gu;
var VARIANTS = [
  [/妳/g, "\u4F60"],
  [/牠/g, "\u5B83"]
];
var LONGEST_MESSAGE = 2e3;
function normalise(text) {
  const visible = [...text.slice(0, LONGEST_MESSAGE * 4)].slice(0, LONGEST_MESSAGE).join("").normalize("NFKC").replace(INVISIBLE, " ").replace(PICTURES, " ");
  const simplified = VARIANTS.reduce((t, [from, to]) => t.replace(from, to), toSimplified(visible.toLowerCase()));
  return simplified.replace(/\s+/g, " ").trim();
}
var BETWEEN_HAN = /(?<=\p{Script=Han})[\s,.;:!?、，。；：！？~～…·'"“”‘’—-]+(?=\p{Script=Han})/gu;
function squeeze(normalised) {
  return normalised.replace(BETWEEN_HAN, "");
}
function clauses(normalised) {
  return normalised.split(/[,.;:!?、，。；：！？~～…\n]+|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/u).map((part) => part.trim()).filter((part) => part !== "");
}
function hasWords(normalised) {
  return /[\p{L}\p{N}]/u.test(normalised);
}

// src/domain/language/tokens.ts
function tokenise(standardised) {
  const tokens = [];
  for (const [run2] of standardised.matchAll(/\p{Script=Han}+|[a-z]+|\d+(?:\.\d+)?/gu)) {
    if (/^[a-z\d]/.test(run2)) {
      tokens.push(stem(run2));
      continue;
    }
    const chars = [...run2];
    chars.forEach((char, i) => {
      tokens.push(char);
      const next = chars[i + 1];
      if (next !== void 0) {
        tokens.push(char + next);
      }
    });
  }
  return tokens;
}
function stem(word) {
  if (word.length <= 3) {
    return word;
  }
  return word.replace(/ies$/, "y").replace(/(?<=[a-z]{3})(?:ing|ed)$/, "").replace(/(?<=[^s])s$/, "");
}

// src/domain/language/phrases.ts
import { z as z2 } from "zod";
var COMMANDS = ["start", "help", "ask", "language", "language_en", "language_zh", "stop", "forget", "human", "privacy", "cancel", "repeat"];
var SMALLTALK = ["greeting", "thanks", "bye", "ok", "identity", "insult", "test"];
var REASONS = [
  "finance",
  "homework_answer",
  "fortune",
  "property",
  "ranking",
  "prediction",
  "weather_news",
  "technology",
  "entertainment",
  "consumer_affairs"
];
var patterns = z2.array(z2.string().min(1)).min(1);
var talkPhrasesSchema = z2.strictObject({
  commands: z2.record(z2.enum(COMMANDS), patterns),
  smalltalk: z2.record(z2.enum(SMALLTALK), patterns)
});
var outOfScopeSchema = z2.strictObject({ reasons: z2.record(z2.enum(REASONS), patterns) });
function createPhrases(talk, scope, lexicon) {
  const compile = (record) => Object.entries(record).map(([name2, sources]) => ({ name: name2, patterns: sources.map((source) => new RegExp(source, "u")) }));
  const commands = compile(talk.commands);
  const smalltalk = compile(talk.smalltalk);
  const reasons = compile(scope.reasons);
  const first = (list, forms2) => list.find(({ patterns: all }) => all.some((p) => forms2.some((form) => p.test(form))))?.name ?? null;
  const forms = (text) => {
    const plain = normalise(text);
    return [.../* @__PURE__ */ new Set([plain, squeeze(plain), squeeze(lexicon.standardise(plain))])];
  };
  return {
    command: (text) => first(commands, [normalise(text), squeeze(normalise(text))]),
    smalltalk: (text) => first(smalltalk, [normalise(text), squeeze(normalise(text))]),
    outOfScope: (text) => first(reasons, forms(text))
  };
}

// src/conversation/types.ts
var LOCALES = ["zh-CN", "en"];
function newSession(locale) {
  return { version: 1, locale, greeted: false, bands: [] };
}

// src/domain/knowledge/schema.ts
import { z as z3 } from "zod";
var AUDIENCES = ["parent", "grandparent", "expectant"];
var day = z3.string().regex(/^\d{4}-\d{2}-\d{2}$/);
var words = (most) => z3.string().trim().min(1).refine((s) => [...s].length <= most, `at most ${most} characters`);
var sourceSchema = z3.discriminatedUnion("kind", [
  z3.strictObject({ kind: z3.literal("law"), law: words(60), article: z3.string().regex(/^\d+(之[一二三四五])?$/) }),
  z3.strictObject({
    kind: z3.literal("guideline"),
    title: words(200),
    issuer: words(120),
    year: z3.number().int().min(1990).max(2100).optional()
  }),
  z3.strictObject({ kind: z3.literal("outline"), document: z3.enum(["women", "children"]), section: words(80) })
]);
var wording = {
  id: z3.string().regex(/^[a-z][a-z0-9_]+$/),
  /** A choice button: what the entry is about, no question. */
  title: words(48),
  questions: z3.array(words(200)).min(5),
  steps: z3.array(words(120)).max(5).optional(),
  /** What the answer leaves open and who can tell. */
  not_covered: words(120).optional(),
  sources: z3.array(sourceSchema).min(1).max(3)
};
var shippedEntry = z3.strictObject({
  ...wording,
  answer: words(220),
  /** Entries with one group answer the same question for different ages. */
  group: z3.string().optional(),
  bands: z3.array(z3.enum([...AGE_BANDS, "any"])).min(1),
  audiences: z3.array(z3.enum(AUDIENCES)).min(1),
  reviewed_on: day,
  review_by: day
});
var translatedEntry = z3.strictObject({ ...wording, answer: words(420), group: z3.string().optional() });
var topicFile = (entry) => z3.strictObject({ topic: z3.string().regex(/^[a-z][a-z0-9_]+$/), title: words(48), entries: z3.array(entry).min(1) });
var topicFileSchema = topicFile(shippedEntry);
var translationFileSchema = topicFile(translatedEntry);
var knowledgeEntrySchema = z3.strictObject({
  ...shippedEntry.shape,
  answer: words(420),
  locale: z3.string(),
  topic: z3.string()
});

// src/domain/knowledge/postings.ts
function createPostings(rows, weight) {
  const rowsByToken = /* @__PURE__ */ new Map();
  rows.forEach((tokens, row) => {
    for (const token of tokens) {
      const list = rowsByToken.get(token);
      if (list) {
        list.push(row);
      } else {
        rowsByToken.set(token, [row]);
      }
    }
  });
  const lists = /* @__PURE__ */ new Map();
  const masses = /* @__PURE__ */ new Map();
  const idf = (frequency) => Math.log(1 + (rows.length - frequency + 0.5) / (frequency + 0.5));
  for (const [token, list] of rowsByToken) {
    lists.set(token, Uint32Array.from(list));
    masses.set(token, idf(list.length) * weight(token));
  }
  const unseen = idf(0.5);
  const mass = (token) => masses.get(token) ?? unseen * weight(token);
  const rowMasses = Float64Array.from(rows, (tokens) => [...tokens].reduce((sum, token) => sum + mass(token), 0));
  const shared = new Float64Array(rows.length);
  const touched = new Uint32Array(rows.length);
  return {
    rows: rows.length,
    rowMass: (row) => rowMasses[row] ?? 0,
    mass,
    match(tokens, visit) {
      let count = 0;
      for (const token of tokens) {
        const list = lists.get(token);
        const add = masses.get(token) ?? 0;
        for (let i = 0; list && i < list.length; i++) {
          const row = list[i] ?? 0;
          if (shared[row] === 0) {
            touched[count++] = row;
          }
          shared[row] = (shared[row] ?? 0) + add;
        }
      }
      for (let i = 0; i < count; i++) {
        const row = touched[i] ?? 0;
        visit(row, shared[row] ?? 0);
        shared[row] = 0;
      }
    }
  };
}

// src/domain/knowledge/profiles.ts
var SATURATION = 1.2;
var ANSWER_COUNTS = 0.7;
function createProfiles(entries, weight) {
  const postings = /* @__PURE__ */ new Map();
  const add = (token, entry, fromAnswer) => {
    const posting = postings.get(token) ?? { entries: [], phrasings: [], inAnswer: [] };
    postings.set(token, posting);
    const last = posting.entries.length - 1;
    if (posting.entries[last] !== entry) {
      posting.entries.push(entry);
      posting.phrasings.push(fromAnswer ? 0 : 1);
      posting.inAnswer.push(fromAnswer);
    } else if (fromAnswer) {
      posting.inAnswer[last] = true;
    } else {
      posting.phrasings[last] = (posting.phrasings[last] ?? 0) + 1;
    }
  };
  entries.forEach(({ phrasings, answer }, entry) => {
    phrasings.forEach((tokens) => tokens.forEach((token) => add(token, entry, false)));
    answer.forEach((token) => add(token, entry, true));
  });
  const rarity = (holders) => Math.log(1 + (entries.length - holders + 0.5) / (holders + 0.5));
  return {
    fit(tokens, leftOut) {
      const sums = /* @__PURE__ */ new Map();
      let queryMass = 0;
      for (const token of tokens) {
        const posting = postings.get(token);
        const mass = rarity(Math.max(0.5, posting?.entries.length ?? 0.5)) * weight(token);
        queryMass += mass;
        for (let i = 0; posting && i < posting.entries.length; i++) {
          const entry = posting.entries[i] ?? 0;
          const gone = leftOut?.entry === entry && leftOut.tokens.has(token) ? 1 : 0;
          const count = (posting.phrasings[i] ?? 0) - gone + (posting.inAnswer[i] ? ANSWER_COUNTS : 0);
          if (count > 0) {
            sums.set(entry, (sums.get(entry) ?? 0) + mass * count / (count + SATURATION));
          }
        }
      }
      for (const [entry, sum] of sums) {
        sums.set(entry, sum / (queryMass || 1));
      }
      return sums;
    }
  };
}

// src/domain/knowledge/ranking.ts
var FEATURES = ["best", "consensus", "passage", "answer", "profile", "band"];
var WEIGHTS = { best: 2, consensus: 3, passage: 2, answer: 6, profile: 11, band: 1.2 };
function score(features) {
  return FEATURES.reduce((sum, name2) => sum + WEIGHTS[name2] * features[name2], 0);
}

// src/domain/knowledge/search.ts
var NOTION_WEIGHT = 1.6;
var SINGLE_CHARACTER_WEIGHT = 0.45;
var weightOf = (token) => token.startsWith("#") ? NOTION_WEIGHT : /^\p{Script=Han}$/u.test(token) ? SINGLE_CHARACTER_WEIGHT : 1;
var MOST_PASSAGES = 24;
function termsOf(text, lexicon) {
  const standard = lexicon.standardise(normalise(text));
  return /* @__PURE__ */ new Set([...tokenise(standard), ...lexicon.notionsOf(standard).map((notion) => `#${notion}`)]);
}
function passages(question) {
  const parts = clauses(normalise(question)).filter((part) => [...part].length >= 3);
  return parts.length < 2 ? [] : [...parts, ...parts.slice(1).map((part, i) => `${parts[i] ?? ""} ${part}`)].slice(0, MOST_PASSAGES);
}
function bandFit(entry, bands) {
  if (bands.length === 0 || entry.bands.includes("any")) {
    return 0;
  }
  return bands.some((band) => entry.bands.includes(band)) ? 1 : -1;
}
var NONE = [0, 0, 0];
var withCosine = ([a, b, c], cosine) => cosine > a ? [cosine, a, b] : cosine > b ? [a, cosine, b] : [a, b, Math.max(c, cosine)];
function createSearchIndex(entries, lexicon) {
  const phrasings = entries.flatMap(
    (entry, at) => [entry.title, ...entry.questions].map((text, nth) => ({ at, nth, terms: termsOf(text, lexicon) }))
  );
  const answers = entries.map((entry) => termsOf([entry.title, entry.answer, ...entry.steps ?? []].join("\n"), lexicon));
  const questionRows = createPostings(
    phrasings.map((row) => row.terms),
    weightOf
  );
  const answerRows = createPostings(answers, weightOf);
  const termsByEntry = entries.map(() => []);
  phrasings.forEach((row) => termsByEntry[row.at]?.push(row.terms));
  const profiles = createProfiles(
    entries.map((_, at) => ({ phrasings: termsByEntry[at] ?? [], answer: answers[at] ?? /* @__PURE__ */ new Set() })),
    weightOf
  );
  const positions = new Map(entries.map((entry, at) => [entry.id, at]));
  const massOf = (terms) => [...terms].reduce((sum, term) => sum + questionRows.mass(term), 0);
  function closestPhrasings(terms, leftOut) {
    const length = Math.sqrt(massOf(terms)) || 1;
    const best = /* @__PURE__ */ new Map();
    questionRows.match(terms, (row, shared) => {
      const phrasing = phrasings[row];
      if (phrasing && !(leftOut && phrasing.nth === leftOut.phrasing && entries[phrasing.at]?.id === leftOut.id)) {
        const cosine = shared / (length * Math.sqrt(questionRows.rowMass(row)) || 1);
        best.set(phrasing.at, withCosine(best.get(phrasing.at) ?? NONE, cosine));
      }
    });
    return best;
  }
  function bestPassages(question, leftOut) {
    const best = /* @__PURE__ */ new Map();
    for (const passage of passages(question)) {
      for (const [at, [cosine]] of closestPhrasings(termsOf(passage, lexicon), leftOut)) {
        best.set(at, Math.max(best.get(at) ?? 0, cosine));
      }
    }
    return best;
  }
  return {
    size: entries.length,
    search(question, options = {}, limit = 8) {
      const terms = termsOf(question, lexicon);
      const closest = closestPhrasings(terms, options.leftOut);
      const partly = bestPassages(question, options.leftOut);
      const inAnswer = /* @__PURE__ */ new Map();
      const mass = massOf(terms) || 1;
      answerRows.match(terms, (at, shared) => inAnswer.set(at, shared / mass));
      const leftAt = options.leftOut && positions.get(options.leftOut.id);
      const leftOut = leftAt === void 0 ? void 0 : { entry: leftAt, tokens: termsByEntry[leftAt]?.[options.leftOut?.phrasing ?? -1] ?? /* @__PURE__ */ new Set() };
      const fits = profiles.fit(terms, leftOut);
      const named = bandsOf(normalise(question));
      const bands = named.length > 0 ? named : options.bands ?? [];
      const trust = named.length > 0 ? 1 : 0.5;
      return entries.flatMap((entry, at) => {
        const [first, second, third] = closest.get(at) ?? NONE;
        const profile = fits.get(at) ?? 0;
        if (first === 0 && profile === 0) {
          return [];
        }
        const features = {
          best: first,
          consensus: (first + second + third) / 3,
          passage: Math.max(partly.get(at) ?? 0, first),
          answer: inAnswer.get(at) ?? 0,
          profile,
          band: trust * bandFit(entry, bands)
        };
        return [{ entry, score: score(features), features }];
      }).sort((a, b) => b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1)).slice(0, limit);
    }
  };
}

// src/domain/knowledge/answering.ts
var LEAST_PROFILE = 0.2;
var SURE = 0.34;
var SHORT = 4;
var likelihoods = (candidates) => {
  const top = candidates[0]?.score ?? 0;
  const odds = candidates.map((candidate) => Math.exp(candidate.score - top));
  const sum = odds.reduce((a, b) => a + b, 0) || 1;
  return odds.map((odd) => odd / sum);
};
function createKnowledge(entries, lexicon) {
  const locales = [...new Set(entries.map((entry) => entry.locale))];
  const indexes = new Map(
    locales.map((locale) => [locale, createSearchIndex(entries.filter((entry) => entry.locale === locale), lexicon)])
  );
  const byId = new Map(entries.map((entry) => [`${entry.locale}|${entry.id}`, entry]));
  const indexOf = (locale) => indexes.get(locale) ?? indexes.get("zh-CN");
  const explain = (question, { locale, bands }) => indexOf(locale)?.search(question, bands ? { bands } : {}) ?? [];
  return {
    explain,
    decide(question, options) {
      if (!hasWords(normalise(question))) {
        return { kind: "none" };
      }
      const candidates = explain(question, options);
      const shares = likelihoods(candidates);
      const top = candidates[0];
      if (!top || top.features.profile < LEAST_PROFILE) {
        return { kind: "none" };
      }
      const share = shares[0] ?? 0;
      const words2 = contentOf(question, lexicon);
      const confidence = share * Math.min(1, top.features.profile / 0.5);
      if (words2 < SHORT && share < 0.75) {
        return { kind: "clarify", choices: distinct(candidates).slice(0, 4) };
      }
      if (share >= SURE || top.features.best >= 0.55) {
        return { kind: "answer", entry: top.entry, confidence, also: distinct(candidates).slice(1, 3) };
      }
      return top.features.best >= 0.3 || top.features.profile >= 0.32 ? { kind: "answer", entry: top.entry, confidence, also: distinct(candidates).slice(1, 3) } : { kind: "none" };
    },
    entry: (id, locale) => byId.get(`${locale}|${id}`) ?? byId.get(`zh-CN|${id}`),
    sibling: (entry, bands) => entry.group === void 0 ? void 0 : entries.find(
      (other) => other.locale === entry.locale && other.group === entry.group && other.id !== entry.id && bands.some((band) => other.bands.includes(band))
    ),
    topics: (locale) => [...new Set(entries.filter((entry) => entry.locale === locale).map((entry) => entry.topic))],
    entriesOf: (topic, locale) => entries.filter((entry) => entry.locale === locale && entry.topic === topic)
  };
}
function contentOf(question, lexicon) {
  return [...termsOf(question, lexicon)].filter((term) => term.startsWith("#") || [...term].length > 1).length;
}
function distinct(candidates) {
  const seen = /* @__PURE__ */ new Set();
  return candidates.map((candidate) => candidate.entry).filter((entry) => {
    const name2 = entry.group ?? entry.id;
    return seen.has(name2) ? false : seen.add(name2);
  });
}

// src/domain/knowledge/citations.ts
import { z as z4 } from "zod";
var lawsSchema = z4.strictObject({
  laws: z4.record(z4.string(), z4.strictObject({ en: z4.string(), short: z4.string().optional() }))
});
function createCite({ laws }, say) {
  return (source, locale) => {
    switch (source.kind) {
      case "law": {
        const names = laws[source.law];
        const law = locale === "en" ? names?.en ?? source.law : names?.short ?? source.law;
        const [article = "", sub] = source.article.split("\u4E4B");
        return say(locale, sub ? "bot:sources.law_sub" : "bot:sources.law", { law, article, sub: sub ? "\u4E00\u4E8C\u4E09\u56DB\u4E94".indexOf(sub) + 1 : 0, sub_han: sub ?? "" });
      }
      case "guideline":
        return say(locale, source.year ? "bot:sources.guideline" : "bot:sources.guideline_undated", {
          issuer: source.issuer,
          title: source.title.replace(/^《(.*)》$/, "$1"),
          year: source.year ?? ""
        });
      case "outline":
        return say(locale, `bot:sources.outline_${source.document}`, { section: source.section });
    }
  };
}

// src/generated/prisma/client.ts
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import "@prisma/client/runtime/client";

// src/generated/prisma/internal/class.ts
import * as runtime from "@prisma/client/runtime/client";
var config = {
  "previewFeatures": [],
  "clientVersion": "7.10.0",
  "engineVersion": "0edf323efd1d98336f3f0a68684b56f689b900d3",
  "activeProvider": "postgresql",
  "inlineSchema": `generator client {
  provider               = "prisma-client"
  output                 = "../src/generated/prisma"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "js"
}

datasource db {
  provider = "postgresql"
}

/// A person who writes to us on one channel. Who it is stands only in \`address\` (ciphertext) and \`address_key\` (blind index).
model Contact {
  id          String    @id @default(uuid()) @db.Uuid
  channel     String
  /// HMAC of the channel's own id of the chat: exact look-up without the id.
  address_key Bytes
  /// The channel's id of the chat, encrypted.
  address     Bytes
  locale      String
  /// Set when the channel says that she blocked us; nothing is sent to her then.
  blocked_at  DateTime? @db.Timestamptz(3)
  created_at  DateTime  @default(now()) @db.Timestamptz(3)
  seen_at     DateTime  @default(now()) @db.Timestamptz(3)

  session  ChatSession?
  messages ChatMessage[]
  outbox   Outbox[]
  gaps     KnowledgeGap[]

  @@unique([channel, address_key])
  @@index([seen_at])
  @@map("contact")
}

/// The state of one talk, encrypted.
model ChatSession {
  contact_id String   @id @db.Uuid
  state      Bytes
  updated_at DateTime @default(now()) @db.Timestamptz(3)

  contact Contact @relation(fields: [contact_id], references: [id], onDelete: Cascade)

  @@map("chat_session")
}

/// What was said in a web chat, encrypted, so that the page can be shown again and streamed.
model ChatMessage {
  id         BigInt   @id @default(autoincrement())
  contact_id String   @db.Uuid
  /// in: from the visitor; out: from the service.
  direction  String
  /// The visitor's own id of a message sent twice by retry; the second is answered with the first's replies.
  client_key String?
  payload    Bytes
  created_at DateTime @default(now()) @db.Timestamptz(3)

  contact Contact @relation(fields: [contact_id], references: [id], onDelete: Cascade)

  @@unique([contact_id, client_key])
  @@index([contact_id, id])
  @@index([created_at])
  @@map("chat_message")
}

/// Updates as they came in, before anything is done with them. Unique per channel and update id.
model Inbox {
  id          BigInt    @id @default(autoincrement())
  channel     String
  update_id   String
  /// HMAC of the chat's id: turns of one chat run in order, one at a time.
  chat_key    Bytes
  /// The update, encrypted; emptied when it is done.
  payload     Bytes
  received_at DateTime  @default(now()) @db.Timestamptz(3)
  attempts    Int       @default(0)
  not_before  DateTime  @default(now()) @db.Timestamptz(3)
  /// done, or dead after too many attempts.
  done_at     DateTime? @db.Timestamptz(3)
  error_code  String?

  @@unique([channel, update_id])
  @@index([done_at])
  @@map("inbox")
}

/// Every message out. State: queued, sending, sent, failed, cancelled.
model Outbox {
  id             BigInt    @id @default(autoincrement())
  channel        String
  /// Null for the last word to somebody who has just been forgotten.
  contact_id     String?   @db.Uuid
  /// HMAC of the chat's id: at most one message a second to one chat, in order.
  chat_key       Bytes
  /// 0 interactive, 1 notice, 2 bulk.
  lane           Int       @db.SmallInt
  dedupe_key     String    @unique
  /// The chat's id and the message, encrypted; emptied when it is sent or given up.
  payload        Bytes
  state          String    @default("queued")
  attempts       Int       @default(0)
  not_before     DateTime  @default(now()) @db.Timestamptz(3)
  created_at     DateTime  @default(now()) @db.Timestamptz(3)
  sent_at        DateTime? @db.Timestamptz(3)
  /// The channel's id of the sent message.
  message_ref    String?
  error_code     String?
  /// True when a crash or time-out left it open whether the message had arrived before it was sent again.
  possibly_twice Boolean   @default(false)

  contact Contact? @relation(fields: [contact_id], references: [id], onDelete: Cascade)

  @@index([channel, state, lane, id])
  @@index([contact_id])
  @@map("outbox")
}

/// When a channel may send again: Telegram's \`retry_after\`, kept across restarts.
model ChannelGate {
  channel      String   @id
  paused_until DateTime @db.Timestamptz(3)

  @@map("channel_gate")
}

/// An answer of the knowledge base in one language. Imported from the shipped edition by id and hash.
model KnowledgeEntry {
  id         String
  locale     String
  topic      String
  content    Json
  /// SHA-256 of the shipped content that was imported last.
  shipped    String
  /// True when staff changed it: an import then leaves it alone.
  edited     Boolean  @default(false)
  /// Set when the shipped edition changed after staff had edited the entry.
  conflict   Boolean  @default(false)
  updated_at DateTime @default(now()) @db.Timestamptz(3)

  @@id([id, locale])
  @@map("knowledge_entry")
}

/// A question without a right answer yet, encrypted, for staff to answer.
model KnowledgeGap {
  id         String   @id @default(uuid()) @db.Uuid
  contact_id String?  @db.Uuid
  locale     String
  question   Bytes
  created_at DateTime @default(now()) @db.Timestamptz(3)

  contact Contact? @relation(fields: [contact_id], references: [id], onDelete: Cascade)

  @@index([created_at])
  @@map("knowledge_gap")
}

/// Counters of rate-limiter-flexible, so that a limit survives a restart. Keys are HMACs.
model RateLimit {
  key    String  @id @db.VarChar(255)
  points Int     @default(0)
  expire BigInt?

  @@map("rate_limit")
}
`,
  "runtimeDataModel": {
    "models": {},
    "enums": {},
    "types": {}
  },
  "parameterizationSchema": {
    "strings": [],
    "graph": ""
  }
};
config.runtimeDataModel = JSON.parse('{"models":{"Contact":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"channel","kind":"scalar","type":"String"},{"name":"address_key","kind":"scalar","type":"Bytes"},{"name":"address","kind":"scalar","type":"Bytes"},{"name":"locale","kind":"scalar","type":"String"},{"name":"blocked_at","kind":"scalar","type":"DateTime"},{"name":"created_at","kind":"scalar","type":"DateTime"},{"name":"seen_at","kind":"scalar","type":"DateTime"},{"name":"session","kind":"object","type":"ChatSession","relationName":"ChatSessionToContact"},{"name":"messages","kind":"object","type":"ChatMessage","relationName":"ChatMessageToContact"},{"name":"outbox","kind":"object","type":"Outbox","relationName":"ContactToOutbox"},{"name":"gaps","kind":"object","type":"KnowledgeGap","relationName":"ContactToKnowledgeGap"}],"dbName":"contact","schema":null},"ChatSession":{"fields":[{"name":"contact_id","kind":"scalar","type":"String"},{"name":"state","kind":"scalar","type":"Bytes"},{"name":"updated_at","kind":"scalar","type":"DateTime"},{"name":"contact","kind":"object","type":"Contact","relationName":"ChatSessionToContact"}],"dbName":"chat_session","schema":null},"ChatMessage":{"fields":[{"name":"id","kind":"scalar","type":"BigInt"},{"name":"contact_id","kind":"scalar","type":"String"},{"name":"direction","kind":"scalar","type":"String"},{"name":"client_key","kind":"scalar","type":"String"},{"name":"payload","kind":"scalar","type":"Bytes"},{"name":"created_at","kind":"scalar","type":"DateTime"},{"name":"contact","kind":"object","type":"Contact","relationName":"ChatMessageToContact"}],"dbName":"chat_message","schema":null},"Inbox":{"fields":[{"name":"id","kind":"scalar","type":"BigInt"},{"name":"channel","kind":"scalar","type":"String"},{"name":"update_id","kind":"scalar","type":"String"},{"name":"chat_key","kind":"scalar","type":"Bytes"},{"name":"payload","kind":"scalar","type":"Bytes"},{"name":"received_at","kind":"scalar","type":"DateTime"},{"name":"attempts","kind":"scalar","type":"Int"},{"name":"not_before","kind":"scalar","type":"DateTime"},{"name":"done_at","kind":"scalar","type":"DateTime"},{"name":"error_code","kind":"scalar","type":"String"}],"dbName":"inbox","schema":null},"Outbox":{"fields":[{"name":"id","kind":"scalar","type":"BigInt"},{"name":"channel","kind":"scalar","type":"String"},{"name":"contact_id","kind":"scalar","type":"String"},{"name":"chat_key","kind":"scalar","type":"Bytes"},{"name":"lane","kind":"scalar","type":"Int"},{"name":"dedupe_key","kind":"scalar","type":"String"},{"name":"payload","kind":"scalar","type":"Bytes"},{"name":"state","kind":"scalar","type":"String"},{"name":"attempts","kind":"scalar","type":"Int"},{"name":"not_before","kind":"scalar","type":"DateTime"},{"name":"created_at","kind":"scalar","type":"DateTime"},{"name":"sent_at","kind":"scalar","type":"DateTime"},{"name":"message_ref","kind":"scalar","type":"String"},{"name":"error_code","kind":"scalar","type":"String"},{"name":"possibly_twice","kind":"scalar","type":"Boolean"},{"name":"contact","kind":"object","type":"Contact","relationName":"ContactToOutbox"}],"dbName":"outbox","schema":null},"ChannelGate":{"fields":[{"name":"channel","kind":"scalar","type":"String"},{"name":"paused_until","kind":"scalar","type":"DateTime"}],"dbName":"channel_gate","schema":null},"KnowledgeEntry":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"locale","kind":"scalar","type":"String"},{"name":"topic","kind":"scalar","type":"String"},{"name":"content","kind":"scalar","type":"Json"},{"name":"shipped","kind":"scalar","type":"String"},{"name":"edited","kind":"scalar","type":"Boolean"},{"name":"conflict","kind":"scalar","type":"Boolean"},{"name":"updated_at","kind":"scalar","type":"DateTime"}],"dbName":"knowledge_entry","schema":null},"KnowledgeGap":{"fields":[{"name":"id","kind":"scalar","type":"String"},{"name":"contact_id","kind":"scalar","type":"String"},{"name":"locale","kind":"scalar","type":"String"},{"name":"question","kind":"scalar","type":"Bytes"},{"name":"created_at","kind":"scalar","type":"DateTime"},{"name":"contact","kind":"object","type":"Contact","relationName":"ContactToKnowledgeGap"}],"dbName":"knowledge_gap","schema":null},"RateLimit":{"fields":[{"name":"key","kind":"scalar","type":"String"},{"name":"points","kind":"scalar","type":"Int"},{"name":"expire","kind":"scalar","type":"BigInt"}],"dbName":"rate_limit","schema":null}},"enums":{},"types":{}}');
config.parameterizationSchema = {
  strings: JSON.parse('["where","contact","session","orderBy","cursor","messages","outbox","gaps","_count","Contact.findUnique","Contact.findUniqueOrThrow","Contact.findFirst","Contact.findFirstOrThrow","Contact.findMany","data","Contact.createOne","Contact.createMany","Contact.createManyAndReturn","Contact.updateOne","Contact.updateMany","Contact.updateManyAndReturn","create","update","Contact.upsertOne","Contact.deleteOne","Contact.deleteMany","having","_min","_max","Contact.groupBy","Contact.aggregate","ChatSession.findUnique","ChatSession.findUniqueOrThrow","ChatSession.findFirst","ChatSession.findFirstOrThrow","ChatSession.findMany","ChatSession.createOne","ChatSession.createMany","ChatSession.createManyAndReturn","ChatSession.updateOne","ChatSession.updateMany","ChatSession.updateManyAndReturn","ChatSession.upsertOne","ChatSession.deleteOne","ChatSession.deleteMany","ChatSession.groupBy","ChatSession.aggregate","ChatMessage.findUnique","ChatMessage.findUniqueOrThrow","ChatMessage.findFirst","ChatMessage.findFirstOrThrow","ChatMessage.findMany","ChatMessage.createOne","ChatMessage.createMany","ChatMessage.createManyAndReturn","ChatMessage.updateOne","ChatMessage.updateMany","ChatMessage.updateManyAndReturn","ChatMessage.upsertOne","ChatMessage.deleteOne","ChatMessage.deleteMany","_avg","_sum","ChatMessage.groupBy","ChatMessage.aggregate","Inbox.findUnique","Inbox.findUniqueOrThrow","Inbox.findFirst","Inbox.findFirstOrThrow","Inbox.findMany","Inbox.createOne","Inbox.createMany","Inbox.createManyAndReturn","Inbox.updateOne","Inbox.updateMany","Inbox.updateManyAndReturn","Inbox.upsertOne","Inbox.deleteOne","Inbox.deleteMany","Inbox.groupBy","Inbox.aggregate","Outbox.findUnique","Outbox.findUniqueOrThrow","Outbox.findFirst","Outbox.findFirstOrThrow","Outbox.findMany","Outbox.createOne","Outbox.createMany","Outbox.createManyAndReturn","Outbox.updateOne","Outbox.updateMany","Outbox.updateManyAndReturn","Outbox.upsertOne","Outbox.deleteOne","Outbox.deleteMany","Outbox.groupBy","Outbox.aggregate","ChannelGate.findUnique","ChannelGate.findUniqueOrThrow","ChannelGate.findFirst","ChannelGate.findFirstOrThrow","ChannelGate.findMany","ChannelGate.createOne","ChannelGate.createMany","ChannelGate.createManyAndReturn","ChannelGate.updateOne","ChannelGate.updateMany","ChannelGate.updateManyAndReturn","ChannelGate.upsertOne","ChannelGate.deleteOne","ChannelGate.deleteMany","ChannelGate.groupBy","ChannelGate.aggregate","KnowledgeEntry.findUnique","KnowledgeEntry.findUniqueOrThrow","KnowledgeEntry.findFirst","KnowledgeEntry.findFirstOrThrow","KnowledgeEntry.findMany","KnowledgeEntry.createOne","KnowledgeEntry.createMany","KnowledgeEntry.createManyAndReturn","KnowledgeEntry.updateOne","KnowledgeEntry.updateMany","KnowledgeEntry.updateManyAndReturn","KnowledgeEntry.upsertOne","KnowledgeEntry.deleteOne","KnowledgeEntry.deleteMany","KnowledgeEntry.groupBy","KnowledgeEntry.aggregate","KnowledgeGap.findUnique","KnowledgeGap.findUniqueOrThrow","KnowledgeGap.findFirst","KnowledgeGap.findFirstOrThrow","KnowledgeGap.findMany","KnowledgeGap.createOne","KnowledgeGap.createMany","KnowledgeGap.createManyAndReturn","KnowledgeGap.updateOne","KnowledgeGap.updateMany","KnowledgeGap.updateManyAndReturn","KnowledgeGap.upsertOne","KnowledgeGap.deleteOne","KnowledgeGap.deleteMany","KnowledgeGap.groupBy","KnowledgeGap.aggregate","RateLimit.findUnique","RateLimit.findUniqueOrThrow","RateLimit.findFirst","RateLimit.findFirstOrThrow","RateLimit.findMany","RateLimit.createOne","RateLimit.createMany","RateLimit.createManyAndReturn","RateLimit.updateOne","RateLimit.updateMany","RateLimit.updateManyAndReturn","RateLimit.upsertOne","RateLimit.deleteOne","RateLimit.deleteMany","RateLimit.groupBy","RateLimit.aggregate","AND","OR","NOT","key","points","expire","equals","in","notIn","lt","lte","gt","gte","not","contains","startsWith","endsWith","id","contact_id","locale","question","created_at","topic","content","shipped","edited","conflict","updated_at","string_contains","string_starts_with","string_ends_with","array_starts_with","array_ends_with","array_contains","id_locale","channel","paused_until","chat_key","lane","dedupe_key","payload","state","attempts","not_before","sent_at","message_ref","error_code","possibly_twice","update_id","received_at","done_at","channel_update_id","direction","client_key","address_key","address","blocked_at","seen_at","every","some","none","contact_id_client_key","channel_address_key","is","isNot","connectOrCreate","upsert","createMany","set","disconnect","delete","connect","updateMany","deleteMany","increment","decrement","multiply","divide"]'),
  graph: "vgNSkAEQAgAAtQIAIAUAALYCACAGAAC3AgAgBwAAuAIAIKEBAAC0AgAwogEAAA0AEKMBAAC0AgAwsgEBAAAAAbQBAQD9AQAhtgFAAJUCACHEAQEA_QEAIdcBAAGlAgAh2AEAAaUCACHZAUAApgIAIdoBQACVAgAh3wEAALwCACABAAAAAQAgBwEAAKwCACChAQAAqwIAMKIBAAADABCjAQAAqwIAMLMBAQCyAgAhvAFAAJUCACHKAQABpQIAIQEAAAADACAKAQAArAIAIKEBAAC7AgAwogEAAAUAEKMBAAC7AgAwsgEEAKQCACGzAQEAsgIAIbYBQACVAgAhyQEAAaUCACHVAQEA_QEAIdYBAQCnAgAhAgEAAO8CACDWAQAAvQIAIAsBAACsAgAgoQEAALsCADCiAQAABQAQowEAALsCADCyAQQAAAABswEBALICACG2AUAAlQIAIckBAAGlAgAh1QEBAP0BACHWAQEApwIAId4BAAC6AgAgAwAAAAUAIAMAAAYAMAQAAAcAIBMBAACwAgAgoQEAALkCADCiAQAACQAQowEAALkCADCyAQQApAIAIbMBAQCvAgAhtgFAAJUCACHEAQEA_QEAIcYBAAGlAgAhxwECAP4BACHIAQEA_QEAIckBAAGlAgAhygEBAP0BACHLAQIA_gEAIcwBQACVAgAhzQFAAKYCACHOAQEApwIAIc8BAQCnAgAh0AEgAJQCACEFAQAA7wIAILMBAAC9AgAgzQEAAL0CACDOAQAAvQIAIM8BAAC9AgAgEwEAALACACChAQAAuQIAMKIBAAAJABCjAQAAuQIAMLIBBAAAAAGzAQEArwIAIbYBQACVAgAhxAEBAP0BACHGAQABpQIAIccBAgD-AQAhyAEBAAAAAckBAAGlAgAhygEBAP0BACHLAQIA_gEAIcwBQACVAgAhzQFAAKYCACHOAQEApwIAIc8BAQCnAgAh0AEgAJQCACEDAAAACQAgAwAACgAwBAAACwAgDwIAALUCACAFAAC2AgAgBgAAtwIAIAcAALgCACChAQAAtAIAMKIBAAANABCjAQAAtAIAMLIBAQCyAgAhtAEBAP0BACG2AUAAlQIAIcQBAQD9AQAh1wEAAaUCACHYAQABpQIAIdkBQACmAgAh2gFAAJUCACEBAAAADQAgCQEAALACACChAQAArgIAMKIBAAAPABCjAQAArgIAMLIBAQCyAgAhswEBAK8CACG0AQEA_QEAIbUBAAGlAgAhtgFAAJUCACECAQAA7wIAILMBAAC9AgAgCQEAALACACChAQAArgIAMKIBAAAPABCjAQAArgIAMLIBAQAAAAGzAQEArwIAIbQBAQD9AQAhtQEAAaUCACG2AUAAlQIAIQMAAAAPACADAAAQADAEAAARACABAAAADQAgAQAAAAUAIAEAAAAJACABAAAADwAgAQAAAAEAIAUCAACkAwAgBQAApQMAIAYAAKYDACAHAACnAwAg2QEAAL0CACADAAAADQAgAwAAGAAwBAAAAQAgAwAAAA0AIAMAABgAMAQAAAEAIAMAAAANACADAAAYADAEAAABACAMAgAAoAMAIAUAAKEDACAGAACiAwAgBwAAowMAILIBAQAAAAG0AQEAAAABtgFAAAAAAcQBAQAAAAHXAQABAAAB2AEAAQAAAdkBQAAAAAHaAUAAAAABAQ4AABwAIAiyAQEAAAABtAEBAAAAAbYBQAAAAAHEAQEAAAAB1wEAAQAAAdgBAAEAAAHZAUAAAAAB2gFAAAAAAQEOAAAeADABDgAAHgAwDAIAAPMCACAFAAD0AgAgBgAA9QIAIAcAAPYCACCyAQEAwwIAIbQBAQDDAgAhtgFAAMoCACHEAQEAwwIAIdcBAAHJAgAh2AEAAckCACHZAUAA2wIAIdoBQADKAgAhAgAAAAEAIA4AACEAIAiyAQEAwwIAIbQBAQDDAgAhtgFAAMoCACHEAQEAwwIAIdcBAAHJAgAh2AEAAckCACHZAUAA2wIAIdoBQADKAgAhAgAAAA0AIA4AACMAIAIAAAANACAOAAAjACADAAAAAQAgFQAAHAAgFgAAIQAgAQAAAAEAIAEAAAANACAECAAA8AIAIBsAAPICACAcAADxAgAg2QEAAL0CACALoQEAAK0CADCiAQAAKgAQowEAAK0CADCyAQEAgQIAIbQBAQDwAQAhtgFAAIQCACHEAQEA8AEAIdcBAAGDAgAh2AEAAYMCACHZAUAAmwIAIdoBQACEAgAhAwAAAA0AIAMAACkAMBoAACoAIAMAAAANACADAAAYADAEAAABACAHAQAArAIAIKEBAACrAgAwogEAAAMAEKMBAACrAgAwswEBAAAAAbwBQACVAgAhygEAAaUCACEBAAAALQAgAQAAAC0AIAEBAADvAgAgAwAAAAMAIAMAADAAMAQAAC0AIAMAAAADACADAAAwADAEAAAtACADAAAAAwAgAwAAMAAwBAAALQAgBAEAAO4CACCzAQEAAAABvAFAAAAAAcoBAAEAAAEBDgAANAAgA7MBAQAAAAG8AUAAAAABygEAAQAAAQEOAAA2ADABDgAANgAwBAEAAO0CACCzAQEAwwIAIbwBQADKAgAhygEAAckCACECAAAALQAgDgAAOQAgA7MBAQDDAgAhvAFAAMoCACHKAQAByQIAIQIAAAADACAOAAA7ACACAAAAAwAgDgAAOwAgAwAAAC0AIBUAADQAIBYAADkAIAEAAAAtACABAAAAAwAgAwgAAOoCACAbAADsAgAgHAAA6wIAIAahAQAAqgIAMKIBAABCABCjAQAAqgIAMLMBAQCBAgAhvAFAAIQCACHKAQABgwIAIQMAAAADACADAABBADAaAABCACADAAAAAwAgAwAAMAAwBAAALQAgAQAAAAcAIAEAAAAHACADAAAABQAgAwAABgAwBAAABwAgAwAAAAUAIAMAAAYAMAQAAAcAIAMAAAAFACADAAAGADAEAAAHACAHAQAA6QIAILIBBAAAAAGzAQEAAAABtgFAAAAAAckBAAEAAAHVAQEAAAAB1gEBAAAAAQEOAABKACAGsgEEAAAAAbMBAQAAAAG2AUAAAAAByQEAAQAAAdUBAQAAAAHWAQEAAAABAQ4AAEwAMAEOAABMADAHAQAA6AIAILIBBADaAgAhswEBAMMCACG2AUAAygIAIckBAAHJAgAh1QEBAMMCACHWAQEAywIAIQIAAAAHACAOAABPACAGsgEEANoCACGzAQEAwwIAIbYBQADKAgAhyQEAAckCACHVAQEAwwIAIdYBAQDLAgAhAgAAAAUAIA4AAFEAIAIAAAAFACAOAABRACADAAAABwAgFQAASgAgFgAATwAgAQAAAAcAIAEAAAAFACAGCAAA4wIAIBsAAOYCACAcAADlAgAgPQAA5AIAID4AAOcCACDWAQAAvQIAIAmhAQAAqQIAMKIBAABYABCjAQAAqQIAMLIBBACaAgAhswEBAIECACG2AUAAhAIAIckBAAGDAgAh1QEBAPABACHWAQEAnAIAIQMAAAAFACADAABXADAaAABYACADAAAABQAgAwAABgAwBAAABwAgDqEBAACjAgAwogEAAF4AEKMBAACjAgAwsgEEAAAAAcQBAQD9AQAhxgEAAaUCACHJAQABpQIAIcsBAgD-AQAhzAFAAJUCACHPAQEApwIAIdEBAQD9AQAh0gFAAJUCACHTAUAApgIAIdQBAACoAgAgAQAAAFsAIAEAAABbACANoQEAAKMCADCiAQAAXgAQowEAAKMCADCyAQQApAIAIcQBAQD9AQAhxgEAAaUCACHJAQABpQIAIcsBAgD-AQAhzAFAAJUCACHPAQEApwIAIdEBAQD9AQAh0gFAAJUCACHTAUAApgIAIQLPAQAAvQIAINMBAAC9AgAgAwAAAF4AIAMAAF8AMAQAAFsAIAMAAABeACADAABfADAEAABbACADAAAAXgAgAwAAXwAwBAAAWwAgCrIBBAAAAAHEAQEAAAABxgEAAQAAAckBAAEAAAHLAQIAAAABzAFAAAAAAc8BAQAAAAHRAQEAAAAB0gFAAAAAAdMBQAAAAAEBDgAAYwAgCrIBBAAAAAHEAQEAAAABxgEAAQAAAckBAAEAAAHLAQIAAAABzAFAAAAAAc8BAQAAAAHRAQEAAAAB0gFAAAAAAdMBQAAAAAEBDgAAZQAwAQ4AAGUAMAqyAQQA2gIAIcQBAQDDAgAhxgEAAckCACHJAQAByQIAIcsBAgDEAgAhzAFAAMoCACHPAQEAywIAIdEBAQDDAgAh0gFAAMoCACHTAUAA2wIAIQIAAABbACAOAABoACAKsgEEANoCACHEAQEAwwIAIcYBAAHJAgAhyQEAAckCACHLAQIAxAIAIcwBQADKAgAhzwEBAMsCACHRAQEAwwIAIdIBQADKAgAh0wFAANsCACECAAAAXgAgDgAAagAgAgAAAF4AIA4AAGoAIAMAAABbACAVAABjACAWAABoACABAAAAWwAgAQAAAF4AIAcIAADeAgAgGwAA4QIAIBwAAOACACA9AADfAgAgPgAA4gIAIM8BAAC9AgAg0wEAAL0CACANoQEAAKICADCiAQAAcQAQowEAAKICADCyAQQAmgIAIcQBAQDwAQAhxgEAAYMCACHJAQABgwIAIcsBAgDxAQAhzAFAAIQCACHPAQEAnAIAIdEBAQDwAQAh0gFAAIQCACHTAUAAmwIAIQMAAABeACADAABwADAaAABxACADAAAAXgAgAwAAXwAwBAAAWwAgAQAAAAsAIAEAAAALACADAAAACQAgAwAACgAwBAAACwAgAwAAAAkAIAMAAAoAMAQAAAsAIAMAAAAJACADAAAKADAEAAALACAQAQAA3QIAILIBBAAAAAGzAQEAAAABtgFAAAAAAcQBAQAAAAHGAQABAAABxwECAAAAAcgBAQAAAAHJAQABAAABygEBAAAAAcsBAgAAAAHMAUAAAAABzQFAAAAAAc4BAQAAAAHPAQEAAAAB0AEgAAAAAQEOAAB5ACAPsgEEAAAAAbMBAQAAAAG2AUAAAAABxAEBAAAAAcYBAAEAAAHHAQIAAAAByAEBAAAAAckBAAEAAAHKAQEAAAABywECAAAAAcwBQAAAAAHNAUAAAAABzgEBAAAAAc8BAQAAAAHQASAAAAABAQ4AAHsAMAEOAAB7ADABAAAADQAgEAEAANwCACCyAQQA2gIAIbMBAQDLAgAhtgFAAMoCACHEAQEAwwIAIcYBAAHJAgAhxwECAMQCACHIAQEAwwIAIckBAAHJAgAhygEBAMMCACHLAQIAxAIAIcwBQADKAgAhzQFAANsCACHOAQEAywIAIc8BAQDLAgAh0AEgANECACECAAAACwAgDgAAfwAgD7IBBADaAgAhswEBAMsCACG2AUAAygIAIcQBAQDDAgAhxgEAAckCACHHAQIAxAIAIcgBAQDDAgAhyQEAAckCACHKAQEAwwIAIcsBAgDEAgAhzAFAAMoCACHNAUAA2wIAIc4BAQDLAgAhzwEBAMsCACHQASAA0QIAIQIAAAAJACAOAACBAQAgAgAAAAkAIA4AAIEBACABAAAADQAgAwAAAAsAIBUAAHkAIBYAAH8AIAEAAAALACABAAAACQAgCQgAANUCACAbAADYAgAgHAAA1wIAID0AANYCACA-AADZAgAgswEAAL0CACDNAQAAvQIAIM4BAAC9AgAgzwEAAL0CACASoQEAAJkCADCiAQAAiQEAEKMBAACZAgAwsgEEAJoCACGzAQEAggIAIbYBQACEAgAhxAEBAPABACHGAQABgwIAIccBAgDxAQAhyAEBAPABACHJAQABgwIAIcoBAQDwAQAhywECAPEBACHMAUAAhAIAIc0BQACbAgAhzgEBAJwCACHPAQEAnAIAIdABIACOAgAhAwAAAAkAIAMAAIgBADAaAACJAQAgAwAAAAkAIAMAAAoAMAQAAAsAIAWhAQAAmAIAMKIBAACPAQAQowEAAJgCADDEAQEAAAABxQFAAJUCACEBAAAAjAEAIAEAAACMAQAgBaEBAACYAgAwogEAAI8BABCjAQAAmAIAMMQBAQD9AQAhxQFAAJUCACEAAwAAAI8BACADAACQAQAwBAAAjAEAIAMAAACPAQAgAwAAkAEAMAQAAIwBACADAAAAjwEAIAMAAJABADAEAACMAQAgAsQBAQAAAAHFAUAAAAABAQ4AAJQBACACxAEBAAAAAcUBQAAAAAEBDgAAlgEAMAEOAACWAQAwAsQBAQDDAgAhxQFAAMoCACECAAAAjAEAIA4AAJkBACACxAEBAMMCACHFAUAAygIAIQIAAACPAQAgDgAAmwEAIAIAAACPAQAgDgAAmwEAIAMAAACMAQAgFQAAlAEAIBYAAJkBACABAAAAjAEAIAEAAACPAQAgAwgAANICACAbAADUAgAgHAAA0wIAIAWhAQAAlwIAMKIBAACiAQAQowEAAJcCADDEAQEA8AEAIcUBQACEAgAhAwAAAI8BACADAAChAQAwGgAAogEAIAMAAACPAQAgAwAAkAEAMAQAAIwBACAMoQEAAJICADCiAQAAqAEAEKMBAACSAgAwsgEBAP0BACG0AQEA_QEAIbcBAQD9AQAhuAEAAJMCACC5AQEA_QEAIboBIACUAgAhuwEgAJQCACG8AUAAlQIAIcMBAACWAgAgAQAAAKUBACABAAAApQEAIAuhAQAAkgIAMKIBAACoAQAQowEAAJICADCyAQEA_QEAIbQBAQD9AQAhtwEBAP0BACG4AQAAkwIAILkBAQD9AQAhugEgAJQCACG7ASAAlAIAIbwBQACVAgAhAAMAAACoAQAgAwAAqQEAMAQAAKUBACADAAAAqAEAIAMAAKkBADAEAAClAQAgAwAAAKgBACADAACpAQAwBAAApQEAIAiyAQEAAAABtAEBAAAAAbcBAQAAAAG4AYAAAAABuQEBAAAAAboBIAAAAAG7ASAAAAABvAFAAAAAAQEOAACtAQAgCLIBAQAAAAG0AQEAAAABtwEBAAAAAbgBgAAAAAG5AQEAAAABugEgAAAAAbsBIAAAAAG8AUAAAAABAQ4AAK8BADABDgAArwEAMAiyAQEAwwIAIbQBAQDDAgAhtwEBAMMCACG4AYAAAAABuQEBAMMCACG6ASAA0QIAIbsBIADRAgAhvAFAAMoCACECAAAApQEAIA4AALIBACAIsgEBAMMCACG0AQEAwwIAIbcBAQDDAgAhuAGAAAAAAbkBAQDDAgAhugEgANECACG7ASAA0QIAIbwBQADKAgAhAgAAAKgBACAOAAC0AQAgAgAAAKgBACAOAAC0AQAgAwAAAKUBACAVAACtAQAgFgAAsgEAIAEAAAClAQAgAQAAAKgBACADCAAAzgIAIBsAANACACAcAADPAgAgC6EBAACMAgAwogEAALsBABCjAQAAjAIAMLIBAQDwAQAhtAEBAPABACG3AQEA8AEAIbgBAACNAgAguQEBAPABACG6ASAAjgIAIbsBIACOAgAhvAFAAIQCACEDAAAAqAEAIAMAALoBADAaAAC7AQAgAwAAAKgBACADAACpAQAwBAAApQEAIAEAAAARACABAAAAEQAgAwAAAA8AIAMAABAAMAQAABEAIAMAAAAPACADAAAQADAEAAARACADAAAADwAgAwAAEAAwBAAAEQAgBgEAAM0CACCyAQEAAAABswEBAAAAAbQBAQAAAAG1AQABAAABtgFAAAAAAQEOAADDAQAgBbIBAQAAAAGzAQEAAAABtAEBAAAAAbUBAAEAAAG2AUAAAAABAQ4AAMUBADABDgAAxQEAMAEAAAANACAGAQAAzAIAILIBAQDDAgAhswEBAMsCACG0AQEAwwIAIbUBAAHJAgAhtgFAAMoCACECAAAAEQAgDgAAyQEAIAWyAQEAwwIAIbMBAQDLAgAhtAEBAMMCACG1AQAByQIAIbYBQADKAgAhAgAAAA8AIA4AAMsBACACAAAADwAgDgAAywEAIAEAAAANACADAAAAEQAgFQAAwwEAIBYAAMkBACABAAAAEQAgAQAAAA8AIAQIAADGAgAgGwAAyAIAIBwAAMcCACCzAQAAvQIAIAihAQAAgAIAMKIBAADTAQAQowEAAIACADCyAQEAgQIAIbMBAQCCAgAhtAEBAPABACG1AQABgwIAIbYBQACEAgAhAwAAAA8AIAMAANIBADAaAADTAQAgAwAAAA8AIAMAABAAMAQAABEAIAahAQAA_AEAMKIBAADZAQAQowEAAPwBADCkAQEAAAABpQECAP4BACGmAQQA_wEAIQEAAADWAQAgAQAAANYBACAGoQEAAPwBADCiAQAA2QEAEKMBAAD8AQAwpAEBAP0BACGlAQIA_gEAIaYBBAD_AQAhAaYBAAC9AgAgAwAAANkBACADAADaAQAwBAAA1gEAIAMAAADZAQAgAwAA2gEAMAQAANYBACADAAAA2QEAIAMAANoBADAEAADWAQAgA6QBAQAAAAGlAQIAAAABpgEEAAAAAQEOAADeAQAgA6QBAQAAAAGlAQIAAAABpgEEAAAAAQEOAADgAQAwAQ4AAOABADADpAEBAMMCACGlAQIAxAIAIaYBBADFAgAhAgAAANYBACAOAADjAQAgA6QBAQDDAgAhpQECAMQCACGmAQQAxQIAIQIAAADZAQAgDgAA5QEAIAIAAADZAQAgDgAA5QEAIAMAAADWAQAgFQAA3gEAIBYAAOMBACABAAAA1gEAIAEAAADZAQAgBggAAL4CACAbAADBAgAgHAAAwAIAID0AAL8CACA-AADCAgAgpgEAAL0CACAGoQEAAO8BADCiAQAA7AEAEKMBAADvAQAwpAEBAPABACGlAQIA8QEAIaYBBADyAQAhAwAAANkBACADAADrAQAwGgAA7AEAIAMAAADZAQAgAwAA2gEAMAQAANYBACAGoQEAAO8BADCiAQAA7AEAEKMBAADvAQAwpAEBAPABACGlAQIA8QEAIaYBBADyAQAhDggAAPgBACAbAAD7AQAgHAAA-wEAIKcBAQAAAAGoAQEAAAAEqQEBAAAABKoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEA-gEAIa8BAQAAAAGwAQEAAAABsQEBAAAAAQ0IAAD4AQAgGwAA-AEAIBwAAPgBACA9AAD5AQAgPgAA-AEAIKcBAgAAAAGoAQIAAAAEqQECAAAABKoBAgAAAAGrAQIAAAABrAECAAAAAa0BAgAAAAGuAQIA9wEAIQ0IAAD0AQAgGwAA9gEAIBwAAPYBACA9AAD1AQAgPgAA9gEAIKcBBAAAAAGoAQQAAAAFqQEEAAAABaoBBAAAAAGrAQQAAAABrAEEAAAAAa0BBAAAAAGuAQQA8wEAIQ0IAAD0AQAgGwAA9gEAIBwAAPYBACA9AAD1AQAgPgAA9gEAIKcBBAAAAAGoAQQAAAAFqQEEAAAABaoBBAAAAAGrAQQAAAABrAEEAAAAAa0BBAAAAAGuAQQA8wEAIQinAQIAAAABqAECAAAABakBAgAAAAWqAQIAAAABqwECAAAAAawBAgAAAAGtAQIAAAABrgECAPQBACEIpwEIAAAAAagBCAAAAAWpAQgAAAAFqgEIAAAAAasBCAAAAAGsAQgAAAABrQEIAAAAAa4BCAD1AQAhCKcBBAAAAAGoAQQAAAAFqQEEAAAABaoBBAAAAAGrAQQAAAABrAEEAAAAAa0BBAAAAAGuAQQA9gEAIQ0IAAD4AQAgGwAA-AEAIBwAAPgBACA9AAD5AQAgPgAA-AEAIKcBAgAAAAGoAQIAAAAEqQECAAAABKoBAgAAAAGrAQIAAAABrAECAAAAAa0BAgAAAAGuAQIA9wEAIQinAQIAAAABqAECAAAABKkBAgAAAASqAQIAAAABqwECAAAAAawBAgAAAAGtAQIAAAABrgECAPgBACEIpwEIAAAAAagBCAAAAASpAQgAAAAEqgEIAAAAAasBCAAAAAGsAQgAAAABrQEIAAAAAa4BCAD5AQAhDggAAPgBACAbAAD7AQAgHAAA-wEAIKcBAQAAAAGoAQEAAAAEqQEBAAAABKoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEA-gEAIa8BAQAAAAGwAQEAAAABsQEBAAAAAQunAQEAAAABqAEBAAAABKkBAQAAAASqAQEAAAABqwEBAAAAAawBAQAAAAGtAQEAAAABrgEBAPsBACGvAQEAAAABsAEBAAAAAbEBAQAAAAEGoQEAAPwBADCiAQAA2QEAEKMBAAD8AQAwpAEBAP0BACGlAQIA_gEAIaYBBAD_AQAhC6cBAQAAAAGoAQEAAAAEqQEBAAAABKoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEA-wEAIa8BAQAAAAGwAQEAAAABsQEBAAAAAQinAQIAAAABqAECAAAABKkBAgAAAASqAQIAAAABqwECAAAAAawBAgAAAAGtAQIAAAABrgECAPgBACEIpwEEAAAAAagBBAAAAAWpAQQAAAAFqgEEAAAAAasBBAAAAAGsAQQAAAABrQEEAAAAAa4BBAD2AQAhCKEBAACAAgAwogEAANMBABCjAQAAgAIAMLIBAQCBAgAhswEBAIICACG0AQEA8AEAIbUBAAGDAgAhtgFAAIQCACELCAAA-AEAIBsAAPsBACAcAAD7AQAgpwEBAAAAAagBAQAAAASpAQEAAAAEqgEBAAAAAasBAQAAAAGsAQEAAAABrQEBAAAAAa4BAQCLAgAhCwgAAPQBACAbAACKAgAgHAAAigIAIKcBAQAAAAGoAQEAAAAFqQEBAAAABaoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEAiQIAIQcIAAD4AQAgGwAAiAIAIBwAAIgCACCnAQABAAABqAEAAQAABKkBAAEAAASuAQABhwIAIQsIAAD4AQAgGwAAhgIAIBwAAIYCACCnAUAAAAABqAFAAAAABKkBQAAAAASqAUAAAAABqwFAAAAAAawBQAAAAAGtAUAAAAABrgFAAIUCACELCAAA-AEAIBsAAIYCACAcAACGAgAgpwFAAAAAAagBQAAAAASpAUAAAAAEqgFAAAAAAasBQAAAAAGsAUAAAAABrQFAAAAAAa4BQACFAgAhCKcBQAAAAAGoAUAAAAAEqQFAAAAABKoBQAAAAAGrAUAAAAABrAFAAAAAAa0BQAAAAAGuAUAAhgIAIQcIAAD4AQAgGwAAiAIAIBwAAIgCACCnAQABAAABqAEAAQAABKkBAAEAAASuAQABhwIAIQSnAQABAAABqAEAAQAABKkBAAEAAASuAQABiAIAIQsIAAD0AQAgGwAAigIAIBwAAIoCACCnAQEAAAABqAEBAAAABakBAQAAAAWqAQEAAAABqwEBAAAAAawBAQAAAAGtAQEAAAABrgEBAIkCACELpwEBAAAAAagBAQAAAAWpAQEAAAAFqgEBAAAAAasBAQAAAAGsAQEAAAABrQEBAAAAAa4BAQCKAgAhrwEBAAAAAbABAQAAAAGxAQEAAAABCwgAAPgBACAbAAD7AQAgHAAA-wEAIKcBAQAAAAGoAQEAAAAEqQEBAAAABKoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEAiwIAIQuhAQAAjAIAMKIBAAC7AQAQowEAAIwCADCyAQEA8AEAIbQBAQDwAQAhtwEBAPABACG4AQAAjQIAILkBAQDwAQAhugEgAI4CACG7ASAAjgIAIbwBQACEAgAhDwgAAPgBACAbAACRAgAgHAAAkQIAIKcBgAAAAAGqAYAAAAABqwGAAAAAAawBgAAAAAGtAYAAAAABrgGAAAAAAb0BAQAAAAG-AQEAAAABvwEBAAAAAcABgAAAAAHBAYAAAAABwgGAAAAAAQUIAAD4AQAgGwAAkAIAIBwAAJACACCnASAAAAABrgEgAI8CACEFCAAA-AEAIBsAAJACACAcAACQAgAgpwEgAAAAAa4BIACPAgAhAqcBIAAAAAGuASAAkAIAIQynAYAAAAABqgGAAAAAAasBgAAAAAGsAYAAAAABrQGAAAAAAa4BgAAAAAG9AQEAAAABvgEBAAAAAb8BAQAAAAHAAYAAAAABwQGAAAAAAcIBgAAAAAELoQEAAJICADCiAQAAqAEAEKMBAACSAgAwsgEBAP0BACG0AQEA_QEAIbcBAQD9AQAhuAEAAJMCACC5AQEA_QEAIboBIACUAgAhuwEgAJQCACG8AUAAlQIAIQynAYAAAAABqgGAAAAAAasBgAAAAAGsAYAAAAABrQGAAAAAAa4BgAAAAAG9AQEAAAABvgEBAAAAAb8BAQAAAAHAAYAAAAABwQGAAAAAAcIBgAAAAAECpwEgAAAAAa4BIACQAgAhCKcBQAAAAAGoAUAAAAAEqQFAAAAABKoBQAAAAAGrAUAAAAABrAFAAAAAAa0BQAAAAAGuAUAAhgIAIQKyAQEAAAABtAEBAAAAAQWhAQAAlwIAMKIBAACiAQAQowEAAJcCADDEAQEA8AEAIcUBQACEAgAhBaEBAACYAgAwogEAAI8BABCjAQAAmAIAMMQBAQD9AQAhxQFAAJUCACESoQEAAJkCADCiAQAAiQEAEKMBAACZAgAwsgEEAJoCACGzAQEAggIAIbYBQACEAgAhxAEBAPABACHGAQABgwIAIccBAgDxAQAhyAEBAPABACHJAQABgwIAIcoBAQDwAQAhywECAPEBACHMAUAAhAIAIc0BQACbAgAhzgEBAJwCACHPAQEAnAIAIdABIACOAgAhDQgAAPgBACAbAAChAgAgHAAAoQIAID0AAPkBACA-AAChAgAgpwEEAAAAAagBBAAAAASpAQQAAAAEqgEEAAAAAasBBAAAAAGsAQQAAAABrQEEAAAAAa4BBACgAgAhCwgAAPQBACAbAACfAgAgHAAAnwIAIKcBQAAAAAGoAUAAAAAFqQFAAAAABaoBQAAAAAGrAUAAAAABrAFAAAAAAa0BQAAAAAGuAUAAngIAIQ4IAAD0AQAgGwAAigIAIBwAAIoCACCnAQEAAAABqAEBAAAABakBAQAAAAWqAQEAAAABqwEBAAAAAawBAQAAAAGtAQEAAAABrgEBAJ0CACGvAQEAAAABsAEBAAAAAbEBAQAAAAEOCAAA9AEAIBsAAIoCACAcAACKAgAgpwEBAAAAAagBAQAAAAWpAQEAAAAFqgEBAAAAAasBAQAAAAGsAQEAAAABrQEBAAAAAa4BAQCdAgAhrwEBAAAAAbABAQAAAAGxAQEAAAABCwgAAPQBACAbAACfAgAgHAAAnwIAIKcBQAAAAAGoAUAAAAAFqQFAAAAABaoBQAAAAAGrAUAAAAABrAFAAAAAAa0BQAAAAAGuAUAAngIAIQinAUAAAAABqAFAAAAABakBQAAAAAWqAUAAAAABqwFAAAAAAawBQAAAAAGtAUAAAAABrgFAAJ8CACENCAAA-AEAIBsAAKECACAcAAChAgAgPQAA-QEAID4AAKECACCnAQQAAAABqAEEAAAABKkBBAAAAASqAQQAAAABqwEEAAAAAawBBAAAAAGtAQQAAAABrgEEAKACACEIpwEEAAAAAagBBAAAAASpAQQAAAAEqgEEAAAAAasBBAAAAAGsAQQAAAABrQEEAAAAAa4BBAChAgAhDaEBAACiAgAwogEAAHEAEKMBAACiAgAwsgEEAJoCACHEAQEA8AEAIcYBAAGDAgAhyQEAAYMCACHLAQIA8QEAIcwBQACEAgAhzwEBAJwCACHRAQEA8AEAIdIBQACEAgAh0wFAAJsCACENoQEAAKMCADCiAQAAXgAQowEAAKMCADCyAQQApAIAIcQBAQD9AQAhxgEAAaUCACHJAQABpQIAIcsBAgD-AQAhzAFAAJUCACHPAQEApwIAIdEBAQD9AQAh0gFAAJUCACHTAUAApgIAIQinAQQAAAABqAEEAAAABKkBBAAAAASqAQQAAAABqwEEAAAAAawBBAAAAAGtAQQAAAABrgEEAKECACEEpwEAAQAAAagBAAEAAASpAQABAAAErgEAAYgCACEIpwFAAAAAAagBQAAAAAWpAUAAAAAFqgFAAAAAAasBQAAAAAGsAUAAAAABrQFAAAAAAa4BQACfAgAhC6cBAQAAAAGoAQEAAAAFqQEBAAAABaoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEAigIAIa8BAQAAAAGwAQEAAAABsQEBAAAAAQLEAQEAAAAB0QEBAAAAAQmhAQAAqQIAMKIBAABYABCjAQAAqQIAMLIBBACaAgAhswEBAIECACG2AUAAhAIAIckBAAGDAgAh1QEBAPABACHWAQEAnAIAIQahAQAAqgIAMKIBAABCABCjAQAAqgIAMLMBAQCBAgAhvAFAAIQCACHKAQABgwIAIQcBAACsAgAgoQEAAKsCADCiAQAAAwAQowEAAKsCADCzAQEAsgIAIbwBQACVAgAhygEAAaUCACERAgAAtQIAIAUAALYCACAGAAC3AgAgBwAAuAIAIKEBAAC0AgAwogEAAA0AEKMBAAC0AgAwsgEBALICACG0AQEA_QEAIbYBQACVAgAhxAEBAP0BACHXAQABpQIAIdgBAAGlAgAh2QFAAKYCACHaAUAAlQIAIeABAAANACDhAQAADQAgC6EBAACtAgAwogEAACoAEKMBAACtAgAwsgEBAIECACG0AQEA8AEAIbYBQACEAgAhxAEBAPABACHXAQABgwIAIdgBAAGDAgAh2QFAAJsCACHaAUAAhAIAIQkBAACwAgAgoQEAAK4CADCiAQAADwAQowEAAK4CADCyAQEAsgIAIbMBAQCvAgAhtAEBAP0BACG1AQABpQIAIbYBQACVAgAhCKcBAQAAAAGoAQEAAAAFqQEBAAAABaoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEAsQIAIRECAAC1AgAgBQAAtgIAIAYAALcCACAHAAC4AgAgoQEAALQCADCiAQAADQAQowEAALQCADCyAQEAsgIAIbQBAQD9AQAhtgFAAJUCACHEAQEA_QEAIdcBAAGlAgAh2AEAAaUCACHZAUAApgIAIdoBQACVAgAh4AEAAA0AIOEBAAANACAIpwEBAAAAAagBAQAAAAWpAQEAAAAFqgEBAAAAAasBAQAAAAGsAQEAAAABrQEBAAAAAa4BAQCxAgAhCKcBAQAAAAGoAQEAAAAEqQEBAAAABKoBAQAAAAGrAQEAAAABrAEBAAAAAa0BAQAAAAGuAQEAswIAIQinAQEAAAABqAEBAAAABKkBAQAAAASqAQEAAAABqwEBAAAAAawBAQAAAAGtAQEAAAABrgEBALMCACEPAgAAtQIAIAUAALYCACAGAAC3AgAgBwAAuAIAIKEBAAC0AgAwogEAAA0AEKMBAAC0AgAwsgEBALICACG0AQEA_QEAIbYBQACVAgAhxAEBAP0BACHXAQABpQIAIdgBAAGlAgAh2QFAAKYCACHaAUAAlQIAIQkBAACsAgAgoQEAAKsCADCiAQAAAwAQowEAAKsCADCzAQEAsgIAIbwBQACVAgAhygEAAaUCACHgAQAAAwAg4QEAAAMAIAPbAQAABQAg3AEAAAUAIN0BAAAFACAD2wEAAAkAINwBAAAJACDdAQAACQAgA9sBAAAPACDcAQAADwAg3QEAAA8AIBMBAACwAgAgoQEAALkCADCiAQAACQAQowEAALkCADCyAQQApAIAIbMBAQCvAgAhtgFAAJUCACHEAQEA_QEAIcYBAAGlAgAhxwECAP4BACHIAQEA_QEAIckBAAGlAgAhygEBAP0BACHLAQIA_gEAIcwBQACVAgAhzQFAAKYCACHOAQEApwIAIc8BAQCnAgAh0AEgAJQCACECswEBAAAAAdYBAQAAAAEKAQAArAIAIKEBAAC7AgAwogEAAAUAEKMBAAC7AgAwsgEEAKQCACGzAQEAsgIAIbYBQACVAgAhyQEAAaUCACHVAQEA_QEAIdYBAQCnAgAhAsQBAQAAAAHXAQABAAABAAAAAAAAAeUBAQAAAAEF5QECAAAAAesBAgAAAAHsAQIAAAAB7QECAAAAAe4BAgAAAAEF5QEEAAAAAesBBAAAAAHsAQQAAAAB7QEEAAAAAe4BBAAAAAEAAAAB5QEAAQAAAQHlAUAAAAABAeUBAQAAAAEHFQAAugMAIBYAAL0DACDiAQAAuwMAIOMBAAC8AwAg5gEAAA0AIOcBAAANACDoAQAAAQAgAxUAALoDACDiAQAAuwMAIOgBAAABACAAAAAB5QEgAAAAAQAAAAAAAAAABeUBBAAAAAHrAQQAAAAB7AEEAAAAAe0BBAAAAAHuAQQAAAABAeUBQAAAAAEHFQAAtQMAIBYAALgDACDiAQAAtgMAIOMBAAC3AwAg5gEAAA0AIOcBAAANACDoAQAAAQAgAxUAALUDACDiAQAAtgMAIOgBAAABACAAAAAAAAAAAAAABRUAALADACAWAACzAwAg4gEAALEDACDjAQAAsgMAIOgBAAABACADFQAAsAMAIOIBAACxAwAg6AEAAAEAIAAAAAUVAACrAwAgFgAArgMAIOIBAACsAwAg4wEAAK0DACDoAQAAAQAgAxUAAKsDACDiAQAArAMAIOgBAAABACAFAgAApAMAIAUAAKUDACAGAACmAwAgBwAApwMAINkBAAC9AgAgAAAABxUAAJsDACAWAACeAwAg4gEAAJwDACDjAQAAnQMAIOYBAAADACDnAQAAAwAg6AEAAC0AIAsVAACPAwAwFgAAlAMAMOIBAACQAwAw4wEAAJEDADDkAQAAkgMAIOUBAACTAwAw5gEAAJMDADDnAQAAkwMAMOgBAACTAwAw6QEAAJUDADDqAQAAlgMAMAsVAACDAwAwFgAAiAMAMOIBAACEAwAw4wEAAIUDADDkAQAAhgMAIOUBAACHAwAw5gEAAIcDADDnAQAAhwMAMOgBAACHAwAw6QEAAIkDADDqAQAAigMAMAsVAAD3AgAwFgAA_AIAMOIBAAD4AgAw4wEAAPkCADDkAQAA-gIAIOUBAAD7AgAw5gEAAPsCADDnAQAA-wIAMOgBAAD7AgAw6QEAAP0CADDqAQAA_gIAMASyAQEAAAABtAEBAAAAAbUBAAEAAAG2AUAAAAABAgAAABEAIBUAAIIDACADAAAAEQAgFQAAggMAIBYAAIEDACABDgAAqgMAMAkBAACwAgAgoQEAAK4CADCiAQAADwAQowEAAK4CADCyAQEAAAABswEBAK8CACG0AQEA_QEAIbUBAAGlAgAhtgFAAJUCACECAAAAEQAgDgAAgQMAIAIAAAD_AgAgDgAAgAMAIAihAQAA_gIAMKIBAAD_AgAQowEAAP4CADCyAQEAsgIAIbMBAQCvAgAhtAEBAP0BACG1AQABpQIAIbYBQACVAgAhCKEBAAD-AgAwogEAAP8CABCjAQAA_gIAMLIBAQCyAgAhswEBAK8CACG0AQEA_QEAIbUBAAGlAgAhtgFAAJUCACEEsgEBAMMCACG0AQEAwwIAIbUBAAHJAgAhtgFAAMoCACEEsgEBAMMCACG0AQEAwwIAIbUBAAHJAgAhtgFAAMoCACEEsgEBAAAAAbQBAQAAAAG1AQABAAABtgFAAAAAAQ6yAQQAAAABtgFAAAAAAcQBAQAAAAHGAQABAAABxwECAAAAAcgBAQAAAAHJAQABAAABygEBAAAAAcsBAgAAAAHMAUAAAAABzQFAAAAAAc4BAQAAAAHPAQEAAAAB0AEgAAAAAQIAAAALACAVAACOAwAgAwAAAAsAIBUAAI4DACAWAACNAwAgAQ4AAKkDADATAQAAsAIAIKEBAAC5AgAwogEAAAkAEKMBAAC5AgAwsgEEAAAAAbMBAQCvAgAhtgFAAJUCACHEAQEA_QEAIcYBAAGlAgAhxwECAP4BACHIAQEAAAAByQEAAaUCACHKAQEA_QEAIcsBAgD-AQAhzAFAAJUCACHNAUAApgIAIc4BAQCnAgAhzwEBAKcCACHQASAAlAIAIQIAAAALACAOAACNAwAgAgAAAIsDACAOAACMAwAgEqEBAACKAwAwogEAAIsDABCjAQAAigMAMLIBBACkAgAhswEBAK8CACG2AUAAlQIAIcQBAQD9AQAhxgEAAaUCACHHAQIA_gEAIcgBAQD9AQAhyQEAAaUCACHKAQEA_QEAIcsBAgD-AQAhzAFAAJUCACHNAUAApgIAIc4BAQCnAgAhzwEBAKcCACHQASAAlAIAIRKhAQAAigMAMKIBAACLAwAQowEAAIoDADCyAQQApAIAIbMBAQCvAgAhtgFAAJUCACHEAQEA_QEAIcYBAAGlAgAhxwECAP4BACHIAQEA_QEAIckBAAGlAgAhygEBAP0BACHLAQIA_gEAIcwBQACVAgAhzQFAAKYCACHOAQEApwIAIc8BAQCnAgAh0AEgAJQCACEOsgEEANoCACG2AUAAygIAIcQBAQDDAgAhxgEAAckCACHHAQIAxAIAIcgBAQDDAgAhyQEAAckCACHKAQEAwwIAIcsBAgDEAgAhzAFAAMoCACHNAUAA2wIAIc4BAQDLAgAhzwEBAMsCACHQASAA0QIAIQ6yAQQA2gIAIbYBQADKAgAhxAEBAMMCACHGAQAByQIAIccBAgDEAgAhyAEBAMMCACHJAQAByQIAIcoBAQDDAgAhywECAMQCACHMAUAAygIAIc0BQADbAgAhzgEBAMsCACHPAQEAywIAIdABIADRAgAhDrIBBAAAAAG2AUAAAAABxAEBAAAAAcYBAAEAAAHHAQIAAAAByAEBAAAAAckBAAEAAAHKAQEAAAABywECAAAAAcwBQAAAAAHNAUAAAAABzgEBAAAAAc8BAQAAAAHQASAAAAABBbIBBAAAAAG2AUAAAAAByQEAAQAAAdUBAQAAAAHWAQEAAAABAgAAAAcAIBUAAJoDACADAAAABwAgFQAAmgMAIBYAAJkDACABDgAAqAMAMAsBAACsAgAgoQEAALsCADCiAQAABQAQowEAALsCADCyAQQAAAABswEBALICACG2AUAAlQIAIckBAAGlAgAh1QEBAP0BACHWAQEApwIAId4BAAC6AgAgAgAAAAcAIA4AAJkDACACAAAAlwMAIA4AAJgDACAJoQEAAJYDADCiAQAAlwMAEKMBAACWAwAwsgEEAKQCACGzAQEAsgIAIbYBQACVAgAhyQEAAaUCACHVAQEA_QEAIdYBAQCnAgAhCaEBAACWAwAwogEAAJcDABCjAQAAlgMAMLIBBACkAgAhswEBALICACG2AUAAlQIAIckBAAGlAgAh1QEBAP0BACHWAQEApwIAIQWyAQQA2gIAIbYBQADKAgAhyQEAAckCACHVAQEAwwIAIdYBAQDLAgAhBbIBBADaAgAhtgFAAMoCACHJAQAByQIAIdUBAQDDAgAh1gEBAMsCACEFsgEEAAAAAbYBQAAAAAHJAQABAAAB1QEBAAAAAdYBAQAAAAECvAFAAAAAAcoBAAEAAAECAAAALQAgFQAAmwMAIAMAAAADACAVAACbAwAgFgAAnwMAIAQAAAADACAOAACfAwAgvAFAAMoCACHKAQAByQIAIQK8AUAAygIAIcoBAAHJAgAhAxUAAJsDACDiAQAAnAMAIOgBAAAtACAEFQAAjwMAMOIBAACQAwAw5AEAAJIDACDoAQAAkwMAMAQVAACDAwAw4gEAAIQDADDkAQAAhgMAIOgBAACHAwAwBBUAAPcCADDiAQAA-AIAMOQBAAD6AgAg6AEAAPsCADABAQAA7wIAIAAAAAWyAQQAAAABtgFAAAAAAckBAAEAAAHVAQEAAAAB1gEBAAAAAQ6yAQQAAAABtgFAAAAAAcQBAQAAAAHGAQABAAABxwECAAAAAcgBAQAAAAHJAQABAAABygEBAAAAAcsBAgAAAAHMAUAAAAABzQFAAAAAAc4BAQAAAAHPAQEAAAAB0AEgAAAAAQSyAQEAAAABtAEBAAAAAbUBAAEAAAG2AUAAAAABCwUAAKEDACAGAACiAwAgBwAAowMAILIBAQAAAAG0AQEAAAABtgFAAAAAAcQBAQAAAAHXAQABAAAB2AEAAQAAAdkBQAAAAAHaAUAAAAABAgAAAAEAIBUAAKsDACADAAAADQAgFQAAqwMAIBYAAK8DACANAAAADQAgBQAA9AIAIAYAAPUCACAHAAD2AgAgDgAArwMAILIBAQDDAgAhtAEBAMMCACG2AUAAygIAIcQBAQDDAgAh1wEAAckCACHYAQAByQIAIdkBQADbAgAh2gFAAMoCACELBQAA9AIAIAYAAPUCACAHAAD2AgAgsgEBAMMCACG0AQEAwwIAIbYBQADKAgAhxAEBAMMCACHXAQAByQIAIdgBAAHJAgAh2QFAANsCACHaAUAAygIAIQsCAACgAwAgBgAAogMAIAcAAKMDACCyAQEAAAABtAEBAAAAAbYBQAAAAAHEAQEAAAAB1wEAAQAAAdgBAAEAAAHZAUAAAAAB2gFAAAAAAQIAAAABACAVAACwAwAgAwAAAA0AIBUAALADACAWAAC0AwAgDQAAAA0AIAIAAPMCACAGAAD1AgAgBwAA9gIAIA4AALQDACCyAQEAwwIAIbQBAQDDAgAhtgFAAMoCACHEAQEAwwIAIdcBAAHJAgAh2AEAAckCACHZAUAA2wIAIdoBQADKAgAhCwIAAPMCACAGAAD1AgAgBwAA9gIAILIBAQDDAgAhtAEBAMMCACG2AUAAygIAIcQBAQDDAgAh1wEAAckCACHYAQAByQIAIdkBQADbAgAh2gFAAMoCACELAgAAoAMAIAUAAKEDACAHAACjAwAgsgEBAAAAAbQBAQAAAAG2AUAAAAABxAEBAAAAAdcBAAEAAAHYAQABAAAB2QFAAAAAAdoBQAAAAAECAAAAAQAgFQAAtQMAIAMAAAANACAVAAC1AwAgFgAAuQMAIA0AAAANACACAADzAgAgBQAA9AIAIAcAAPYCACAOAAC5AwAgsgEBAMMCACG0AQEAwwIAIbYBQADKAgAhxAEBAMMCACHXAQAByQIAIdgBAAHJAgAh2QFAANsCACHaAUAAygIAIQsCAADzAgAgBQAA9AIAIAcAAPYCACCyAQEAwwIAIbQBAQDDAgAhtgFAAMoCACHEAQEAwwIAIdcBAAHJAgAh2AEAAckCACHZAUAA2wIAIdoBQADKAgAhCwIAAKADACAFAAChAwAgBgAAogMAILIBAQAAAAG0AQEAAAABtgFAAAAAAcQBAQAAAAHXAQABAAAB2AEAAQAAAdkBQAAAAAHaAUAAAAABAgAAAAEAIBUAALoDACADAAAADQAgFQAAugMAIBYAAL4DACANAAAADQAgAgAA8wIAIAUAAPQCACAGAAD1AgAgDgAAvgMAILIBAQDDAgAhtAEBAMMCACG2AUAAygIAIcQBAQDDAgAh1wEAAckCACHYAQAByQIAIdkBQADbAgAh2gFAAMoCACELAgAA8wIAIAUAAPQCACAGAAD1AgAgsgEBAMMCACG0AQEAwwIAIbYBQADKAgAhxAEBAMMCACHXAQAByQIAIdgBAAHJAgAh2QFAANsCACHaAUAAygIAIQUCBAIFCAMGDAQHEgUIAAYBAQABAQEAAQEBDgEBARMBAwUUAAYVAAcWAAAAAAMIAAsbAAwcAA0AAAADCAALGwAMHAANAQEAAQEBAAEDCAASGwATHAAUAAAAAwgAEhsAExwAFAEBAAEBAQABBQgAGRsAHBwAHT0AGj4AGwAAAAAABQgAGRsAHBwAHT0AGj4AGwAAAAUIACMbACYcACc9ACQ-ACUAAAAAAAUIACMbACYcACc9ACQ-ACUBAX4BAQGEAQEFCAAsGwAvHAAwPQAtPgAuAAAAAAAFCAAsGwAvHAAwPQAtPgAuAAAAAwgANhsANxwAOAAAAAMIADYbADccADgAAAADCAA-GwA_HABAAAAAAwgAPhsAPxwAQAEByAEBAQHOAQEDCABFGwBGHABHAAAAAwgARRsARhwARwAAAAUIAE0bAFAcAFE9AE4-AE8AAAAAAAUIAE0bAFAcAFE9AE4-AE8JAgEKFwELGQEMGgENGwEPHQEQHwcRIAgSIgETJAcUJQkXJgEYJwEZKAcdKwoeLA4fLgIgLwIhMQIiMgIjMwIkNQIlNwcmOA8nOgIoPAcpPRAqPgIrPwIsQActQxEuRBUvRQMwRgMxRwMySAMzSQM0SwM1TQc2ThY3UAM4Ugc5Uxc6VAM7VQM8Vgc_WRhAWh5BXB9CXR9DYB9EYR9FYh9GZB9HZgdIZyBJaR9KawdLbCFMbR9Nbh9ObwdPciJQcyhRdARSdQRTdgRUdwRVeARWegRXfAdYfSlZgAEEWoIBB1uDASpchQEEXYYBBF6HAQdfigErYIsBMWGNATJijgEyY5EBMmSSATJlkwEyZpUBMmeXAQdomAEzaZoBMmqcAQdrnQE0bJ4BMm2fATJuoAEHb6MBNXCkATlxpgE6cqcBOnOqATp0qwE6dawBOnauATp3sAEHeLEBO3mzATp6tQEHe7YBPHy3ATp9uAE6frkBB3-8AT2AAb0BQYEBvgEFggG_AQWDAcABBYQBwQEFhQHCAQWGAcQBBYcBxgEHiAHHAUKJAcoBBYoBzAEHiwHNAUOMAc8BBY0B0AEFjgHRAQePAdQBRJAB1QFIkQHXAUmSAdgBSZMB2wFJlAHcAUmVAd0BSZYB3wFJlwHhAQeYAeIBSpkB5AFJmgHmAQebAecBS5wB6AFJnQHpAUmeAeoBB58B7QFMoAHuAVI"
};
async function decodeBase64AsWasm(wasmBase64) {
  const { Buffer } = await import("node:buffer");
  const wasmArray = Buffer.from(wasmBase64, "base64");
  return new WebAssembly.Module(wasmArray);
}
config.compilerWasm = {
  getRuntime: async () => await import("@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs"),
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import("@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs");
    return await decodeBase64AsWasm(wasm);
  },
  importName: "./query_compiler_fast_bg.js"
};
function getPrismaClientClass() {
  return runtime.getPrismaClient(config);
}

// src/generated/prisma/internal/prismaNamespace.ts
import * as runtime2 from "@prisma/client/runtime/client";
var getExtensionContext = runtime2.Extensions.getExtensionContext;
var NullTypes2 = {
  DbNull: runtime2.NullTypes.DbNull,
  JsonNull: runtime2.NullTypes.JsonNull,
  AnyNull: runtime2.NullTypes.AnyNull
};
var TransactionIsolationLevel = runtime2.makeStrictEnum({
  ReadUncommitted: "ReadUncommitted",
  ReadCommitted: "ReadCommitted",
  RepeatableRead: "RepeatableRead",
  Serializable: "Serializable"
});
var defineExtension = runtime2.Extensions.defineExtension;

// src/generated/prisma/client.ts
globalThis["__dirname"] = path.dirname(fileURLToPath(import.meta.url));
var PrismaClient = getPrismaClientClass();

// src/domain/triage/complaint-cues.ts
import { z as z5 } from "zod";
var COMPLAINT_CATEGORIES = [
  "domestic_violence",
  "sexual_assault",
  "trafficking",
  "minor_harm",
  "sexual_harassment",
  "personality_rights",
  "employment_discrimination",
  "labor_rights",
  "land_property",
  "marriage_family",
  "reproductive_health",
  "social_support",
  "other"
];
var complaintCuesSchema = z5.strictObject({
  told: z5.string(),
  categories: z5.record(z5.enum(COMPLAINT_CATEGORIES), z5.array(z5.string())),
  question_only: z5.string()
});
var KID = "\u5B69\u5B50|\u5C0F\u5B69|\u5A03\u5A03|\u5A03\u513F|\u5A03|\u513F\u5B50|\u5973\u513F|\u5B59\u5B59|\u5B59\u5B50|\u5B59\u5973|\u5916\u5B59|\u5E7A\u513F|\u59B9\u513F|\u5B9D\u5B9D|\u5B66\u751F";
function createComplaintCues(data, lexicon) {
  const categories = COMPLAINT_CATEGORIES.map((category) => ({
    category,
    patterns: data.categories[category].map((source) => new RegExp(source.replaceAll("{kid}", KID), "u"))
  }));
  const questionOnly = new RegExp(data.question_only, "u");
  return {
    find(text) {
      const plain = normalise(text);
      const forms = [.../* @__PURE__ */ new Set([squeeze(plain), squeeze(lexicon.standardise(plain))])];
      if (forms.some((form) => questionOnly.test(form))) {
        return null;
      }
      return categories.find(({ patterns: patterns2 }) => patterns2.some((p) => forms.some((form) => p.test(form))))?.category ?? null;
    }
  };
}

// src/domain/triage/red-flags.ts
import { z as z6 } from "zod";
var pattern = z6.string().min(1);
var redFlagsSchema = z6.strictObject({
  words: z6.record(z6.string(), z6.string()),
  /** Words of stories and games: what is told there is no danger here. */
  fiction: z6.string(),
  /** Words of someone who wants to learn or prevent. */
  study: z6.string(),
  flags: z6.array(z6.strictObject({ id: z6.string(), any: z6.array(pattern).min(1), unless: z6.array(pattern).default([]) }))
});
var MINOR = /(?<![\d.])(?:[3-9]|1[0-7])\s*(?:岁|years? old)|[三四五六七八九]岁|十[一二三四五六七]?岁|小学|初[一二三]|高[一二三](?!度)|[一二三四五六七八九]年级|幼儿园|孩子|娃|儿子|女儿|孙|学生|同学|老师/u;
function createRedFlags(data, lexicon) {
  const lists = { ...data.words, fiction: data.fiction, study: data.study };
  const compile = (sources) => sources.map((source) => new RegExp(source.replace(/\{(\w+)\}/g, (all, name2) => lists[name2] ? `(?:${lists[name2]})` : all), "u"));
  const flags = data.flags.map((flag) => ({ id: flag.id, any: compile(flag.any), unless: compile(flag.unless) }));
  return {
    ids: flags.map((flag) => flag.id),
    find(text) {
      const plain = normalise(text);
      const forms = [.../* @__PURE__ */ new Set([squeeze(plain), squeeze(lexicon.standardise(plain)), plain])];
      const meets = (patterns2) => patterns2.some((p) => forms.some((form) => p.test(form)));
      return flags.filter((flag) => meets(flag.any) && !meets(flag.unless)).map((flag) => flag.id);
    },
    concernsMinor: (text) => MINOR.test(normalise(text))
  };
}

// src/conversation/steps/answer.ts
var LONGEST_REPLY = 600;
var MOST_SOURCES = 2;
function giveAnswer(deps, session, entry, trace) {
  const { locale } = session;
  const citations = shortestFirst(entry.sources.map((source) => deps.cite(source, locale))).slice(0, MOST_SOURCES);
  return {
    kind: "answer",
    entry: entry.id,
    citations,
    ...trace.score === void 0 ? {} : { score: trace.score },
    session: { ...session, greeted: true, last: { question: trace.question, entry: entry.id }, bands: bandsAfter(session, entry) },
    replies: [{ text: wordsOf(deps, entry, citations, locale), ...trace.also?.length ? { buttons: trace.also.map(asButton) } : {} }],
    effects: []
  };
}
function asButton(entry) {
  return { label: entry.title, value: `entry:${entry.id}` };
}
function wordsOf({ say }, entry, citations, locale) {
  const body = [
    entry.answer,
    ...(entry.steps ?? []).map((step, i) => `${i + 1}. ${step}`),
    ...entry.not_covered ? [say(locale, "bot:answer.not_covered", { text: entry.not_covered })] : []
  ];
  const separator = locale === "en" ? "; " : "\uFF1B";
  for (let shown = citations.length; shown > 0; shown -= 1) {
    const text = [...body, say(locale, "bot:answer.sources", { list: citations.slice(0, shown).join(separator) })].join("\n");
    if ([...text].length <= LONGEST_REPLY || shown === 1) {
      return text;
    }
  }
  return body.join("\n");
}
var shortestFirst = (texts) => [...texts].sort((a, b) => a.length - b.length);
function bandsAfter(session, entry) {
  const band = entry.bands.length === 1 ? entry.bands[0] : void 0;
  return band === void 0 || band === "any" ? session.bands : [band, ...session.bands.filter((b) => b !== band)].slice(0, 2);
}

// src/conversation/steps/question.ts
var LEANING = /^(那|那么|那如果|如果|要是|要|and|what about|how about|then)?.{0,14}(呢|的话|又怎么办|也一样吗|也是吗|怎么说)[?？]?$|^(那|and |what about|how about)/u;
var LONGEST_FOLLOW_UP = 18;
function answerQuestion(deps, session, text) {
  const { knowledge, phrases } = deps;
  const followed = followUp(deps, session, text);
  if (followed) {
    return followed;
  }
  const reason = phrases.outOfScope(text);
  if (reason) {
    return decline(deps, session, reason);
  }
  const decision = knowledge.decide(text, { locale: session.locale, bands: session.bands });
  switch (decision.kind) {
    case "answer":
      return giveAnswer(deps, remember(session, text), decision.entry, { question: text, score: decision.confidence, also: decision.also });
    case "clarify":
      return askBack(deps, remember(session, text), text, decision.choices);
    case "none":
      return saysLittle(text) ? askBack(deps, session, text, []) : decline(deps, session, "no_answer", text);
  }
}
function followUp(deps, session, text) {
  const plain = normalise(text);
  if (!session.last || [...plain].length > LONGEST_FOLLOW_UP || !LEANING.test(plain)) {
    return null;
  }
  const bands = bandsOf(plain);
  const last = session.last.entry && deps.knowledge.entry(session.last.entry, session.locale);
  const sibling = last && bands.length > 0 ? deps.knowledge.sibling(last, bands) : void 0;
  if (sibling) {
    return giveAnswer(deps, remember(session, text), sibling, { question: session.last.question, score: 1 });
  }
  const question = `${session.last.question} ${text}`;
  const decision = deps.knowledge.decide(question, { locale: session.locale, bands: bands.length > 0 ? bands : session.bands });
  return decision.kind === "answer" ? giveAnswer(deps, remember(session, text), decision.entry, { question: session.last.question, score: decision.confidence, also: decision.also }) : null;
}
function remember(session, text) {
  const named = bandsOf(normalise(text));
  return named.length > 0 ? { ...session, bands: named.slice(0, 2) } : session;
}
function askBack({ say, shelves }, session, text, choices) {
  const { locale } = session;
  const buttons = choices.length >= 2 ? choices.map(asButton) : Object.keys(shelves).slice(0, 4).map((shelf) => ({ label: say(locale, `bot:topics.shelf.${shelf}`), value: `shelf:${shelf}` }));
  return {
    kind: "clarify",
    session: { ...session, greeted: true, last: { question: text } },
    replies: [{ text: say(locale, choices.length >= 2 ? "bot:clarify.choose" : "bot:clarify.more"), buttons }],
    effects: []
  };
}
function decline({ say }, session, reason, question) {
  const { locale } = session;
  return {
    kind: "out_of_scope",
    session: { ...session, greeted: true, ...question ? { pending: { kind: "keep_question", question } } : {} },
    replies: [
      {
        text: say(locale, `bot:out_of_scope.${reason}`),
        buttons: [
          ...question ? [{ label: say(locale, "bot:keep_question.offer"), value: "keep" }] : [],
          { label: say(locale, "bot:menu.topics"), value: "topics" },
          { label: say(locale, "bot:menu.numbers"), value: "numbers" }
        ]
      }
    ],
    effects: []
  };
}
function saysLittle(text) {
  return [...clauses(normalise(text)).join("")].length <= 12;
}

// src/conversation/steps/complaint.ts
function offerHelp({ complaintCues, say }, session, text) {
  const category = complaintCues.find(text);
  if (category === null) {
    return null;
  }
  const { locale } = session;
  return {
    kind: "complaint",
    session: { ...session, greeted: true },
    replies: [
      {
        text: [say(locale, `complaint:${category}`), say(locale, "bot:complaint.offer")].join("\n"),
        sensitive: true,
        buttons: [
          { label: say(locale, "bot:menu.numbers"), value: "numbers" },
          { label: say(locale, "bot:menu.human"), value: "human" }
        ]
      }
    ],
    effects: []
  };
}

// src/conversation/steps/said.ts
function said(session, reply, effects = []) {
  return { kind: "smalltalk", session: { ...session, greeted: true }, replies: [reply], effects };
}

// src/conversation/steps/command.ts
var MOST_CHOICES = 10;
function obey(deps, session, text) {
  const command2 = deps.phrases.command(text);
  if (command2 === "ask") {
    const question = text.replace(/^\s*\/ask\s*/i, "");
    return question === "" ? said(session, { text: deps.say(session.locale, "bot:ask.prompt") }) : answerQuestion(deps, session, question);
  }
  return command2 && run(deps, session, command2);
}
function press(deps, session, value) {
  const [name2 = "", argument = ""] = value.split(":", 2);
  switch (name2) {
    case "entry": {
      const entry = deps.knowledge.entry(argument, session.locale);
      return entry ? giveAnswer(deps, session, entry, { question: entry.title }) : stale(deps, session);
    }
    case "shelf":
      return deps.shelves[argument] ? showTopics(deps, session, argument) : stale(deps, session);
    case "topic":
      return showEntries(deps, session, argument);
    case "lang": {
      const locale = LOCALES.find((known) => known === argument);
      return locale ? changeLanguage(deps, session, locale) : stale(deps, session);
    }
    case "forget":
      return argument === "yes" && session.pending?.kind === "forget" ? forget(deps, session) : keepAll(deps, session);
    case "keep":
      return keepQuestion(deps, session);
    case "topics":
      return showShelves(deps, session);
    case "numbers":
      return said(session, { text: deps.say(session.locale, "bot:numbers.text") });
    case "ask":
    case "human":
    case "privacy":
      return run(deps, session, name2);
    default:
      return stale(deps, session);
  }
}
function run(deps, session, command2) {
  const { say } = deps;
  const { locale } = session;
  switch (command2) {
    case "start":
      return said(session, { text: say(locale, "bot:welcome.text"), ...menu(deps, locale) });
    case "help":
      return said(session, { text: say(locale, "bot:help.text"), ...menu(deps, locale) });
    case "ask":
      return said(session, { text: say(locale, "bot:ask.prompt") });
    case "language":
      return said(session, {
        text: say(locale, "bot:language.choose"),
        buttons: LOCALES.map((known) => ({ label: say(known, "bot:language.name"), value: `lang:${known}` }))
      });
    case "language_en":
      return changeLanguage(deps, session, "en");
    case "language_zh":
      return changeLanguage(deps, session, "zh-CN");
    case "stop":
      return said(session, { text: say(locale, "bot:stop.done") }, [{ type: "unsubscribe" }]);
    case "forget":
      return said(
        { ...session, pending: { kind: "forget" } },
        {
          text: say(locale, "bot:forget.confirm"),
          buttons: [
            { label: say(locale, "bot:forget.yes"), value: "forget:yes" },
            { label: say(locale, "bot:forget.no"), value: "forget:no" }
          ]
        }
      );
    case "human":
      return said(session, { text: say(locale, "bot:human.text") });
    case "privacy":
      return said(session, { text: say(locale, "bot:privacy.text"), links: [{ label: say(locale, "bot:menu.privacy"), url: "/privacy" }] });
    case "cancel": {
      const { pending: _pending, ...rest } = session;
      return said(rest, { text: say(locale, "bot:smalltalk.ok") });
    }
    case "repeat": {
      const entry = session.last?.entry && deps.knowledge.entry(session.last.entry, locale);
      return entry ? giveAnswer(deps, session, entry, { question: entry.title }) : said(session, { text: say(locale, "bot:help.text") });
    }
  }
}
function menu({ say }, locale) {
  const other = locale === "en" ? "zh-CN" : "en";
  return {
    buttons: [
      { label: say(locale, "bot:menu.topics"), value: "topics" },
      { label: say(locale, "bot:menu.numbers"), value: "numbers" },
      { label: say(locale, "bot:menu.language"), value: `lang:${other}` }
    ],
    links: [{ label: say(locale, "bot:menu.privacy"), url: "/privacy" }]
  };
}
function changeLanguage(deps, session, locale) {
  return said({ ...session, locale }, { text: deps.say(locale, "bot:language.changed"), ...menu(deps, locale) }, [{ type: "set_locale", locale }]);
}
function forget(deps, session) {
  const { pending: _pending, ...rest } = session;
  return said(rest, { text: deps.say(session.locale, "bot:forget.done") }, [{ type: "forget" }]);
}
function keepAll(deps, session) {
  const { pending: _pending, ...rest } = session;
  return said(rest, { text: deps.say(session.locale, "bot:forget.kept") });
}
function keepQuestion(deps, session) {
  const { pending, ...rest } = session;
  return pending?.kind === "keep_question" ? said(rest, { text: deps.say(session.locale, "bot:keep_question.done") }, [{ type: "keep_question", question: pending.question }]) : said(session, { text: deps.say(session.locale, "bot:keep_question.nothing") });
}
function showShelves({ say, shelves }, session) {
  return said(session, {
    text: say(session.locale, "bot:topics.title"),
    buttons: Object.keys(shelves).map((shelf) => ({ label: say(session.locale, `bot:topics.shelf.${shelf}`), value: `shelf:${shelf}` }))
  });
}
function showTopics({ say, shelves, knowledge, topicTitle }, session, shelf) {
  const known = new Set(knowledge.topics(session.locale));
  return said(session, {
    text: say(session.locale, "bot:topics.choose"),
    buttons: (shelves[shelf] ?? []).filter((topic) => known.has(topic)).map((topic) => ({ label: topicTitle(topic, session.locale), value: `topic:${topic}` }))
  });
}
function showEntries(deps, session, topic) {
  const entries = deps.knowledge.entriesOf(topic, session.locale).slice(0, MOST_CHOICES);
  return entries.length === 0 ? stale(deps, session) : said(session, {
    text: deps.say(session.locale, "bot:topics.choose"),
    buttons: entries.map(asButton),
    links: [{ label: deps.topicTitle(topic, session.locale), url: `/learn/${topic}` }]
  });
}
function stale({ say }, session) {
  return said(session, { text: say(session.locale, "bot:stale.text") });
}

// src/conversation/steps/small-talk.ts
function smallTalk({ phrases, say }, session, text) {
  if (!hasWords(normalise(text))) {
    return said(session, { text: say(session.locale, "bot:empty.text") });
  }
  const kind = phrases.smalltalk(text);
  return kind && said(session, { text: say(session.locale, `bot:smalltalk.${kind}`) });
}
function replyToUnreadable({ say }, session, kind) {
  return said(session, { text: say(session.locale, `bot:unreadable.${kind}`) });
}

// src/conversation/steps/safety.ts
var MOST_DANGERS = 2;
var FOR_MINORS = /* @__PURE__ */ new Set(["suicide_acting", "suicide_thoughts", "self_harm", "child_abuse", "violence_now"]);
var COVERED_BY = {
  suicide_acting: ["suicide_thoughts", "self_harm", "poisoning", "violence_now", "harm_child_thoughts"],
  suicide_thoughts: ["self_harm"],
  harm_child_thoughts: ["suicide_thoughts", "violence_now"],
  child_abuse: ["sexual_assault"],
  abduction: ["missing", "confinement"],
  drowning: ["unconscious", "choking"],
  shaken_baby: ["unconscious"],
  electric_shock: ["unconscious"],
  poisoning: ["unconscious", "swallowed_object"],
  swallowed_object: ["choking", "poisoning"],
  infant_fever: ["burn"]
};
function warn({ redFlags, say }, session, text) {
  const flags = redFlags.find(text);
  if (flags.length === 0) {
    return null;
  }
  const covered = new Set(flags.flatMap((flag) => COVERED_BY[flag] ?? []));
  const led = flags.filter((flag) => !covered.has(flag)).slice(0, MOST_DANGERS);
  const { locale } = session;
  const lines = led.map((flag) => say(locale, `safety:${flag}`));
  if (led.some((flag) => FOR_MINORS.has(flag)) && redFlags.concernsMinor(text)) {
    lines.push(say(locale, "safety:minor"));
  }
  lines.push(say(locale, "safety:after"));
  return {
    kind: "crisis",
    flags,
    session: { ...session, greeted: true },
    replies: [
      {
        text: lines.join("\n"),
        sensitive: true,
        buttons: [
          { label: say(locale, "bot:menu.numbers"), value: "numbers" },
          { label: say(locale, "bot:menu.human"), value: "human" }
        ]
      }
    ],
    effects: []
  };
}

// src/conversation/turn.ts
function createTurn(deps) {
  return (session, message) => {
    if (message.kind === "button") {
      return press(deps, session, message.value);
    }
    if (message.kind !== "text") {
      return replyToUnreadable(deps, session, message.kind);
    }
    return warn(deps, session, message.text) ?? obey(deps, session, message.text) ?? smallTalk(deps, session, message.text) ?? offerHelp(deps, session, message.text) ?? answerQuestion(deps, session, message.text);
  };
}

// src/infra/edition.ts
import { readdirSync, readFileSync } from "node:fs";
import path2 from "node:path";
import { parse } from "yaml";
import { z as z7 } from "zod";
var shelvesSchema = z7.strictObject({ shelves: z7.record(z7.string(), z7.array(z7.string())) });
function readYaml(file, schema) {
  const parsed = schema.safeParse(parse(readFileSync(file, "utf8")));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StartupError(`${file}: ${issue?.path.join(".") ?? ""} ${issue?.message ?? "is not valid"}`);
  }
  return parsed.data;
}
function readEdition(folder) {
  const topicFiles = (locale) => {
    const at = path2.join(folder, locale, "knowledge");
    return readdirSync(at).filter((name2) => name2.endsWith(".yaml")).sort().map((name2) => path2.join(at, name2));
  };
  const chinese = topicFiles("zh-CN").map((file) => readYaml(file, topicFileSchema));
  const entries = chinese.flatMap(
    (file) => file.entries.map((entry) => ({ ...entry, locale: "zh-CN", topic: file.topic }))
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  if (byId.size !== entries.length) {
    throw new StartupError("two knowledge entries have the same id");
  }
  const english = topicFiles("en").map((file) => readYaml(file, translationFileSchema));
  for (const file of english) {
    for (const translated of file.entries) {
      const original = byId.get(translated.id);
      if (!original) {
        throw new StartupError(`the English entry ${translated.id} has no Chinese one`);
      }
      const { steps: _steps, not_covered: _notCovered, ...kept } = original;
      entries.push({ ...kept, ...translated, locale: "en" });
    }
  }
  const names = (files) => files.map((file) => ({ id: file.topic, title: file.title }));
  const lexicon = (name2, schema) => readYaml(path2.join(folder, "lexicon", `${name2}.yaml`), schema);
  return {
    entries,
    topics: /* @__PURE__ */ new Map([
      ["zh-CN", names(chinese)],
      ["en", names(english)]
    ]),
    lexicon: lexicon("words", lexiconSchema),
    redFlags: lexicon("red-flags", redFlagsSchema),
    complaintCues: lexicon("complaints", complaintCuesSchema),
    talkPhrases: lexicon("talk", talkPhrasesSchema),
    outOfScope: lexicon("out-of-scope", outOfScopeSchema),
    laws: readYaml(path2.join(folder, "laws.yaml"), lawsSchema),
    shelves: readYaml(path2.join(folder, "shelves.yaml"), shelvesSchema).shelves
  };
}

// src/infra/i18n.ts
import { readdirSync as readdirSync2, readFileSync as readFileSync2 } from "node:fs";
import path3 from "node:path";
import i18next from "i18next";
var FALLBACK = "zh-CN";
function createSay(folder, locales) {
  const resources = Object.fromEntries(
    locales.map((locale) => {
      const rooms = readdirSync2(path3.join(folder, locale)).filter((name2) => name2.endsWith(".json"));
      return [
        locale,
        Object.fromEntries(
          rooms.map((room) => [room.slice(0, -".json".length), JSON.parse(readFileSync2(path3.join(folder, locale, room), "utf8"))])
        )
      ];
    })
  );
  const i18n = i18next.createInstance();
  void i18n.init({
    resources,
    lng: FALLBACK,
    fallbackLng: FALLBACK,
    supportedLngs: [...locales],
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: (key) => {
      throw new StartupError(`no sentence for the key ${key}`);
    }
  });
  const byLocale = new Map(locales.map((locale) => [locale, i18n.getFixedT(locale)]));
  const fallback = i18n.getFixedT(FALLBACK);
  return (locale, key, params) => (byLocale.get(locale) ?? fallback)(key, params ?? {});
}

// src/cli/dialogue.ts
function createDialogue(localesFolder) {
  const edition = readEdition(localesFolder);
  const say = createSay(localesFolder, LOCALES);
  const lexicon = createLexicon(edition.lexicon);
  const knowledge = createKnowledge(edition.entries, lexicon);
  const titles = new Map([...edition.topics].flatMap(([locale, topics]) => topics.map((topic) => [`${locale}|${topic.id}`, topic.title])));
  const turn = createTurn({
    say,
    knowledge,
    redFlags: createRedFlags(edition.redFlags, lexicon),
    complaintCues: createComplaintCues(edition.complaintCues, lexicon),
    phrases: createPhrases(edition.talkPhrases, edition.outOfScope, lexicon),
    shelves: edition.shelves,
    topicTitle: (topic, locale) => titles.get(`${locale}|${topic}`) ?? titles.get(`zh-CN|${topic}`) ?? topic,
    cite: createCite(edition.laws, say)
  });
  return { turn, knowledge, edition, say };
}

// src/cli/ask.ts
var lineSchema = z8.object({
  id: z8.union([z8.string(), z8.number()]),
  text: z8.string(),
  locale: z8.string().optional(),
  session: z8.union([z8.string(), z8.number()]).optional()
});
var localeOf = (wanted, text) => LOCALES.find((known) => known === wanted) ?? (wanted ? wanted.toLowerCase().startsWith("zh") ? "zh-CN" : "en" : /\p{Script=Han}/u.test(text) || !/[a-z]{3}/i.test(text) ? "zh-CN" : looksEnglish(text) ? "en" : "zh-CN");
var looksEnglish = (text) => /\b(the|my|is|are|do|does|how|what|can|to|of|and|a|in|for|with|should|when|where|who|hi|hello|thanks?|kid|child)\b/i.test(text);
async function ask(localesFolder, args2) {
  const { turn, knowledge } = createDialogue(localesFolder);
  const explain = args2.includes("--explain");
  const sessions = /* @__PURE__ */ new Map();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === "") {
      continue;
    }
    const parsed = lineSchema.safeParse(parseJson(line));
    if (!parsed.success) {
      process.stdout.write(`${JSON.stringify({ id: null, error: "invalid_line" })}
`);
      continue;
    }
    const { id, text, locale, session: name2 } = parsed.data;
    const begun = name2 === void 0 ? void 0 : sessions.get(String(name2));
    const session = begun ?? newSession(localeOf(locale, text));
    const result = turn(session, { kind: "text", text });
    if (name2 !== void 0) {
      sessions.set(String(name2), result.session);
    }
    const reply = result.replies.map((part) => [part.text, ...result.kind === "clarify" ? (part.buttons ?? []).map((button) => `\xB7 ${button.label}`) : []].join("\n")).join("\n");
    process.stdout.write(
      `${JSON.stringify({
        id,
        kind: result.kind,
        reply,
        ...result.entry ? { entry: result.entry } : {},
        ...result.citations ? { citations: result.citations } : {},
        ...result.score === void 0 ? {} : { score: Number(result.score.toFixed(3)) },
        ...explain ? { flags: result.flags ?? [], candidates: candidatesOf(text, session) } : {}
      })}
`
    );
  }
  function candidatesOf(text, session) {
    return knowledge.explain(text, { locale: session.locale, bands: session.bands }).slice(0, 5).map(({ entry, score: score2, features }) => ({
      entry: entry.id,
      score: Number(score2.toFixed(3)),
      features: Object.fromEntries(Object.entries(features).map(([key, value]) => [key, Number(value.toFixed(3))]))
    }));
  }
}
function parseJson(line) {
  try {
    return JSON.parse(line);
  } catch {
    return void 0;
  }
}

// src/cli/main.ts
var COMMANDS2 = {
  ask: (args2) => ask(path4.resolve("locales"), args2)
};
var [name = "", ...args] = process.argv.slice(2);
var command = COMMANDS2[name];
if (!command) {
  process.stderr.write(`Commands: ${Object.keys(COMMANDS2).join(", ")}
`);
  process.exitCode = 2;
} else {
  command(args).catch((error) => {
    process.stderr.write(`${error instanceof StartupError ? error.message : "the command failed"}
`);
    process.exitCode = 1;
  });
}
