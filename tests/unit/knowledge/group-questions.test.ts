import { describe, expect, it } from 'vitest';
import { groupQuestions, tellingTerms } from '../../../src/domain/knowledge/index.js';
import { createLexicon, languageOf, normalise } from '../../../src/domain/language/index.js';
import { shippedDialogue } from '../../support/dialogue.js';

/** Each line asks one thing, in the words of several people. The threshold was chosen by the first part. */
const CHOSEN_BY = [
  [
    '小区里好多流浪狗，娃娃放学怕得很，找哪个管',
    '流浪狗追娃儿，哪个部门管嘛',
    '我们这边野狗多，娃上学路上被狗撵，归谁管',
    '放学路上有流浪狗，孩子害怕，该找谁',
  ],
  [
    '西区哪里有教娃儿游泳的',
    '想给孩子报游泳班，我们区哪里能学',
    '娃娃学游泳去哪点学',
    '附近有没得教小孩子游泳的地方',
  ],
  [
    '学校中午不管饭，娃娃吃饭咋个办',
    '我们学校没得食堂，中午娃儿吃啥子',
    '中午学校不提供午餐，家里没人做饭怎么办',
    '孩子学校没有食堂中午怎么吃饭',
  ],
  [
    '上学没有校车，走路要一个小时，能不能申请校车',
    '村头到学校好远，能不能开个校车嘛',
    '我们这里能不能给娃娃安排校车',
    '孩子上学太远了，有校车吗',
  ],
  ['我家猫咪爬树上下不来了', '猫儿爬到树上去了下不来咋整', '猫在树上下不来找谁帮忙'],
  ['娃儿说话结巴要不要看医生', '四岁孩子突然口吃，需要去医院吗', '我孙孙讲话一直打结结，结巴得很，咋个办'],
  ['孩子是左撇子要不要改成右手', '娃娃用左手写字，要不要纠正', '左撇子需要纠正吗'],
  ['孩子想养一只小狗，该不该答应', '女儿天天闹着要养狗，能养吗', '娃儿吵着要喂狗儿，给他喂不'],
  ['西区哪里配眼镜比较靠谱', '给娃儿配眼镜去哪家好', '孩子近视了到哪里配眼镜'],
  ['钢琴考级要不要考', '学钢琴的娃娃有没有必要考级', '孩子学琴考级有用吗'],
  ['孩子想从成都转学回攀枝花怎么办手续', '转学手续咋个办，从外省转回来', '娃娃要转学回西区读书，要啥子手续'],
  ['独生子女费现在还有没有，怎么领', '独生子女的补贴在哪里领', '独生子女费咋个领'],
  ['校服太贵了可以不买吗', '学校喊买校服，必须要买不', '校服可不可以不订'],
  ['西区有没有免费的图书馆可以带娃去', '哪里有娃娃看书的图书馆', '附近图书馆周末开不开门，想带孩子看书'],
  ['孙子不爱吃青菜怎么办', '娃儿不吃蔬菜咋个整', '小孩挑食，青菜一口不吃'],
  ['住校的孩子天天哭着要回家', '娃娃第一次住校，想家哭得很', '初一住校想家，不想去学校'],
  [
    'Which schools in Xiqu take foreign children?',
    'Can a foreign child go to school in Xiqu',
    'school for my foreign kid in Xiqu district',
  ],
  ...[
    '娃儿流鼻血咋个止',
    '二胎的时候大宝吃醋了',
    '孩子偷拿家里的钱',
    '孩子半夜磨牙是不是有虫',
    '老公不管娃怎么办',
    '学校旁边网吧让未成年人进去',
    '奶奶非要给娃把尿',
    '新生儿黄疸多久退',
    '孩子上课老是走神',
    '娃娃放学没人接',
    '小学生能不能骑自行车上路',
    '孩子上学要带什么东西',
  ].map((alone) => [alone]),
];
/** This part was written afterwards and chose nothing. */
const HELD_BACK = [
  ['打狂犬疫苗去哪家医院', '娃儿遭狗咬了，西区哪里打狂犬针', '狂犬疫苗在哪里打'],
  ['暑假有没有免费的托管班', '暑假娃儿没人带，哪里有托管', '西区暑期托管班怎么报名'],
  ['孩子要不要上早教班', '早教班有没有必要报', '屋头想给娃报个早教，值不值得'],
  ['社区有没有心理老师可以找', '哪里可以找心理老师跟娃儿聊聊', '心理老师在哪点找得到'],
  ['身份证咋个给娃儿办', '小孩办身份证要什么材料', '给孩子办身份证去哪里'],
  ['儿童节学校放不放假', '六一娃娃放假不'],
  ['娃儿换牙，新牙长歪了', '孩子牙齿不齐几岁矫正'],
  ['老师要家长进群打卡，烦得很'],
  ['孙女不肯叫人，见人就躲'],
  ['娃儿吃饭要看电视才吃'],
  ['楼上邻居半夜吵，娃睡不着'],
  ['孩子晕车怎么坐长途'],
];

