/** "那初中呢？", "老二呢", "what about teenagers": words that mean something only after those before. */
const LEANING =
  /^(那|那么|那如果|如果|要是|要|and|what about|how about|then)?.{0,14}(呢|喃|嘞|的话|又怎么办|也一样吗|也是吗|怎么说)[?？]?$|^(那|and |what about|how about)/u;
/** Words that point back: he, she, it, this, there. */
const POINTING =
  /^(那|要是|如果|万一|他|她|它|这|不过|但是|但|还有|可是|我(们)?(也|都|娃|大|小)|老大|老二|小的|大的|去哪|在哪|哪(里|点|个|儿)|找(哪|谁)|几(天|岁|点|个|次)|好(多|久|大)|多(少|久|大)|要(好多|带|准备)|咋|怎么|为什么|为啥)|^(and|but|what if|if|he|she|it|they|who|where|how (much|long|often|old)|can (i|we|he|she)|does|do (i|we)|is (it|that)|my (older|younger|other))\b/u;
/** An age and nothing else: an answer to "how old?", or the same question for another child. */
const AGE_ALONE =
  /^(?:那|就|我(?:们)?(?:家)?|他|她|娃儿?|孩子|才|快|刚|满|差不多|大概|今年|现在|都|也|有|了|he is|she is|he's|she's|about|only|just|[\s,，。.])*(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?: ?(?:个半|个多?月|岁半?|岁多|周岁|年级|months?(?: old)?|years?(?: old)?))?(?:[一二两三四五六七八九十\d]{1,2}个?月)?(?:大|了|的|半|多|娃儿?|呢|嘛|吧|[\s?？。.!！])*$/u;

/** Longer words stand alone, whatever they say. */
const LONGEST = 60;
const LETTERS = { most: 24, short: 16, shortest: 10 };

/** How much words lean on those before: 0 they stand alone, 1 they mean nothing without. `askedBack`: we had asked for more. */
export function leaningOf(plain: string, askedBack: boolean): number {
  const length = /\p{Script=Han}/u.test(plain) ? [...plain].length : plain.split(/\s+/).length * 2;
  if (length > LONGEST) {
    return 0;
  }
  if (AGE_ALONE.test(plain)) {
    return 1;
  }
  if (askedBack) {
    return length <= LETTERS.most ? 1 : 0.4;
  }
  if (length > LETTERS.most) {
    return 0;
  }
  if (LEANING.test(plain)) {
    return 1;
  }
  const byLength = length <= LETTERS.shortest ? 0.5 : length <= LETTERS.short ? 0.3 : 0.1;
  return POINTING.test(plain) ? byLength + 0.4 : byLength;
}
