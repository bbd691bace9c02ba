"""Traditional characters (繁体字): recognised by a table of the common ones, and written as
simplified ones where their author asks for it.

The table knows the characters of which each has one simplified form in official prose. It is no
dictionary: what it does not know stays as it is, and words that differ (資訊 for 信息) stay too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from drafting.importing.reading import SourceLine

#: Each traditional character with its simplified one behind it.
_PAIRS: Final = (
    "學学習习黨党員员幹干題题問问對对檢检誌志議议會会組组織织領领導导總总書书記记單单職职務务發发現现實实際际進进還还過过這这個个們们為为爲为與与於于從从來来時时間间"
    "開开關关門门聯联繫系係系動动態态業业產产廠厂農农鄉乡鎮镇縣县區区國国軍军隊队團团結结構构機机製制權权責责擔担當当衝冲鋒锋難难險险緊紧張张強强壓压緩缓鬆松憊惫腳脚"
    "質质數数據据錄录錯错誤误診诊斷断續续繼继紀纪規规範范圍围環环節节約约儉俭樸朴潔洁貪贪賄贿錢钱財财貨货費费賬账帳帐資资購购買买賣卖價价額额貼贴補补償偿優优勢势點点"
    "線线條条級级別别類类種种樣样標标準准確确認认識识論论談谈話话語语訴诉說说講讲讀读寫写詞词課课師师長长輩辈讓让謙谦虛虚驕骄評评譽誉請请謝谢許许諾诺調调訪访詢询證证"
    "該该誰谁詳详細细緻致紮扎練练經经驗验歷历曆历歲岁幾几億亿萬万兩两雙双隻只極极層层屬属歸归歡欢觀观視视覺觉觸触見见聞闻聽听聲声響响應应聰聪腦脑體体頭头顧顾顯显頂顶"
    "項项須须預预頻频顆颗願愿顛颠風风飛飞餘余館馆飯饭飲饮養养驅驱驟骤駐驻馬马騎骑騙骗驚惊鬥斗鬧闹魚鱼鮮鲜鳥鸟鳴鸣麗丽麥麦黃黄齊齐齒齿龍龙龜龟佈布併并並并倉仓側侧備备"
    "傑杰傳传債债傷伤傾倾僅仅僑侨僞伪偽伪儀仪儘尽儲储兇凶兌兑兒儿內内冊册冪幂凍冻凈净淨净則则剛刚創创劃划劇剧劉刘劍剑劑剂勁劲勝胜勞劳勵励勸劝勻匀匯汇協协卻却厲厉參参"
    "叢丛吳吴呂吕啟启啓启喚唤喪丧喬乔嘗尝嚐尝嚴严囑嘱圓圆圖图執执堅坚報报場场塊块墊垫墜坠墮堕墳坟墾垦壇坛壞坏壘垒壟垄壯壮壽寿夠够夢梦夾夹奧奥奪夺奮奋奬奖獎奖妝妆婦妇"
    "媽妈嬌娇孫孙寧宁寬宽寵宠審审寶宝將将專专尋寻尷尴屆届屜屉屢屡岡冈島岛峽峡崗岗嶺岭嶽岳巖岩鞏巩幣币帥帅帶带幫帮庫库廁厕廂厢廢废廣广廳厅弔吊彈弹彌弥彎弯彙汇後后徑径"
    "復复複复徵征徹彻恆恒恥耻悅悦惡恶惱恼愛爱愨悫慘惨慚惭慣惯慮虑慶庆憂忧憐怜憑凭憤愤憲宪憶忆懇恳懲惩懷怀懶懒懸悬戀恋戰战戲戏戶户拋抛挾挟捨舍掃扫掛挂採采揀拣揚扬換换"
    "揮挥損损搖摇搗捣搶抢搾榨攜携攝摄擁拥擇择擊击擋挡擠挤擬拟擴扩擺摆擾扰攔拦攤摊攬揽敗败敘叙敵敌斂敛斃毙斬斩昇升晉晋晝昼暈晕暢畅暫暂曉晓曠旷東东枴拐柵栅棄弃棟栋棧栈"
    "楊杨榮荣槍枪樁桩樂乐樓楼樞枢樹树橋桥橫横檔档檯台櫃柜欄栏欽钦歎叹嘆叹歐欧殘残殺杀毀毁氣气決决沒没沖冲況况洶汹浹浃淚泪淪沦淵渊淺浅減减測测渾浑湊凑湧涌溝沟溫温滅灭"
    "滬沪滯滞滲渗滿满漁渔漢汉漲涨漸渐潑泼潛潜潤润澇涝澤泽濃浓濕湿濟济濱滨瀏浏灑洒灘滩灣湾災灾烏乌無无煉炼煙烟煥焕煩烦熱热燈灯燒烧燙烫營营燦灿爐炉爛烂爭争爺爷爾尔牆墙"
    "牽牵犧牺狀状狹狭獨独獲获穫获獻献猶犹獵猎瑣琐璽玺畝亩畢毕畫画異异疊叠療疗癢痒癮瘾皚皑盜盗盞盏盡尽監监盤盘盧卢眾众睏困瞭了瞞瞒矚瞩矯矫碼码磚砖礎础礙碍礦矿禍祸禦御"
    "禪禅禮礼稅税稱称穀谷積积穎颖穩稳窩窝窮穷窯窑竄窜竅窍竊窃競竞筆笔筍笋築筑篤笃篩筛簡简簽签籤签籌筹籃篮籠笼糞粪糧粮糾纠紅红納纳紐纽純纯紙纸紛纷紳绅終终絕绝絡络給给"
    "統统絲丝綁绑綜综綠绿維维綱纲網网綴缀綿绵緒绪締缔編编緣缘緯纬縫缝縮缩縱纵績绩繞绕繡绣繪绘繳缴纏缠纖纤罰罚罵骂罷罢羅罗義义翹翘聖圣聳耸肅肃脅胁脈脉脫脱腎肾腫肿腸肠"
    "膚肤膠胶膽胆臉脸臟脏臨临臺台興兴舉举舊旧艙舱艦舰艱艰艷艳藝艺芻刍茲兹莊庄莖茎華华葉叶蒼苍蓋盖蓮莲薦荐薩萨藍蓝藥药蘇苏蘊蕴蘭兰處处號号虧亏蟲虫蠻蛮術术衛卫袞衮裏里"
    "裡里裝装襪袜襯衬襲袭親亲覽览訂订計计訊讯討讨訓训託托訟讼設设詐诈試试詩诗詭诡誇夸誠诚誡诫誦诵誼谊諒谅諷讽諸诸謀谋謂谓謊谎謎谜謠谣謹谨譜谱譯译護护譴谴變变讚赞贊赞"
    "豎竖豐丰貝贝負负貢贡貧贫販贩貫贯貴贵貸贷貿贸賀贺賊贼賓宾賜赐賞赏賠赔賢贤賤贱賦赋賭赌賴赖賺赚賽赛贈赠贏赢趕赶趙赵趨趋跡迹蹟迹踐践踴踊蹤踪躍跃車车軌轨軟软較较載载"
    "輔辅輕轻輛辆輝辉輪轮輯辑輸输輿舆轄辖轉转轎轿轟轰辦办辭辞迴回迺乃逕径連连週周遊游運运達达違违遙遥遞递遠远適适遲迟遷迁選选遺遗遼辽邁迈邊边邏逻鄧邓鄭郑鄰邻醜丑醫医"
    "醬酱釀酿釋释釘钉針针釣钓鈍钝鈔钞鉛铅銀银銅铜銘铭銜衔銳锐銷销鋪铺鋼钢錦锦鍋锅鍛锻鍵键鎖锁鏡镜鏈链鐘钟鍾钟鐵铁鑄铸鑑鉴鑒鉴鑰钥鑽钻閃闪閉闭閒闲閑闲閘闸閣阁閥阀閱阅"
    "闆板闊阔陣阵陰阴陳陈陸陆陽阳階阶隨随隱隐雖虽雜杂雞鸡離离雲云電电霧雾靈灵靜静頁页順顺頌颂頑顽頒颁頓顿顏颜顫颤飄飘飽饱飾饰餅饼餓饿饋馈馮冯馴驯駁驳駕驾駛驶騰腾骯肮"
    "髒脏鬱郁魯鲁鴻鸿鵬鹏麼么齡龄龐庞撐撑撥拨撫抚撲扑擲掷攪搅鑲镶鐮镰錘锤佔占儂侬癥症殼壳壩坝塵尘塗涂嘩哗嚇吓囂嚣佇伫侶侣倆俩倫伦偉伟働动勛勋勳勋匱匮厭厌叄叁嗎吗嗆呛"
    "嘔呕噴喷園园塹堑壺壶姦奸娛娱孿孪宮宫屍尸嶄崭嶇岖庁厅慾欲憒愦懼惧戔戋掙挣揹背搥捶摻掺擱搁敎教暱昵朧胧殯殡漚沤瀉泻瀝沥瀾澜癱瘫盪荡蕩荡瞼睑矇蒙祕秘稟禀窺窥竪竖筧笕"
    "緝缉縝缜罎坛翺翱脣唇蔔卜蘿萝虜虏蝦虾裊袅覈核詬诟誨诲諄谆謬谬豬猪貶贬贅赘躊踌躋跻轍辙辯辩遜逊釐厘鈣钙鉤钩閩闽闖闯闡阐隸隶韌韧頹颓餞饯饒饶馳驰駭骇剝剥絆绊綽绰亂乱"
    "丟丢廚厨滾滚韓韩鳳凤滄沧諜谍滌涤噸吨瘋疯楓枫縛缚飢饥譏讥賈贾殲歼繭茧撿捡檻槛漿浆蔣蒋澆浇餃饺絞绞荊荆頸颈駿骏凱凯褲裤潰溃蠟蜡臘腊萊莱濫滥撈捞籬篱漣涟簾帘涼凉鱗鳞"
    "鈴铃聾聋攏拢婁娄蘆芦廬庐賂赂祿禄驢驴鋁铝濾滤駱骆瑪玛悶闷覓觅廟庙憫悯鈕钮膿脓毆殴頗颇棲栖豈岂鉗钳寢寝頃顷瓊琼軀躯絨绒閏闰傘伞騷骚澀涩紗纱曬晒刪删陝陕繕缮紹绍懾慑"
    "嬸婶繩绳獅狮蝕蚀獸兽贖赎碩硕爍烁飼饲慫怂譚谭湯汤濤涛謄誊禿秃橢椭窪洼韋韦葦苇紋纹渦涡臥卧誣诬錫锡俠侠廈厦羨羡蕭萧嘯啸諧谐釁衅鏽锈軒轩絢绚啞哑亞亚訝讶鹽盐閻阎硯砚"
    "彥彦諺谚堯尧頤颐蟻蚁詣诣蔭荫櫻樱嬰婴鷹鹰瑩莹螢萤蠅蝇傭佣詠咏郵邮誘诱獄狱轅辕隕陨韻韵贓赃鑿凿棗枣齋斋氈毡綻绽脹胀蟄蛰貞贞偵侦睜睁猙狰幀帧摯挚幟帜軸轴皺皱誅诛燭烛"
    "貯贮錐锥濁浊鄒邹"
)


def _table() -> dict[int, str]:
    pairs = zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
    return {ord(old): new for old, new in pairs}


_SIMPLIFIED: Final = _table()
#: Least number of such characters, and their least share, in a text that is written with them: a
#: name or a sign in a paper is none.
_FEWEST: Final = 8
_SHARE: Final = 0.04
SAID: Final = "这份材料是用繁体字写的，已按繁体原样读入；可以在核对页上转换成简体字。"


def simplified(text: str) -> str:
    """The text with simplified characters; each stands where the traditional one stood."""
    return text.translate(_SIMPLIFIED)


def is_traditional(text: str) -> bool:
    """Whether a text is written with traditional characters."""
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    count = sum(ord(char) in _SIMPLIFIED for char in text)
    return count >= _FEWEST and count >= _SHARE * han


def traditional_notice(lines: Sequence[SourceLine]) -> tuple[Sequence[SourceLine], list[str]]:
    """The lines as they are, and a sentence where they are written with traditional characters."""
    traditional = is_traditional("\n".join(line.text for line in lines))
    return lines, [SAID] if traditional else []
