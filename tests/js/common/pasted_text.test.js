import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleaned, divided, isPaper } from '../../../static/js/common/pasted_text.js';

test('what Word and WPS put around a text goes, and what is written stays', () => {
  const cases = [
    ['\u3000\u3000学习不系统。\r\n\r\n\u3000\u3000联系实际不够。\r\n', '学习不系统。\n联系实际不够。'],
    ['\u3000\u3000只有一段', '只有一段'],
    [' 一个词', ' 一个词'],
    ['读书\xa0少', '读书 少'],
    ['\uf06c\t学习少\n\uf0d8 联系少', '学习少\n联系少'],
    ['l\t学习少\nü\t联系少\n•\t带头少', '学习少\n联系少\n带头少'],
    ['1.\t学习少\n（一）\t联系少', '1.学习少\n（一）联系少'],
    ['表\t格', '表 格'],
    ['软\xad连\u200b字\ufeff', '软连字'],
    ['一行\v二行\u2028三行', '一行\n二行\n三行'],
    ['👨\u200d👩\u200d👧 𠮷 㐂', '👨\u200d👩\u200d👧 𠮷 㐂'],
    ['l 不是符号', 'l 不是符号'],
    ['带{时间}的空项', '带{时间}的空项'],
  ];
  assert.deepEqual(cases.map(([text]) => cleaned(text)), cases.map(([, plain]) => plain));
});

test('a text is cut where its points begin', () => {
  const cut = (text) => {
    const found = divided(text);
    return found && [found.lead].concat(found.pieces);
  };
  assert.deepEqual(cut('一是学习少；二是联系少；三是带头少。'), ['', '学习少。', '联系少。', '带头少。']);
  assert.deepEqual(cut('主要有：一是学习少。还有。二是联系少。'), ['主要有：', '学习少。还有。', '联系少。']);
  assert.deepEqual(cut('（一）学习少\n细说学习。\n（二）联系少'), ['', '学习少\n细说学习。', '联系少']);
  assert.deepEqual(cut('问题如下\n1.学习少\n2.联系少'), ['问题如下', '学习少', '联系少']);
  assert.deepEqual(cut('学习少。\n联系少。\n带头少。'), ['', '学习少。', '联系少。', '带头少。']);
  assert.deepEqual(cut('九是九。十是十。'), null);
  assert.deepEqual(cut('统一是前提，二是补充。'), null);
  assert.deepEqual(cut('只有一句。'), null);
  const ten = Array.from({ length: 12 }, (_, at) => '一二三四五六七八九十'.charAt(at) || ['十一', '十二'][at - 10]);
  assert.equal(divided(ten.map((n) => n + '是话。').join('')).pieces.length, 12);
});

test('nothing of a text is lost by cutting it, but for markers and stops', () => {
  const text = '前言。一是学习少。读原著少。二是联系少；三是带头少';
  const { lead, pieces } = divided(text);
  const bare = (one) => one.replace(/[一二三]是|[；。]/g, '');
  assert.equal(bare(lead + pieces.join('')), bare(text));
});

test('a whole paper has the headings of parts or several areas, and is long', () => {
  const long = '这里写得很细。'.repeat(120);
  assert.equal(isPaper('一、存在的问题\n' + long + '\n二、原因剖析\n三、整改措施'), true);
  assert.equal(isPaper('（一）甲\n（二）乙\n（三）丙\n（四）丁\n' + long), true);
  assert.equal(isPaper('一、存在的问题\n二、原因剖析'), false);
  const short = '一、存在的问题\n（一）理论学习方面\n一是学得少。\n（二）担当方面\n一是怕得罪人。\n二、原因剖析\n';
  assert.equal(isPaper(short + '看得多，想得少。'.repeat(25)), true);
  assert.equal(isPaper(short), false);
  assert.equal(isPaper('一是甲。\n二是乙。\n' + long), false);
  assert.equal(isPaper(long), false);
});
