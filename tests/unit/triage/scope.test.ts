import { describe, expect, it } from 'vitest';
import { redFlags, triage } from './support.js';

describe('danger now', () => {
  it.each([
    ['他正在踹门，我反锁在厕所里，门板都裂了', 'violence_now'],
    ['老公拿菜刀追我，我躲在楼道里', 'violence_now'],
    ['娃儿喝了农药，嘴巴冒白泡', 'poisoning'],
    ['孙女放学没回家，电话打不通，天都黑了', 'missing'],
    ['我站在天台上，不想活了', 'suicide_acting'],
    ['老师关起门摸我屁股，我11岁', 'child_abuse'],
    ['有人抱起我孙子上了面包车跑了', 'abduction'],
  ])('is seen in "%s"', (text, flag) => {
    expect(redFlags.find(text)).toContain(flag);
    expect(triage(text).urgency).toBe('emergency');
  });

  it.each([
    'wo bu xiang huo le',
    'I want to kill myself tonight',
    '我 不 想 活 了',
    '我不想活了',
    '我不想活瞭',
  ])('of suicide is seen in "%s"', (text) => {
    expect(triage(text).suicide).toBe(true);
  });
});

describe('ordinary talk', () => {
  it.each([
    ['fiction', '看完那部电视剧，女主被家暴那集气死我了'],
    ['a game', '这游戏杀人太多了，怎么给孩子设时间'],
    ['an idiom', '作业多得想死，今天又写到十一点'],
    ['a lesson', '被开水烫了要拿冷水冲多久，学校发的安全卷子要填'],
    ['a jealous child', '老大天天尿裤子，说要把妹妹丢了'],
    ['mahjong', '婆婆天天打麻将不管娃'],
    ['a question about law', '请问家暴怎么取证，手机录音算不算'],
    ['a slogan', '老板娘要跳楼价，城管说我标语不合适'],
  ])('about %s raises no alarm', (_what, text) => {
    expect(redFlags.find(text)).toEqual([]);
    expect(triage(text)).toMatchObject({ urgency: 'normal', suicide: false });
  });
});

describe('a suggestion', () => {
  it('says the number first and never sends her back to talk', () => {
    const { advice } = triage('他拿刀堵在门口要砍我，快来人');
    expect(advice[0]).toBe('safety:violence_now');
  });

  it('keeps both wrongs when two are told', () => {
    const { category, also } = triage('怀孕七个月老板把我辞退了，还拖欠我三个月工资');
    expect([category, ...also]).toEqual(
      expect.arrayContaining(['employment_discrimination', 'labor_rights']),
    );
  });

  it('names its reasons without the words of the woman', () => {
    expect(triage('老公拿菜刀追我').reasons).toContain('rule:violence_now');
  });
});