const terms = tellingTerms(createLexicon(shippedDialogue().edition.lexicon));

function asQuestions(lines: ReadonlyArray<readonly string[]>) {
  const all = lines.flatMap((line, kind) => line.map((question) => ({ question, kind })));
  return all
    .sort((a, b) => (a.question < b.question ? -1 : 1))
    .map(({ question, kind }, at) => ({
      id: String(at).padStart(4, '0'),
      locale: languageOf(normalise(question)) ?? 'zh-CN',
      question,
      keptAt: new Date(Date.UTC(2026, 10, 1, 0, at)),
      kind,
    }));
}

/** Of the pairs that stand together, how many ask the same; of those that do, how many stand together. */
function measure(lines: ReadonlyArray<readonly string[]>): { precision: number; recall: number } {
  const pairs = (sizes: number[]) => sizes.reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  const groups = groupQuestions(asQuestions(lines), terms);
  const right = groups.flatMap((group) =>
    [...new Set(group.map(({ kind }) => kind))].map(
      (kind) => group.filter((question) => question.kind === kind).length,
    ),
  );
  return {
    precision: pairs(right) / pairs(groups.map((group) => group.length)),
    recall: pairs(right) / pairs(lines.map((line) => line.length)),
  };
}

describe('questions that ask the same', () => {
  it('stand together, others do not, in the set that chose the threshold', () => {
    const { precision, recall } = measure(CHOSEN_BY);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.74);
  });

  it('and in one that did not', () => {
    const { precision, recall } = measure(HELD_BACK);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.6);
  });

  it('the biggest group comes first, of equal ones that which began first, in it the oldest first', () => {
    const groups = groupQuestions(asQuestions(CHOSEN_BY), terms);
    groups.forEach((group, at) => {
      const next = groups[at + 1];
      const first = group[0]?.keptAt.getTime() ?? 0;
      expect(group.map(({ id }) => id)).toEqual(group.map(({ id }) => id).sort());
      expect(!next || group.length > next.length || (next[0]?.keptAt.getTime() ?? 0) > first).toBe(true);
    });
  });

  it('the order in which they are read and newer questions change nothing', () => {
    const all = asQuestions(CHOSEN_BY);
    const ids = (questions: typeof all) =>
      groupQuestions(questions, terms).map((group) => group.map(({ id }) => id));
    expect(ids([...all].reverse())).toEqual(ids(all));
    const older = all.slice(0, 30);
    const among = ids(all)
      .map((group) => group.filter((id) => older.some((question) => question.id === id)).join())
      .filter((group) => group !== '');
    expect(among.sort()).toEqual(
      ids(older)
        .map((group) => group.join())
        .sort(),
    );
  });

  it('in different languages stand apart, and words without any meaning do not stand together', () => {
    const keptAt = new Date(0);
    const question = { question: 'Xiqu', keptAt };
    const locales = ['zh-CN', 'en'].map((locale, at) => ({ ...question, id: String(at), locale }));
    expect(groupQuestions(locales, terms)).toHaveLength(2);
    const empty = ['？', '……'].map((text, at) => ({
      question: text,
      keptAt,
      id: String(at),
      locale: 'zh-CN',
    }));
    expect(groupQuestions(empty, terms)).toHaveLength(2);
    expect(groupQuestions([], terms)).toEqual([]);
  });
});
